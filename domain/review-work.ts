import { addDays, type CivilDate } from './civil-date.ts';
import type { Rulebook } from './compile-rulebook.ts';
import type { CreditGroup } from './credit-group.ts';
import type { Customer, TemporaryLimit } from './customer.ts';
import { divideHalfEven } from './divide-half-even.ts';
import type { CreditGroupId, CustomerId } from './ids.ts';
import { oneHundredPercent, type Percent } from './percent.ts';

export const reviewKinds = ['review-due', 'limit-expires', 'policy-expires', 'credit-watch'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

/** Whose review work it is. */
export type ReviewSubject =
  | { readonly kind: 'customer'; readonly id: CustomerId }
  | { readonly kind: 'customer-credit-group'; readonly id: CreditGroupId };

type OfLimit = {
  readonly kind: 'limit-expires';
  readonly limit: 'credit-limit' | 'temporary-limit';
  readonly date: CivilDate;
  readonly amount: bigint;
  readonly currency: string;
};
type OfPolicy = {
  readonly kind: 'policy-expires';
  readonly policy: string;
  readonly date: CivilDate;
  readonly amount: bigint;
  readonly currency: string;
};
type OfWatch = {
  readonly kind: 'credit-watch';
  readonly exposure: bigint;
  /** The limit that applies. */
  readonly amount: bigint;
  readonly currency: string;
  /** Of the limit, rounded half even to hundredths of a percent; absent where the limit is 0: more than every percent. */
  readonly used?: Percent | undefined;
};

/** What somebody has to look at again (§3.2, §4). Amounts in minor units of the currency beside them. */
export type ReviewWork = { readonly kind: 'review-due'; readonly date: CivilDate } | OfLimit | OfPolicy | OfWatch;

type Setting = Pick<Rulebook, 'currency' | 'parameters'>;

/** By its dates alone. A member's limit expires with its group's (§4.1), an unlimited one never (§4.5). */
export function datedWorkOfCustomer(
  customer: Customer,
  isMember: boolean,
  { currency, parameters }: Setting,
  today: CivilDate,
): readonly ReviewWork[] {
  const until = addDays(today, parameters.expiresSoonDays);
  const { nextReviewDate: review, unlimited, excludeFromCreditManagement } = customer;
  const due = review !== undefined && review <= today ? [{ kind: 'review-due', date: review } as const] : [];
  const limited = {
    ...customer,
    currency: customer.creditLimitCurrency ?? currency,
    expiryDate: isMember ? undefined : customer.creditLimitExpiryDate,
  };
  const limits = unlimited || excludeFromCreditManagement ? [] : limitsThatExpire(limited, today, until);
  const policies = customer.policies
    .filter(({ expirationDate }) => today <= expirationDate && expirationDate <= until)
    .map(({ id, expirationDate, value, currency: own = currency }): OfPolicy => {
      return { kind: 'policy-expires', policy: id, date: expirationDate, amount: value, currency: own };
    });
  return [...due, ...limits, ...policies];
}

export function datedWorkOfGroup(group: CreditGroup, { parameters }: Setting, today: CivilDate): readonly ReviewWork[] {
  return limitsThatExpire(group, today, addDays(today, parameters.expiresSoonDays));
}

type Limited = {
  readonly creditLimit: bigint;
  readonly currency: string;
  readonly expiryDate: CivilDate | undefined;
  readonly temporaryLimits: readonly TemporaryLimit[];
};

/** A limit that has expired still applies, and waits to be renewed; a temporary one that has ended is gone. */
function limitsThatExpire(
  { creditLimit, currency, expiryDate, temporaryLimits }: Limited,
  today: CivilDate,
  until: CivilDate,
): readonly OfLimit[] {
  const ofLimit = { kind: 'limit-expires', currency } as const;
  const own =
    expiryDate === undefined || expiryDate > until
      ? []
      : [{ ...ofLimit, limit: 'credit-limit' as const, date: expiryDate, amount: creditLimit }];
  const temporary = temporaryLimits
    .filter(({ to }) => today <= to && to <= until)
    .map(({ to, amount }) => ({ ...ofLimit, limit: 'temporary-limit' as const, date: to, amount }));
  return [...own, ...temporary];
}

/** More than so many percent of the limit; exactly so many is not more. */
export function watchedCredit(
  { exposure, limit, currency }: { readonly exposure: bigint; readonly limit: bigint; readonly currency: string },
  watchPercent: Percent,
): ReviewWork | undefined {
  if (exposure <= 0n || exposure * oneHundredPercent <= limit * watchPercent) return undefined;
  const used = limit === 0n ? {} : { used: divideHalfEven(exposure * 10_000n, limit) * 100n };
  return { kind: 'credit-watch', exposure, amount: limit, currency, ...used };
}

/** What of its subject it is: of a kind, each has one name. */
export function nameOfWork(work: ReviewWork): readonly string[] {
  switch (work.kind) {
    case 'review-due':
      return [work.date];
    case 'limit-expires':
      return [work.limit, work.date];
    case 'policy-expires':
      return [work.policy, work.date];
    case 'credit-watch':
      return [];
  }
}
