import { awaitedByOne } from '../../domain/awaited-rates.ts';
import fc from 'fast-check';
import type { CheckpointQuestion } from '../../domain/checkpoint.ts';
import type { ReasonCode, Situation } from '../../domain/evaluation.ts';
import type { HoldId, OrderId } from '../../domain/ids.ts';
import { checkpoints, shareOf, type Order } from '../../domain/order.ts';
import type { CompetingHold } from '../../domain/older-holds.ts';
import { difference, plus, type ExposureSums } from '../../domain/position.ts';
import { aRulebook, type RulebookWishes } from './a-rulebook.ts';
import { aHeldOrder, anOrder, aReason, terms } from './an-order.ts';
import { arbitraryMember, arbitraryRulebook, arbitrarySituation } from './arbitrary.ts';
import { businessDay } from './a-situation.ts';
import { arbitraryCurrencies, withLimitIn, withRate, type Currencies } from './in-currencies.ts';
import { inBase } from '../../domain/booked.ts';
import { asked, changed, type World } from './credit-world.ts';

/** Its orders. */
export const names = ['O1', 'O2', 'O3'] as readonly string[] as readonly OrderId[];
const cents = (max: number) => fc.bigInt({ min: 0n, max: BigInt(max) });
const code = fc.option(fc.constantFrom('A', 'B', 'C'), { nil: undefined });

type Step = {
  readonly order: OrderId;
  readonly asked: Omit<CheckpointQuestion, 'amount'>;
  readonly amount: bigint | undefined;
  /** Before it is asked for, the order is changed. */
  readonly version: bigint | undefined;
};

/** An order is asked for at a checkpoint. */
export const arbitraryStep: fc.Arbitrary<Step> = fc.record({
  order: fc.constantFrom(...names),
  asked: fc.constantFrom(
    ...checkpoints.flatMap((checkpoint) => [
      { checkpoint, mode: 'posting' } as const,
      { checkpoint, mode: 'pro-forma' } as const,
    ]),
    { checkpoint: 'packing-slip', mode: 'cancellation' } as const,
  ),
  amount: fc.option(cents(40), { nil: undefined }),
  version: fc.option(cents(40), { nil: undefined, freq: 5 }),
});

const orderWishes = fc.record({
  state: fc.constantFrom('draft', 'open'),
  amount: cents(40),
  delivered: cents(20),
  invoiced: cents(20),
  paymentTerms: code,
  settlementDiscount: code,
  createdWith: fc.record({ paymentTerms: code, settlementDiscount: code }),
});

const parameters = fc.record({
  automaticReleaseReason: fc.constantFrom('AUTO', 'AUTO', null),
  autoRelease: fc.constantFrom('without-posting', 'with-posting', 'off'),
  exposureBasis: fc.constantFrom('balance-and-orders', 'balance-and-orders', 'balance-and-orders', 'balance'),
  heldOrdersConsumeCredit: fc.constantFrom(true, true, false),
  creditLimitCheck: fc.constantFrom('rules', 'hold'),
  skipCheckOnPackingSlipCancellation: fc.constant(false),
});

/** Of another member of the group, which nobody evaluates here. */
const otherHold = fc
  .record({
    amount: cents(20),
    isOlder: fc.boolean(),
    code: fc.constantFrom<ReasonCode[]>('credit-limit-used', 'days-overdue', 'forced'),
  })
  .map(({ amount, isOlder, code: reason }) =>
    aHeldOrder(
      {
        hold: 'X.1' as HoldId,
        order: 'X' as OrderId,
        heldAt: `2026-06-${isOlder ? '14' : '16'}T08:00:00.000Z`,
        reasons: [aReason(reason)],
      },
      { order: 'X' as OrderId, terms: terms({ amount }) },
    ),
  );

/** A customer, or a member of a group, with three orders that nobody has asked for yet. */
export const arbitraryWorld: fc.Arbitrary<World> = fc
  .record({
    wishes: arbitraryRulebook,
    parameters,
    situation: fc.oneof({ weight: 3, arbitrary: arbitrarySituation }, { weight: 1, arbitrary: arbitraryMember }),
    orders: fc.tuple(orderWishes, orderWishes, orderWishes),
    otherHolds: fc.array(otherHold, { maxLength: 2 }),
    currencies: arbitraryCurrencies,
  })
  .map(({ wishes, parameters: more, situation, orders, otherHolds, currencies }) =>
    worldOf(withRate(wishes, currencies), more, situation, orders, otherHolds, currencies),
  );

type OrderWishes = typeof orderWishes extends fc.Arbitrary<infer T> ? T : never;

function worldOf(
  wishes: RulebookWishes,
  more: RulebookWishes['parameters'],
  { customer, ageing, sums, group }: Situation,
  orders: readonly OrderWishes[],
  otherHolds: readonly CompetingHold[],
  currencies: Currencies,
): World {
  const enabled = Object.fromEntries(checkpoints.map((name) => [name, { posting: true, proForma: true }]));
  const set = { ...wishes.parameters, ...more, checkpoints: enabled } as RulebookWishes['parameters'];
  const withoutHolds = (of: ExposureSums): ExposureSums => ({ ...of, toHeld: of.toOrders });
  const rulebook = aRulebook({ ...wishes, parameters: set });
  return {
    rulebook,
    customer: withLimitIn(customer, currencies),
    ageing,
    owed: withoutHolds(sums),
    group: group && {
      group: group.group,
      owed: otherHolds.reduce(
        (sum, { order }) => plus(sum, shareOf(order)),
        difference(withoutHolds(group.sums), withoutHolds(sums)),
      ),
      otherAgeings: group.otherAgeings,
      otherHolds,
    },
    orders: orders.map(({ amount, delivered, paymentTerms, settlementDiscount, ...order }, index) => {
      const wished = { ...order, delivered, terms: terms({ amount, paymentTerms, settlementDiscount }) };
      const name = { order: names[index] as OrderId };
      if (!currencies.isOrder) return anOrder({ ...wished, ...name } as Partial<Order>);
      const dated = { currency: 'USD', date: businessDay };
      const { booked: deliveredBooked = 0n, missingRate } = inBase(rulebook, { ...dated, amount: delivered });
      const slipsWithoutRate = awaitedByOne(delivered === 0n ? undefined : missingRate);
      const booked = { ...inBase(rulebook, { ...dated, amount }), deliveredBooked, slipsWithoutRate };
      return anOrder({ ...wished, ...name, ...booked, currency: 'USD', orderDate: businessDay } as Partial<Order>);
    }),
    holds: [],
    minutes: 0,
  };
}

export function taken(world: World, { order, version, asked: posting, amount }: Step): World {
  const before = version === undefined ? world : changed(world, order, version);
  return asked(before, order, { ...posting, amount });
}
