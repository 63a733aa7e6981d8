import { canonicalJson } from './canonical-json.ts';
import type { CivilDate } from './civil-date.ts';
import type { Customer } from './customer.ts';
import { policyProblems, temporaryLimitProblems } from './customer-set-up-problems.ts';
import type { AdjustmentId, CustomerId } from './ids.ts';
import { refuse } from './refusal.ts';
import type { RulebookDocument } from './rulebook.ts';
import { elementOf } from './set-up/element.ts';
import type { SetUpProblem } from './set-up/set-up-problem.ts';
import { parseCustomer, type CustomerTerms, type WrittenCustomer } from './written-customer.ts';

/** A customer as it becomes; `before` is absent where it is created. */
export type CustomerChange = {
  readonly before: Customer | undefined;
  readonly after: Customer;
  /** The limit that applies is or will be another (§15.2): see `limitsOf`. */
  readonly isLimitChanged: boolean;
  /** The journal that changes the limits (§12.3), and nothing else. */
  readonly adjustment?: AdjustmentId | undefined;
};

/** Creates or changes a customer (§3); `undefined` where it is just so already. */
export function setUpCustomer(
  customer: CustomerId,
  written: WrittenCustomer,
  before: Customer | undefined,
  { document, today }: { readonly document: RulebookDocument; readonly today: CivilDate },
): CustomerChange | undefined {
  const { baseCurrency } = document.entity;
  const { terms, problems } = parseCustomer(written, baseCurrency);
  const errors = [
    ...limitCurrencyProblems(written, baseCurrency),
    ...problems,
    ...temporaryLimitProblems(terms.temporaryLimits),
    ...policyProblems(terms.policies),
  ];
  if (errors.length > 0) throw refuse('invalid-set-up', { errors });
  refuseUnknownReferences(document, terms);

  const temporaryLimits = terms.temporaryLimits.toSorted((left, right) => (left.from < right.from ? -1 : 1));
  // §3.3: the date changes with the limit, and the first limit is one.
  const isSameLimit = isSame(limitOf(before), limitOf(terms));
  const creditLimitDate = before !== undefined && isSameLimit ? before.creditLimitDate : today;
  const after = { ...terms, temporaryLimits, customer, creditLimitDate };
  if (before !== undefined && isSame(before, after)) return undefined;
  const isLimitChanged = !isSameLimit || !isSame(exceptCurrency(before), exceptCurrency(after));
  // §2.2: then adjustments alone change limits, the first one included.
  if (isLimitChanged && !document.parameters.allowManualLimitEdit) throw refuse('manual-limit-edit-not-allowed', {});
  return { before, after, isLimitChanged };
}

export type Limits = Pick<
  Customer,
  'creditLimit' | 'creditLimitCurrency' | 'creditLimitExpiryDate' | 'unlimited' | 'temporaryLimits'
>;

/**
 * What a limit change is about: what an adjustment sets (§12.1), and the flag that takes the place of a limit. A customer that
 * is not there yet has no credit (§3.3). Insurance and guarantees stand beside a limit (§4.2): they are none of it.
 */
export function limitsOf(customer: Customer | undefined): Limits {
  return {
    creditLimit: customer?.creditLimit ?? 0n,
    creditLimitCurrency: customer?.creditLimitCurrency,
    creditLimitExpiryDate: customer?.creditLimitExpiryDate,
    unlimited: customer?.unlimited ?? false,
    temporaryLimits: customer?.temporaryLimits ?? [],
  };
}

/** In the same currency too, also where they are no credit. */
export function hasSameLimits(one: Customer, other: Customer): boolean {
  return isSame(limitsOf(one), limitsOf(other));
}

/** No credit is the same in every currency (§3.3), unless temporary limits are in it. */
function limitOf(customer: Pick<Customer, 'creditLimit' | 'creditLimitCurrency' | 'temporaryLimits'> | undefined) {
  const { creditLimit = 0n, creditLimitCurrency, temporaryLimits = [] } = customer ?? {};
  return creditLimit === 0n && temporaryLimits.length === 0 ? { creditLimit } : { creditLimit, creditLimitCurrency };
}

function exceptCurrency(customer: Customer | undefined) {
  const { creditLimitCurrency: _, ...rest } = limitsOf(customer);
  return rest;
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/** §3.2: the limit is in the customer's currency or the entity's. */
function limitCurrencyProblems(written: WrittenCustomer, baseCurrency: string): readonly SetUpProblem[] {
  const { creditLimitCurrency = baseCurrency, currency } = written;
  if (creditLimitCurrency === baseCurrency || creditLimitCurrency === currency) return [];
  return [{ pointer: '/creditLimitCurrency', code: 'not-the-currency-of-customer-or-entity' }];
}

function refuseUnknownReferences(document: RulebookDocument, terms: CustomerTerms): void {
  const { creditManagementGroup: group, accountStatus: status, accountStatusReason: reason, riskGroup } = terms;
  if (group !== undefined && elementOf(document, 'creditManagementGroups', group) === undefined) {
    throw unknownReference('/creditManagementGroup', 'credit management group', group);
  }
  if (status !== undefined && elementOf(document, 'accountStatuses', status) === undefined) {
    throw unknownReference('/accountStatus', 'account status', status);
  }
  if (reason !== undefined && elementOf(document, 'reasons', reason)?.type !== 'status') {
    throw unknownReference('/accountStatusReason', 'status reason', reason);
  }
  if (riskGroup !== undefined && elementOf(document, 'riskGroups', riskGroup) === undefined) {
    throw unknownReference('/riskGroup', 'risk group', riskGroup);
  }
}

function unknownReference(pointer: string, kind: string, value: string) {
  return refuse('unknown-reference', { pointer, kind, value });
}
