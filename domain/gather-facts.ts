import type { Rulebook } from './compile-rulebook.ts';
import { creditLimitOn, daysSinceExpiry, expiryDateOf, groupLimitOn } from './credit-limit.ts';
import { sumConverted, type Conversion } from './conversion.ts';
import type {
  ExposureComponents,
  GroupSituation,
  Limit,
  LimitComponents,
  LimitOwner,
  OtherAgeing,
  Situation,
  Unknown,
} from './evaluation.ts';
import { exposureOf } from './exposure.ts';
import { groupExposureOf } from './group-exposure.ts';
import type { Facts, Overdue } from './facts.ts';
import type { OrderUnderTest } from './order.ts';
import { overdueOfAll, overdueOn } from './overdue.ts';

/** Works out what rules look at from what is stored, for the test of one limit. */
export function gatherFacts(rulebook: Rulebook, situation: Situation, whose: LimitOwner = 'own'): Facts {
  const { parameters } = rulebook;
  const { customer, order, today, group } = situation;
  return {
    today,
    accountStatus: customer.accountStatus,
    paymentTerms: order.paymentTerms,
    orderAmount: orderAmountOf(order),
    whose,
    ...measuredOf(rulebook, situation, whose),
    limitExpiryDate: expiryDateOf(customer, group?.group),
    daysSinceExpiry: daysSinceExpiry(customer, today, parameters.ignoreExpiryWhenBlank, group?.group),
    overdue: overdueOf(rulebook, situation),
    lacksRates: lacksRates(situation),
  };
}

function orderAmountOf({ ledger, foreign }: OrderUnderTest): bigint | Unknown {
  if (foreign === undefined) return ledger.amount;
  return foreign.missingRate === undefined ? foreign.booked : { missingRates: [foreign.missingRate] };
}

type OwnMeasured = { readonly exposure: ExposureComponents | Unknown; readonly limit: Limit };
type GroupMeasured = {
  readonly exposure: ExposureComponents | Unknown;
  readonly limit: LimitComponents;
  readonly limitCurrency?: string;
  readonly limitConversion?: Conversion | undefined;
};

/** Exposure and limit of the customer, or of its whole group (§4.6). */
export function measuredOf(rulebook: Rulebook, situation: Situation, whose: LimitOwner): OwnMeasured | GroupMeasured {
  if (whose === 'own') return ownMeasured(rulebook, situation);
  if (situation.group === undefined)
    throw new Error('a customer without a group is not tested against the limit of one');
  return groupMeasured(rulebook, situation, situation.group);
}

export function ownMeasured(rulebook: Rulebook, situation: Situation): OwnMeasured {
  const { customer, today } = situation;
  const exposure = lacksRates(situation) ? lacked(situation) : exposureOf(rulebook.parameters, situation);
  return { exposure, limit: creditLimitOn(customer, today, rulebook) };
}

export function groupMeasured(rulebook: Rulebook, situation: Situation, group: GroupSituation): GroupMeasured {
  const { currency } = group.group;
  const isKnown = !lacksRates(situation) && group.lacksRates !== true;
  return {
    exposure: isKnown ? groupExposureOf(rulebook.parameters, situation, group) : lacked(situation),
    limit: groupLimitOn(group.group, situation.today),
    ...(currency === rulebook.currency ? {} : { limitCurrency: currency, limitConversion: group.conversion }),
  };
}

/** §5.3: the sums do not know all of the customer's documents, or what the order adds. */
function lacksRates({ missingRates = [] }: Situation): boolean {
  return missingRates.length > 0;
}

function lacked({ missingRates = [] }: Situation): Unknown {
  return { missingRates: missingRates.map(({ from, to, date }) => ({ from, to, date })) };
}

/** §4.4: of every member where the group says so; each one's cash covers its own items, and what is left is converted once. */
function overdueOf({ parameters }: Rulebook, { ageing, group, today }: Situation): Overdue {
  const others = group?.group.considerMembersOverdue === true ? group.otherAgeings : [];
  return overdueOfAll(
    [ageing, ...others].map((other: OtherAgeing) => {
      const own = overdueOn(other, today, parameters.useUnappliedCash);
      const total = sumConverted([{ amount: own.total, conversion: other.conversion }]);
      return typeof total === 'bigint' ? { ...own, total } : { ...own, total: 0n, ...total };
    }),
  );
}
