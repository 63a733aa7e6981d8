import { ageingBuckets, type AgeingBuckets } from './ageing-buckets.ts';
import type { CreditState } from './credit-state.ts';
import type { CivilDate } from './civil-date.ts';
import type { CompiledParameters, Rulebook } from './compile-rulebook.ts';
import { creditLimitOn, expiryDateOf, groupLimitOn, temporaryLimitOn } from './credit-limit.ts';
import { sumConverted } from './conversion.ts';
import type { CreditGroup, GroupState } from './credit-group.ts';
import type { TemporaryLimit } from './customer.ts';
import { divideHalfEven } from './divide-half-even.ts';
import type { LimitComponents, LimitOwner, Unknown, UnknownLimit } from './evaluation.ts';
import type { MissingRate } from './exchange-rates.ts';
import type { Overdue } from './facts.ts';
import type { CreditGroupId } from './ids.ts';
import { limitsTested } from './limits-tested.ts';
import { overdueOn, uncovered } from './overdue.ts';
import { oneHundredPercent, type Percent } from './percent.ts';
import { policyEffectsOn, type PolicyEffect } from './policy-effects.ts';
import type { ExposureSums } from './position.ts';
import { isUnknown } from './rules/verdict.ts';

/** What exposure is made of (§5.1); open orders are those that no hold keeps. */
export const creditComponents = ['openReceivables', 'deliveredNotInvoiced', 'openOrders', 'openOrdersOnHold'] as const;
export type CreditComponent = (typeof creditComponents)[number];

type Receivables = { readonly overdue: Overdue; readonly ageing: AgeingBuckets; readonly unappliedCash: bigint };

/** §5.7: how a customer stands without any order under test. Amounts in minor units of the entity's currency. */
export type CreditPosition = {
  readonly components: Readonly<Record<CreditComponent, bigint | undefined>>;
  /** Of the components, what the parameters count (§5.1, §5.4); absent where one of these is not known. */
  readonly exposure: bigint | undefined;
  readonly limit: (LimitComponents | UnknownLimit) & {
    /** What a temporary limit in force replaces, in the limit's currency. */
    readonly creditLimit: bigint;
    /** §4.2: with what policies add, before included ones are taken off again; absent where a rate is missing. */
    readonly withPolicies: bigint | undefined;
    readonly policies: readonly PolicyEffect[];
    /** In the limit's currency. */
    readonly temporaryLimit: TemporaryLimit | undefined;
    readonly expiryDate: CivilDate | undefined;
  };
  /** §4.6: whose limits orders are tested against; none of an unlimited customer's (§4.5). */
  readonly limitsTested: readonly LimitOwner[];
  /** Limit less exposure, below zero where it is exceeded; absent where the limit is unlimited or either is not known. */
  readonly available: bigint | undefined;
  /** Rounded half even to hundredths of a percent; absent where the limit is unlimited, it or the exposure is not known, or it is 0 and exceeded (§6.2). */
  readonly used: Percent | undefined;
  /** §5.5: what is behind open receivables, not known where they are not. With `useUnappliedCash`, what that cash leaves open. */
  readonly receivables: Receivables | undefined;
  /** §1.3: what a member's user sees of its customer credit group. */
  readonly group: GroupStanding | undefined;
};

/** A group's limit and what of it is used, counted as the member's parameters say. */
export type GroupStanding = {
  readonly creditGroup: CreditGroupId;
  readonly description: string;
  /** Absent, with what is used of the limit, where a rate is missing. */
  readonly exposure: bigint | undefined;
  readonly missingRates: readonly MissingRate[] | undefined;
  /** §5.3: a document of a member lacks a rate, so that the exposure is not known. */
  readonly lacksRates: boolean;
  readonly currency: string;
  readonly limit: bigint;
  readonly temporaryLimit: TemporaryLimit | undefined;
  readonly expiryDate: CivilDate;
  readonly available: bigint | undefined;
  readonly used: Percent | undefined;
};

