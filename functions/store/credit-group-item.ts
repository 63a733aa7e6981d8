import type { CivilDate } from '../../domain/civil-date.ts';
import type { CreditGroup } from '../../domain/credit-group.ts';
import type { CreditGroupId, Subject } from '../../domain/ids.ts';
import { noExposure, type ExposureSum, type ExposureSums } from '../../domain/position.ts';
import type { AuditHead } from './audit.ts';
import { flag, integer, item, list, minor, text, textAs, type Codec } from './codec.ts';

const date = textAs<CivilDate>();

/** A group with the version of its account: its ETag. */
export type StoredAccount = { readonly group: CreditGroup; readonly version: number; readonly createdBy: Subject };

const accountFields = item({
  creditGroup: textAs<CreditGroupId>(),
  description: text,
  creditLimit: minor,
  currency: text,
  expiryDate: date,
  temporaryLimits: list(item({ from: date, to: date, amount: minor })),
  considerMembersOverdue: flag,
  createdBy: textAs<Subject>(),
  version: integer,
});

export const groupAccountCodec: Codec<StoredAccount> = (stored, name) => {
  const { version, createdBy, ...group } = accountFields(stored, name);
  return { group, version, createdBy };
};

/**
 * A group's position (docs/explanation/shape.md, "Storage"): its members' four sums, in attributes named after their entities' currency.
 * `policyVersion` moves with the account and with every change of membership, `relief` with everything that can free credit
 * of any member; `accountVersion` is that of the account it belongs to.
 */
export type GroupPosition = {
  readonly sums: ExposureSums;
  readonly policyVersion: number;
  readonly accountVersion: number;
  readonly relief: number;
  readonly members: number;
  /** How many documents of its members lack an exchange rate (§5.3). */
  readonly unconverted: number;
  readonly audit: AuditHead;
};

const positionFields = item({
  policyVersion: integer,
  accountVersion: integer,
  relief: integer,
  members: integer,
  unconverted: integer,
  auditNumber: integer,
  auditHead: text,
});

export const sumNames: readonly ExposureSum[] = ['balance', 'toDelivered', 'toOrders', 'toHeld'];

/** The attribute that keeps one of the sums of the members whose entity has a currency. */
export function sumAttribute(currency: string, sum: ExposureSum): string {
  return `${currency}_${sum}`;
}

export function sumAttributes(currency: string, sums: ExposureSums): Readonly<Record<string, bigint>> {
  return Object.fromEntries(sumNames.map((sum) => [sumAttribute(currency, sum), sums[sum]]));
}

/** Of a group all of whose members' entities have its currency. */
export function groupPositionCodec(currency: string): Codec<GroupPosition> {
  const sumFields = item(Object.fromEntries(sumNames.map((sum) => [sumAttribute(currency, sum), minor])));
  return (stored, name) => {
    const { auditNumber, auditHead, ...rest } = positionFields(stored, name);
    const found = sumFields(stored, name);
    const sums = Object.fromEntries(sumNames.map((sum) => [sum, found[sumAttribute(currency, sum)]]));
    return { ...rest, sums: { ...noExposure, ...sums }, audit: { number: auditNumber, hash: auditHead } };
  };
}
