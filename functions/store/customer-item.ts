import type { CivilDate } from '../../domain/civil-date.ts';
import type { Customer } from '../../domain/customer.ts';
import type { CreditGroupId, CustomerId } from '../../domain/ids.ts';
import type { ExposureSums } from '../../domain/position.ts';
import type { AuditHead } from './audit.ts';
import { flag, integer, item, list, minor, optional, record, text, textAs, type Codec } from './codec.ts';

const date = textAs<CivilDate>();

const temporaryLimit = item({ from: date, to: date, amount: minor });

const policy = item({
  id: text,
  kind: textAs<'insurance' | 'guarantee'>(),
  type: optional(text),
  provider: text,
  coverageType: optional(text),
  effectiveDate: date,
  expirationDate: date,
  value: minor,
  currency: optional(text),
  updateLimitPercent: minor,
  includedInExposure: flag,
});

export const customerCodec: Codec<Customer> = item({
  customer: textAs<CustomerId>(),
  name: text,
  currency: text,
  country: optional(text),
  paymentTerms: optional(text),
  settlementDiscount: optional(text),
  creditLimit: minor,
  creditLimitCurrency: optional(text),
  creditLimitDate: date,
  creditLimitExpiryDate: optional(date),
  unlimited: flag,
  mandatoryLimit: flag,
  excludeFromCreditManagement: flag,
  ignoreUntil: optional(date),
  creditManagementGroup: optional(text),
  accountStatus: optional(text),
  accountStatusReason: optional(text),
  riskScore: optional(integer),
  riskGroup: optional(text),
  eligibleCreditLimit: optional(item({ amount: minor, currency: optional(text), date })),
  lastReviewDate: optional(date),
  nextReviewDate: optional(date),
  businessStarted: optional(date),
  customerSince: optional(date),
  annualRevenue: optional(minor),
  userDefinedScores: record(text),
  notes: optional(text),
  withAgency: flag,
  titleHeld: flag,
  temporaryLimits: list(temporaryLimit),
  policies: list(policy),
});

/**
 * A customer's position (docs/explanation/deciding-transaction.md): four sums that conditions compare, and what each
 * write is conditional on. `policyVersion` moves with every write of the account, `relief` with everything that can
 * free credit or clear a reason, `seq` with everything that moves the ageing; `decidedOn` and `rulebook` are the latest
 * that a decision was made under.
 */
export type Position = {
  readonly sums: ExposureSums;
  /** Its customer credit group and the currency of that, which never changes; empty where it is in none. */
  readonly creditGroup: string;
  readonly groupCurrency: string;
  readonly policyVersion: number;
  readonly rulebook: number;
  readonly decidedOn: string;
  readonly relief: number;
  readonly seq: number;
  /** How many of its documents lack an exchange rate (§5.3): its sums do not know them. */
  readonly unconverted: number;
  readonly audit: AuditHead;
};

/** The customer credit group of whose position this is. */
export function creditGroupOf({ creditGroup }: Position): CreditGroupId | undefined {
  return creditGroup === '' ? undefined : (creditGroup as CreditGroupId);
}

const positionFields = item({
  balance: minor,
  toDelivered: minor,
  toOrders: minor,
  toHeld: minor,
  creditGroup: text,
  groupCurrency: text,
  policyVersion: integer,
  rulebook: integer,
  decidedOn: text,
  relief: integer,
  seq: integer,
  unconverted: integer,
  auditNumber: integer,
  auditHead: text,
});

export const positionCodec: Codec<Position> = (stored, name) => {
  const { balance, toDelivered, toOrders, toHeld, auditNumber, auditHead, ...rest } = positionFields(stored, name);
  return { ...rest, sums: { balance, toDelivered, toOrders, toHeld }, audit: { number: auditNumber, hash: auditHead } };
};
