import { canonicalJson } from './canonical-json.ts';
import type { CivilDate } from './civil-date.ts';
import { largestSize, type CreditGroup } from './credit-group.ts';
import { temporaryLimitProblems } from './customer-set-up-problems.ts';
import type { CreditGroupId } from './ids.ts';
import { formatAmount, parseAmount } from './money.ts';
import { refuse } from './refusal.ts';

/** A group as people and the API write it: amounts are decimals in the group's currency. */
export type WrittenCreditGroup = {
  readonly description: string;
  readonly creditLimit: string;
  readonly currency: string;
  readonly expiryDate: CivilDate;
  readonly temporaryLimits: readonly { readonly from: CivilDate; readonly to: CivilDate; readonly amount: string }[];
  readonly considerMembersOverdue: boolean;
};

/** Creates or changes a group that has so many members (§4.4); `undefined` where it is just so already. */
export function setUpCreditGroup(
  creditGroup: CreditGroupId,
  written: WrittenCreditGroup,
  before: CreditGroup | undefined,
  members: number,
): CreditGroup | undefined {
  const { currency } = written;
  if (before !== undefined && before.currency !== currency) {
    throw refuse('group-currency-fixed', { currency: before.currency });
  }
  const temporaryLimits = written.temporaryLimits.map((limit) => ({ ...limit, amount: minor(limit.amount, currency) }));
  const errors = temporaryLimitProblems(temporaryLimits);
  if (errors.length > 0) throw refuse('invalid-set-up', { errors });
  const after: CreditGroup = {
    creditGroup,
    description: written.description,
    creditLimit: minor(written.creditLimit, currency),
    currency,
    expiryDate: written.expiryDate,
    temporaryLimits: temporaryLimits.toSorted((left, right) => (left.from < right.from ? -1 : 1)),
    considerMembersOverdue: written.considerMembersOverdue,
  };
  const maximum = largestSize(after);
  if (members > maximum) throw refuse('credit-group-full', { maximum });
  return before !== undefined && canonicalJson(before) === canonicalJson(after) ? undefined : after;
}

export function writeCreditGroup(group: CreditGroup): WrittenCreditGroup {
  const { description, currency, expiryDate, considerMembersOverdue } = group;
  const written = (amount: bigint): string => formatAmount(amount, group.currency);
  return {
    description,
    currency,
    expiryDate,
    considerMembersOverdue,
    creditLimit: written(group.creditLimit),
    temporaryLimits: group.temporaryLimits.map((limit) => ({ ...limit, amount: written(limit.amount) })),
  };
}

/** The contract has checked that it fits the currency. */
function minor(amount: string, currency: string): bigint {
  const parsed = parseAmount(amount, currency);
  if (parsed === undefined) throw new Error(`no amount of ${currency}: ${amount}`);
  return parsed;
}