/** `unknown`: the components that documents without their rate are part of (§5.3). */
export function creditPositionOn(
  rulebook: Rulebook,
  state: Omit<CreditState, 'changes'>,
  today: CivilDate,
  unknown: ReadonlySet<CreditComponent>,
): CreditPosition {
  const { customer, sums, ageing } = state;
  const { useUnappliedCash } = rulebook.parameters;
  const isKnown = countedComponents(rulebook.parameters).every((component) => !unknown.has(component));
  const exposure = isKnown ? countedExposure(rulebook.parameters, sums) : undefined;
  const limit = creditLimitOn(customer, today, rulebook);
  const total = limit.source === 'unlimited' || isUnknown(limit) ? undefined : limit.total;
  const known = (component: CreditComponent, amount: bigint) => (unknown.has(component) ? undefined : amount);
  return {
    components: {
      openReceivables: known('openReceivables', sums.balance),
      deliveredNotInvoiced: known('deliveredNotInvoiced', sums.toDelivered - sums.balance),
      openOrders: known('openOrders', sums.toOrders - sums.toDelivered),
      openOrdersOnHold: known('openOrdersOnHold', sums.toHeld - sums.toOrders),
    },
    exposure,
    limit: {
      ...limit,
      creditLimit: customer.creditLimit,
      policies: policyEffectsOn(customer, today),
      withPolicies: isUnknown(limit) ? undefined : limit.base + limit.policiesAdded,
      temporaryLimit: temporaryLimitOn(customer, today),
      expiryDate: expiryDateOf(customer, state.group?.group),
    },
    limitsTested: customer.unlimited ? [] : limitsTested(rulebook, { customer, group: state.group, today }),
    available: total === undefined || exposure === undefined ? undefined : total - exposure,
    used: total === undefined || exposure === undefined ? undefined : usedPercent(exposure, total),
    receivables: unknown.has('openReceivables')
      ? undefined
      : {
          overdue: overdueOn(ageing, today, useUnappliedCash),
          ageing: ageingBuckets(uncovered(ageing, useUnappliedCash), today),
          unappliedCash: ageing.unappliedCash,
        },
    group: state.group && groupStandingOf(rulebook.parameters, state.group, today, isKnown),
  };
}

function groupStandingOf(
  parameters: CompiledParameters,
  state: GroupState,
  today: CivilDate,
  isKnown: boolean,
): GroupStanding {
  const parts = [state, ...(state.apart ?? [])].map(({ sums, conversion }) => {
    return { amount: countedExposure(parameters, sums), conversion };
  });
  const found = isKnown ? sumConverted(parts) : undefined;
  return groupStanding(state.group, found, today, state.lacksRates === true);
}

/** `found`: the exposure of all members, so far as it is known. */
export function groupStanding(
  group: CreditGroup,
  found: bigint | Unknown | undefined,
  today: CivilDate,
  lacksRates: boolean,
): GroupStanding {
  const { creditGroup, description, expiryDate, currency } = group;
  const exposure = typeof found === 'bigint' && !lacksRates ? found : undefined;
  const { total } = groupLimitOn(group, today);
  return {
    creditGroup,
    description,
    exposure,
    missingRates: typeof found === 'object' ? found.missingRates : undefined,
    lacksRates,
    currency,
    limit: total,
    temporaryLimit: temporaryLimitOn(group, today),
    expiryDate,
    available: exposure === undefined ? undefined : total - exposure,
    used: exposure === undefined ? undefined : usedPercent(exposure, total),
  };
}

function countedComponents(parameters: CompiledParameters): readonly CreditComponent[] {
  const upTo = { none: 0, balance: 1, 'balance-and-delivered': 2, 'balance-and-orders': 3 }[parameters.exposureBasis];
  return creditComponents.slice(0, upTo === 3 && parameters.heldOrdersConsumeCredit ? 4 : upTo);
}

export function countedExposure(parameters: CompiledParameters, sums: ExposureSums): bigint {
  switch (parameters.exposureBasis) {
    case 'none':
      return 0n;
    case 'balance':
      return sums.balance;
    case 'balance-and-delivered':
      return sums.toDelivered;
    case 'balance-and-orders':
      return parameters.heldOrdersConsumeCredit ? sums.toHeld : sums.toOrders;
  }
}

const hundredthOfAPercent = oneHundredPercent / 10_000n;

function usedPercent(exposure: bigint, limit: bigint): Percent | undefined {
  if (exposure <= 0n) return 0n;
  if (limit === 0n) return undefined;
  return divideHalfEven(exposure * 10_000n, limit) * hundredthOfAPercent;
}
