import { canonicalJson } from './canonical-json.ts';
import type { CivilDate } from './civil-date.ts';
import type { Customer } from './customer.ts';
import { policyProblems, temporaryLimitProblems } from './customer-set-up-problems.ts';
import type { CustomerId } from './ids.ts';
import { refuse } from './refusal.ts';
import type { RulebookDocument } from './rulebook.ts';
import { elementOf } from './set-up/element.ts';
import { parseCustomer, type CustomerTerms, type WrittenCustomer } from './written-customer.ts';

/** A customer as it becomes; `before` is absent where it is created. */
export type CustomerChange = {
  readonly before: Customer | undefined;
  readonly after: Customer;
  /** The limit that applies is or will be another (§15.2): see `limitsOf`. */
  readonly isLimitChanged: boolean;
};

/** Creates or changes a customer (§3); `undefined` where it is just so already. */
export function setUpCustomer(
  customer: CustomerId,
  written: WrittenCustomer,
  before: Customer | undefined,
  { document, today }: { readonly document: RulebookDocument; readonly today: CivilDate },
): CustomerChange | undefined {
  const { baseCurrency } = document.entity;
  refuseOtherCurrencies(written, baseCurrency);
  const { terms, problems } = parseCustomer(written, baseCurrency);
  const errors = [...problems, ...temporaryLimitProblems(terms.temporaryLimits), ...policyProblems(terms.policies)];
  if (errors.length > 0) throw refuse('invalid-set-up', { errors });
  refuseUnknownReferences(document, terms);

  const temporaryLimits = terms.temporaryLimits.toSorted((left, right) => (left.from < right.from ? -1 : 1));
  // §3.3: the date changes with the limit, and the first limit is one.
  const creditLimitDate = before?.creditLimit === terms.creditLimit ? before.creditLimitDate : today;
  const after = { ...terms, temporaryLimits, customer, creditLimitDate };
  if (before !== undefined && canonicalJson(before) === canonicalJson(after)) return undefined;
  const isLimitChanged = canonicalJson(limitsOf(before)) !== canonicalJson(limitsOf(after));
  // §2.2: then adjustments alone change limits, the first one included.
  if (isLimitChanged && !document.parameters.allowManualLimitEdit) throw refuse('manual-limit-edit-not-allowed', {});
  return { before, after, isLimitChanged };
}

export type Limits = Pick<Customer, 'creditLimit' | 'creditLimitExpiryDate' | 'unlimited' | 'temporaryLimits'>;

/**
 * What a limit change is about: what an adjustment sets (§12.1), and the flag that takes the place of a limit. A customer that
 * is not there yet has no credit (§3.3). Insurance and guarantees stand beside a limit (§4.2): they are none of it.
 */
export function limitsOf(customer: Customer | undefined): Limits {
  return {
    creditLimit: customer?.creditLimit ?? 0n,
    creditLimitExpiryDate: customer?.creditLimitExpiryDate,
    unlimited: customer?.unlimited ?? false,
    temporaryLimits: customer?.temporaryLimits ?? [],
  };
}

function refuseOtherCurrencies(written: WrittenCustomer, baseCurrency: string): void {
  const { creditLimitCurrency, eligibleCreditLimit, policies } = written;
  const named = [creditLimitCurrency, eligibleCreditLimit?.currency, ...policies.map(({ currency }) => currency)];
  const currency = named.find((name) => name !== undefined && name !== baseCurrency);
  if (currency !== undefined) throw refuse('currency-not-base', { currency, baseCurrency });
}

function refuseUnknownReferences(document: RulebookDocument, terms: CustomerTerms): void {
  const { creditManagementGroup: group, accountStatus: status, accountStatusReason: reason } = terms;
  if (group !== undefined && elementOf(document, 'creditManagementGroups', group) === undefined) {
    throw unknownReference('/creditManagementGroup', 'credit management group', group);
  }
  if (status !== undefined && elementOf(document, 'accountStatuses', status) === undefined) {
    throw unknownReference('/accountStatus', 'account status', status);
  }
  if (reason !== undefined && elementOf(document, 'reasons', reason)?.type !== 'status') {
    throw unknownReference('/accountStatusReason', 'status reason', reason);
  }
}

function unknownReference(pointer: string, kind: string, value: string) {
  return refuse('unknown-reference', { pointer, kind, value });
}
