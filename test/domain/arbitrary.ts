import fc from 'fast-check';
import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import type { Situation } from '../../domain/evaluation.ts';
import { checkpoints } from '../../domain/order.ts';
import { plus, type Ageing } from '../../domain/position.ts';
import type { RuleDocument } from '../../domain/rules/rule-document.ts';
import type { RulebookWishes } from './a-rulebook.ts';
import { aSituation, businessDay } from './a-situation.ts';

/** Small numbers and few codes, so that boundaries, equal values and competing rules are met often. */
const cents = (max: number): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max: BigInt(max) });
const amount = fc.nat(40).map((minor) => `0.${String(minor).padStart(2, '0')}`);
const percent = fc.constantFrom('0', '0.0001', '33.3333', '50', '75', '100', '120', '1000');
const days = fc.nat(5);
const code = fc.constantFrom('A', 'B', 'C');
const nearby: fc.Arbitrary<CivilDate> = fc.integer({ min: -7, max: 4 }).map((later) => addDays(businessDay, later));

const scope = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ scope: 'customer', account: 'C1' } as const) },
  { weight: 3, arbitrary: fc.constant({ scope: 'group', group: 'A' } as const) },
  { weight: 4, arbitrary: fc.constant({ scope: 'all' } as const) },
  { weight: 1, arbitrary: fc.constant({ scope: 'customer', account: 'C2' } as const) },
);
const blocking = fc.constant({ kind: 'blocking' } as const);
const exclusion = fc
  .oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })
  .map((releaseSalesOrder) => ({ kind: 'exclusion', releaseSalesOrder }) as const);
const currency = fc
  .oneof({ weight: 12, arbitrary: fc.constantFrom(undefined, 'EUR') }, { weight: 1, arbitrary: fc.constant('USD') })
  .map((chosen) => (chosen === undefined ? {} : { currency: chosen }));
const kind = fc.oneof(blocking, exclusion);

/** What each type and kind holds beside the scope. */
const values = fc.oneof(
  fc.tuple(kind, fc.record({ type: fc.constant('days-overdue'), days })),
  fc.tuple(
    exclusion,
    fc.record({
      type: fc.constant('days-overdue'),
      valueType: fc.constant('amount'),
      amount,
      currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
    }),
  ),
  fc.tuple(kind, fc.record({ type: fc.constant('account-status'), accountStatus: code })),
  fc.tuple(kind, fc.record({ type: fc.constant('terms-of-payment'), paymentTerms: code })),
  fc.tuple(kind, fc.record({ type: fc.constant('credit-limit-expired'), days })),
  fc.tuple(blocking, fc.record({ type: fc.constant('overdue-amount'), amount, percent }), currency),
  fc.tuple(exclusion, fc.record({ type: fc.constant('overdue-amount'), amount }), currency),
  fc.tuple(
    exclusion,
    fc.record({ type: fc.constant('overdue-amount'), valueType: fc.constant('percent'), amount, percent }),
    currency,
  ),
  fc.tuple(
    exclusion,
    fc.record({
      type: fc.constant('overdue-amount'),
      valueType: fc.constant('amount'),
      amount,
      thresholdAmount: amount,
    }),
    currency,
  ),
  fc.tuple(kind, fc.record({ type: fc.constant('sales-order-amount'), amount }), currency),
  fc.tuple(kind, fc.record({ type: fc.constant('credit-limit-used'), percent })),
  fc.tuple(kind, fc.record({ type: fc.constant('credit-limit-used'), percent })),
);

const rule: fc.Arbitrary<RuleDocument> = fc
  .tuple(scope, values, fc.constantFrom('over', 'reached'), fc.constantFrom(undefined, undefined, 'HIGH', 'LOW'))
  .map(
    ([forWhom, parts, boundary, riskGroup]) =>
      Object.assign({ boundary, ...forWhom }, riskGroup === undefined ? {} : { riskGroup }, ...parts) as RuleDocument,
  );

export const arbitraryRulebook: fc.Arbitrary<RulebookWishes> = fc.record({
  rules: fc
    .array(rule, { maxLength: 9 })
    .map((rules) => Object.fromEntries(rules.map((document, index) => [`R${index}`, document]))),
  parameters: fc.record({
    creditLimitCheck: fc.constantFrom('off', 'rules', 'warn', 'hold'),
    exclusionsNeedSameValueType: fc.boolean(),
    checkPaymentTermsRank: fc.boolean(),
    checkSettlementDiscountRank: fc.boolean(),
    ignoreExpiryWhenBlank: fc.boolean(),
    heldOrdersConsumeCredit: fc.boolean(),
    exposureBasis: fc.constantFrom('none', 'balance', 'balance-and-delivered', 'balance-and-orders'),
    useUnappliedCash: fc.boolean(),
    checkGroupLimit: fc.constantFrom(true, true, true, false),
  }),
  accountStatuses: fc.constant({ A: 'none', B: 'invoice', C: 'all' }),
  paymentTermsRanks: fc.constant({ A: 1, B: 2 }),
  settlementDiscountRanks: fc.constant({ A: 2, B: 2, C: 3 }),
});

