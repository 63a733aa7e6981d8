import type { AwaitedRate } from './awaited-rates.ts';
import type { CivilDate } from './civil-date.ts';
import type { CreditGroup } from './credit-group.ts';
import type { Conversion } from './conversion.ts';
import type { Customer } from './customer.ts';
import type { MissingRate } from './exchange-rates.ts';
import type { CreditGroupId, RuleId } from './ids.ts';
import type { Money } from './money.ts';
import type { OrderUnderTest, Posting } from './order.ts';
import type { Ageing, ExposureSum, ExposureSums } from './position.ts';

/** The seven rule types of §6.2. */
export const ruleTypes = [
  'days-overdue',
  'account-status',
  'terms-of-payment',
  'credit-limit-expired',
  'overdue-amount',
  'sales-order-amount',
  'credit-limit-used',
] as const;
export type RuleType = (typeof ruleTypes)[number];

/** §8.3 */
export const reasonCodes = [
  ...ruleTypes,
  'payment-terms-rank',
  'settlement-discount-rank',
  'credit-limit-exceeded',
  'account-on-hold',
  'cannot-evaluate',
  'forced',
  'ready-to-release',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** All that an evaluation looks at. Amounts in minor units of the entity's currency. The same situation gives the same evaluation (§8.1). */
export type Situation = {
  readonly today: CivilDate;
  readonly customer: Customer;
  readonly order: OrderUnderTest;
  readonly posting: Posting;
  /** The position as stored, whose sums include what the order under test already counts there (`ownShare`). */
  readonly sums: ExposureSums;
  /** What the order under test counts for in each of `sums` (§5.2: it is left out of the rest). */
  readonly ownShare: ExposureSums;
  /**
   * §5.4: set while a held order is evaluated for release: the open part of its customer's older competing holds. The rest is then
   * what `toOrders` says (no held orders) plus this, so that younger holds are left out.
   */
  readonly olderHolds?: bigint | undefined;
  readonly ageing: Ageing;
  /** §5.3: what documents wait for: the sums do not know them, so that the order cannot be evaluated, whatever the rules say. */
  readonly missingRates?: readonly (MissingRate | AwaitedRate)[] | undefined;
  /** §4.6: the customer credit group that the customer is a member of. */
  readonly group?: GroupSituation | undefined;
};

/** How the next evaluation will find a held order: `situation`, `among` what its customer's older holds take before it (§5.4, §9.6). */
export type EvaluatedAgain = {
  readonly situation: Situation;
  /** What they take as things are, at most, and once they are evaluated in a changed situation. */
  readonly older: OlderHolds;
  readonly most: OlderHolds;
  readonly olderIn: (changed: Situation) => OlderHolds;
  readonly among: (situation: Situation, older: OlderHolds) => Situation;
};

/** The open parts of those that compete with it as holds, and of those that are released. */
export type OlderHolds = { readonly waiting: bigint; readonly released: bigint };

/** Some members of a group, in the currency of their legal entity: all that go into the group's at the same rates. */
export type GroupPart = {
  readonly sums: ExposureSums;
  /** Set where the customer's own `olderHolds` is: the open part of these members' older competing holds. */
  readonly olderHolds?: bigint | undefined;
  /** Into the group's currency (§4.4); absent where it is theirs. */
  readonly conversion?: Conversion | undefined;
};

/** The ageing of another member, with what converts it into the currency of the customer's entity where it is in another. */
export type OtherAgeing = Ageing & { readonly conversion?: Conversion | undefined };

/** The group's counterparts of what a situation says of the customer: the part of the group that the customer is of, and the others. */
export type GroupSituation = GroupPart & {
  readonly group: CreditGroup;
  readonly apart?: readonly GroupPart[] | undefined;
  readonly otherAgeings: readonly OtherAgeing[];
  /** §5.3: a document of another member lacks a rate; which, is nothing for this member (§1.3). */
  readonly lacksRates?: boolean | undefined;
  /** The versions of other legal entities' rulebooks that rates were taken from. */
  readonly rulebooks?: Readonly<Record<string, number>> | undefined;
};

/** Whose limit is tested (§4.6). */
export type LimitOwner = 'own' | 'group';

/**
 * An amount is a `bigint` in minor units of the entity's currency; percents and dates are text, days and ranks numbers. Of a group
 * in another currency, exposure and limit are decimals that `limitCurrency` names the currency of.
 */
export type Operand = bigint | number | string | boolean | null;
export type Operands = Readonly<Record<string, Operand>>;

/** Of what currency the amount of a clearance is, where it is not the entity's. */
type InCurrency = { readonly currency?: string | undefined };

/** One way to make a reason go away (§8.2): exact, so that one minor unit (or one day) less does not (docs/adr/0004). */
export type Clearance =
  /** A payment on account of this much. */
  | ({ readonly kind: 'pay'; readonly amount: bigint } & InCurrency)
  /**
   * A payment of `amount` for what is open of the invoices due before `date`, the oldest first, on account where cash on account
   * covers invoices, else settled against them (§5.5): the customer's own, or those of all members of its customer credit group,
   * each paid by its own customer.
   */
  | ({
      readonly kind: 'pay-invoices-due-before' | 'pay-group-invoices-due-before';
      readonly date: CivilDate;
      readonly amount: bigint;
    } & InCurrency)
  /**
   * Raise the credit limit, or the temporary limit in force, of the customer or of its customer credit group, to this; in the
   * limit's currency.
   */
  | ({
      readonly kind:
        'raise-credit-limit' | 'raise-temporary-limit' | 'raise-group-limit' | 'raise-group-temporary-limit';
      readonly to: bigint;
    } & InCurrency)
  | ({ readonly kind: 'lower-order'; readonly to: bigint } & InCurrency)
  | { readonly kind: 'extend-credit-limit-expiry'; readonly to: CivilDate }
  | { readonly kind: 'extend-group-expiry'; readonly to: CivilDate }
  /** To none, or to any but these. */
  | { readonly kind: 'change-account-status' | 'change-payment-terms'; readonly otherThan: readonly string[] }
  /** To a code of at most this rank, or to one without a rank. */
  | { readonly kind: 'change-payment-terms' | 'change-settlement-discount'; readonly maxRank: number }
  /** Nothing: holds that cannot go count when an order is checked and no longer when its hold is evaluated (§5.4). */
  | { readonly kind: 'evaluate-again' }
  | ({ readonly kind: 'provide-exchange-rate'; readonly rateType: string } & MissingRate)
  /** The parameter names none, so that no rate could help: one that has this rate, as `rateTypes` have. */
  | ({ readonly kind: 'set-credit-limit-rate-type'; readonly rateTypes: readonly string[] } & MissingRate);

export type RuleReference = { readonly rule: RuleId; readonly version: number };

export type Reason = {
  readonly code: ReasonCode;
  /** Every true blocking rule of the level that blocks (§6.3). */
  readonly rules: readonly RuleReference[];
  /** Whose limit was tested, where one was (§4.6). */
  readonly limit?: LimitOwner | undefined;
  readonly operands: Operands;
  readonly clearances: readonly Clearance[];
};

export type Warning = {
  readonly code: 'credit-limit-exceeded';
  readonly limit?: LimitOwner | undefined;
  readonly operands: Operands;
};

/** How one rule came out; a rule that was not looked at says why. */
export type RuleOutcome = RuleReference & {
  readonly type: RuleType;
  readonly kind: 'blocking' | 'exclusion';
  readonly scope: 'customer' | 'group' | 'all';
  readonly outcome: 'true' | 'false' | 'not-evaluated' | 'cannot-evaluate';
  /** Why a rule was not looked at, or did not count though true. */
  readonly because?: 'less-specific-than-exclusion' | 'suppressed-by-release' | 'credit-limit-check-off' | undefined;
  /** Of a member's rule that tests a limit: it is run for each limit on its own (§4.6). */
  readonly limit?: LimitOwner | undefined;
  readonly operands: Operands;
};

export type LimitSource = 'credit-limit' | 'temporary-limit' | 'unlimited';

/** §4.3 and §4.2: where the limit that applies comes from. */
export type LimitComponents = {
  readonly source: LimitSource;
  /** What `base` was converted from, where the limit is in another currency. */
  readonly written?: Money | undefined;
  readonly base: bigint;
  /** Value × percent of the policies in force. */
  readonly policiesAdded: bigint;
  /** Full values of those included in exposure. */
  readonly policiesTakenOff: bigint;
  readonly total: bigint;
};

/** §2.7: numbers that are not there for want of exchange rates. */
export type Unknown = { readonly missingRates: readonly MissingRate[] };
export type UnknownLimit = Unknown & Pick<LimitComponents, 'source' | 'written'>;
export type Limit = LimitComponents | UnknownLimit;

/** Exposure without the order, what the order adds, and both (§5.1). */
export type ExposureComponents = { readonly rest: bigint; readonly order: bigint; readonly withOrder: bigint };

/** How the customer credit group stands with the order (§1.3: what a member's user may see of it). */
export type GroupComponents = {
  readonly creditGroup: CreditGroupId;
  /** In the group's currency, as the limit. */
  readonly exposure: ExposureComponents | Unknown;
  readonly limit: LimitComponents;
  /** The group's currency where it is not the entity's, and in the entity's what the customer's part is too large by. */
  readonly currency?: string | undefined;
  readonly excess?: bigint | undefined;
  readonly rulebooks?: Readonly<Record<string, number>> | undefined;
};

/** A stored sum that a guard watches, and the largest value of it at which a record would have been the same. */
export type Bound = { readonly sum: ExposureSum; readonly max: bigint };

export type Evaluation = {
  readonly outcome: 'pass' | 'hold';
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Warning[];
  readonly rules: readonly RuleOutcome[];
  /** §6.3.1: the exclusion that let the order pass its rules, and the reason codes that it suppressed. */
  readonly releasedBy?: (RuleReference & { readonly suppressed: readonly ReasonCode[] }) | undefined;
  readonly exposure: ExposureComponents | Unknown;
  readonly limit: Limit;
  /**
   * Of a pass: the stored sum that the guard watches, and the largest value of it at which everything in this record, warnings
   * too, would have been the same. Absent where no exposure can change it.
   */
  readonly guard?: Bound | undefined;
  /** Of a member: the group, the limits that were tested (§4.6), and of a pass the bound on the group's sum. */
  readonly group?: GroupComponents | undefined;
  readonly tested?: readonly LimitOwner[] | undefined;
  readonly groupGuard?: Bound | undefined;
};