const sums = fc.tuple(cents(40), cents(15), cents(15), cents(15)).map(([balance, delivered, open, held]) => ({
  balance: balance - 10n,
  toDelivered: balance - 10n + delivered,
  toOrders: balance - 10n + delivered + open,
  toHeld: balance - 10n + delivered + open + held,
}));

const customer = fc.record({
  creditLimit: fc.oneof(fc.constant(0n), cents(60)),
  creditLimitExpiryDate: fc.option(nearby, { nil: undefined }),
  unlimited: fc.constantFrom(false, false, false, true),
  mandatoryLimit: fc.boolean(),
  creditManagementGroup: fc.constantFrom(undefined, 'A', 'B'),
  riskGroup: fc.constantFrom(undefined, 'HIGH', 'LOW'),
  accountStatus: fc.constantFrom(undefined, undefined, 'A', 'A', 'A', 'B', 'C'),
  temporaryLimits: fc
    .option(fc.record({ from: nearby, amount: cents(60) }), { nil: undefined })
    .map((limit) => (limit === undefined ? [] : [{ ...limit, to: addDays(limit.from, 2) }])),
  policies: fc.array(
    fc.record({
      id: fc.constant('P'),
      kind: fc.constant('guarantee' as const),
      provider: fc.constant('Bank'),
      effectiveDate: nearby,
      expirationDate: nearby,
      value: cents(30),
      updateLimitPercent: fc.bigInt({ min: 0n, max: 1_000_000n }),
      includedInExposure: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
});

const cancelledSlip = { checkpoint: 'packing-slip', mode: 'cancellation' } as const;
const threshold = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: cents(12) });

export const arbitrarySituation: fc.Arbitrary<Situation> = fc
  .record({
    customer,
    ledger: fc.record({ amount: cents(40).map((minor) => minor - 3n), delivered: cents(25), invoiced: cents(25) }),
    posting: fc.record({
      kind: fc.constantFrom(
        ...checkpoints.flatMap((checkpoint) => [{ checkpoint }, { checkpoint, mode: 'pro-forma' } as const]),
        cancelledSlip,
      ),
      amount: fc.option(cents(40), { nil: undefined }),
    }),
    codes: fc.record({
      paymentTerms: fc.option(code, { nil: undefined }),
      settlementDiscount: fc.option(code, { nil: undefined }),
      paymentTermsBasis: fc.array(code, { maxLength: 2 }),
      settlementDiscountBasis: fc.array(code, { maxLength: 2 }),
    }),
    sums,
    ownShare: fc.tuple(cents(5), cents(5), cents(5)).map(([delivered, open, held]) => ({
      balance: 0n,
      toDelivered: delivered,
      toOrders: delivered + open,
      toHeld: delivered + open + held,
    })),
    olderHolds: fc.option(cents(10), { nil: undefined }),
    due: fc.uniqueArray(
      fc.tuple(
        nearby,
        cents(20).map((open) => open + 1n),
      ),
      { maxLength: 4, selector: ([date]) => date },
    ),
    unappliedCash: fc.oneof(fc.constant(0n), cents(30)),
    threshold,
  })
  .map(({ ledger, codes, due, posting: { kind, amount }, threshold: least, ...rest }) => {
    const posting = { ...kind, amount };
    const situation = aSituation({ ...rest, posting, order: { ledger, ...codes }, due: Object.fromEntries(due) });
    return { ...situation, ageing: atLeast(situation.ageing, least) };
  });

/** §2.2: what is below it is in no ageing. */
function atLeast(ageing: Ageing, least: bigint | undefined): Ageing {
  return least === undefined
    ? ageing
    : { ...ageing, items: ageing.items.filter(({ open }) => open >= least), threshold: least };
}

const due = fc.uniqueArray(fc.record({ dueDate: nearby, open: cents(20).map((open) => open + 1n) }), {
  maxLength: 3,
  selector: ({ dueDate }) => dueDate,
});

/** A situation of a member: the group's sums are its own and what other members add. */
export const arbitraryMember: fc.Arbitrary<Situation> = fc
  .record({
    situation: arbitrarySituation,
    others: sums,
    olderHolds: cents(10),
    otherAgeings: fc.array(
      fc.record({
        items: due.map((items) => items.toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : 1))),
        unappliedCash: cents(10),
      }),
      { maxLength: 2 },
    ),
    group: fc.record({
      creditGroup: fc.constant('G' as CreditGroupId),
      description: fc.constant(''),
      creditLimit: cents(90),
      currency: fc.constant('EUR'),
      expiryDate: nearby,
      temporaryLimits: fc
        .option(fc.record({ from: nearby, amount: cents(90) }), { nil: undefined })
        .map((limit) => (limit === undefined ? [] : [{ ...limit, to: addDays(limit.from, 2) }])),
      considerMembersOverdue: fc.boolean(),
    }),
  })
  .map(({ situation, others, olderHolds, otherAgeings, group }) => ({
    ...situation,
    group: {
      group,
      otherAgeings,
      sums: plus(situation.sums, others),
      olderHolds: situation.olderHolds === undefined ? undefined : situation.olderHolds + olderHolds,
    },
  }));
