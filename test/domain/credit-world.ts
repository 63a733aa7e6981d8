import { awaitedInAll } from '../../domain/awaited-rates.ts';
import { bookedOf, inBase } from '../../domain/booked.ts';
import { decideCheckpoint, type CheckpointQuestion } from '../../domain/checkpoint.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import type { CreditGroup } from '../../domain/credit-group.ts';
import { underTest, type CreditState } from '../../domain/credit-state.ts';
import type { Customer } from '../../domain/customer.ts';
import { evaluateHold } from '../../domain/evaluate-hold.ts';
import { compileExchangeRates, pairOf, type MissingRate } from '../../domain/exchange-rates.ts';
import type { Clearance, Situation } from '../../domain/evaluation.ts';
import { explainHold, type HoldExplanation } from '../../domain/explain-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import type { HoldId, OrderId } from '../../domain/ids.ts';
import { isOlder, type CompetingHold } from '../../domain/older-holds.ts';
import { awaitedByOrder, shareOf, type Order, type OrderTerms } from '../../domain/order.ts';
import { difference, noExposure, plus, type Ageing, type ExposureSums } from '../../domain/position.ts';
import { businessDay } from './a-situation.ts';
import { applied } from './applied-clearance.ts';

/** A customer with its orders and holds, and what else it and its group owe, without a store. */
export type World = {
  readonly rulebook: Rulebook;
  readonly customer: Customer;
  readonly ageing: Ageing;
  /** What is counted beside `orders`. */
  readonly owed: ExposureSums;
  readonly group?: Shared | undefined;
  readonly orders: readonly Order[];
  readonly holds: readonly Hold[];
  readonly minutes: number;
};

type Shared = {
  readonly group: CreditGroup;
  /** The other members'. */
  readonly owed: ExposureSums;
  readonly otherAgeings: readonly Ageing[];
  readonly otherHolds: readonly CompetingHold[];
};

export function holdOf({ holds }: World, id: HoldId): Hold | undefined {
  return holds.find(({ hold }) => hold === id);
}

/** §7.1, at the next minute. */
export function asked(world: World, id: OrderId, question: CheckpointQuestion): World {
  const order = world.orders.find((one) => one.order === id);
  if (order === undefined) throw new Error(`no order ${id}`);
  const ruling = decideCheckpoint(
    world.rulebook,
    stateOf(world),
    order,
    shareOf(order),
    heldOrders(world),
    question,
    momentOf(world),
  );
  return { ...withOrder(world, ruling.order, ruling.hold?.hold), minutes: world.minutes + 1 };
}

/** A version with another amount, which nobody evaluates yet. */
export function changed(world: World, id: OrderId, amount: bigint): World {
  const orders = world.orders.map((order) =>
    order.order === id ? versionOf(world, order, { ...order.terms, amount }) : order,
  );
  return { ...world, orders };
}

/** §5.3: booked at the rate of the order's date. */
function versionOf({ rulebook }: World, order: Order, terms: OrderTerms): Order {
  const version = { ...order, terms: { ...terms, version: order.terms.version + 1 } };
  const { currency, orderDate: date } = order;
  if (currency === undefined || date === undefined) return version;
  return { ...version, ...inBase(rulebook, { currency, date, amount: terms.amount }) };
}

/** §9.6: the oldest first. */
export function evaluated(world: World): World {
  return heldOrders(world)
    .toSorted((a, b) => (isOlder(a.hold, b.hold) ? -1 : 1))
    .reduce((now, { hold: { hold } }) => {
      const holds = heldOrders(now);
      const own = holds.find((held) => held.hold.hold === hold);
      if (own === undefined) return now;
      const result = evaluateHold(now.rulebook, stateOf(now), own, holds, momentOf(now));
      return withOrder(now, result.order, result.hold.hold);
    }, world);
}

/** §8.2: what an evaluation of the order's hold would find now. */
export function explained(world: World, id: OrderId): HoldExplanation | undefined {
  const holds = heldOrders(world);
  const own = holds.find(({ order }) => order.order === id);
  return own && explainHold(world.rulebook, stateOf(world), own, holds, businessDay);
}

/** What a clearance of an order's hold does to the world: one for each way to follow it, the exact one first. */
export function followed(world: World, id: OrderId, clearance: Clearance): readonly World[] {
  if (clearance.kind === 'provide-exchange-rate') return [withRate(world, clearance, clearance.rateType)];
  if (clearance.kind === 'set-credit-limit-rate-type') {
    const others = clearance.rateTypes.map((rateType) => withRateType(world, rateType));
    return [withRateType(withRate(world, clearance, 'OTHER'), 'OTHER'), ...others];
  }
  const order = world.orders.find((one) => one.order === id);
  if (order === undefined) throw new Error(`no order ${id}`);
  return applied(world.rulebook, asSituation(world, order), clearance).map((then) => {
    const { paymentTerms, settlementDiscount, ledger } = then.order;
    const terms = { ...order.terms, paymentTerms, settlementDiscount, amount: ledger.amount };
    const version = versionOf(world, order, terms);
    const orders = world.orders.map((one) => (one === order ? version : one));
    const { group, customer, ageing, sums } = then;
    if (world.group === undefined || group === undefined) return { ...world, customer, ageing, owed: sums, orders };
    const { otherAgeings } = group;
    const shared = { ...world.group, group: group.group, otherAgeings, owed: difference(group.sums, sums) };
    return { ...world, customer, ageing, owed: sums, orders, group: shared };
  });
}

/** Valid from the date; what waited for it is booked. */
function withRate(world: World, { from, to, date }: MissingRate, rateType: string): World {
  const added = compileExchangeRates({ [rateType]: { [pairOf(from, to)]: { [date]: '0.7' } } });
  return converted({
    ...world,
    rulebook: { ...world.rulebook, exchangeRates: new Map([...world.rulebook.exchangeRates, ...added]) },
  });
}

function withRateType(world: World, creditLimitRateType: string): World {
  const { rulebook } = world;
  return converted({
    ...world,
    rulebook: { ...rulebook, parameters: { ...rulebook.parameters, creditLimitRateType } },
  });
}

/** §5.3: an order's amount and what was delivered, both of its date here. */
function converted(world: World): World {
  const orders = world.orders.map((order) => {
    const { currency, orderDate: date, missingRate, terms, delivered } = order;
    if (missingRate === undefined || currency === undefined || date === undefined) return order;
    const dated = { currency, date };
    const deliveredBooked = bookedOf({ amount: delivered, ...inBase(world.rulebook, { ...dated, amount: delivered }) });
    const booked = inBase(world.rulebook, { ...dated, amount: terms.amount });
    if (booked.missingRate !== undefined) return order;
    return { ...order, ...booked, missingRate: undefined, deliveredBooked, slipsWithoutRate: [] };
  });
  return { ...world, orders };
}

function asSituation(world: World, order: Order): Situation {
  const { customer, ageing, owed, group } = world;
  return {
    today: businessDay,
    customer,
    order: underTest(world.rulebook, order, customer),
    posting: { checkpoint: 'confirmation', mode: 'posting' },
    sums: owed,
    ownShare: noExposure,
    ageing,
    group: group && { group: group.group, sums: plus(owed, group.owed), otherAgeings: group.otherAgeings },
  };
}

function stateOf({ customer, ageing, owed, orders, group, minutes }: World): CreditState {
  const sums = orders.reduce((sum, order) => plus(sum, shareOf(order)), owed);
  const shared = group && { ...group, sums: plus(sums, group.owed) };
  const missingRates = awaitedInAll(orders.flatMap(awaitedByOrder));
  return { customer, sums, ageing, missingRates, changes: minutes, group: shared };
}

function heldOrders({ orders, holds }: World): readonly CompetingHold[] {
  return orders.flatMap((order) => {
    const hold = holds.find((one) => one.hold === order.openHold);
    return hold === undefined ? [] : [{ hold, order }];
  });
}

function momentOf({ minutes }: World) {
  return { today: businessDay, now: `2026-06-15T10:${String(minutes).padStart(2, '0')}:00.000Z` };
}

function withOrder(world: World, order: Order, hold: Hold | undefined): World {
  const orders = world.orders.map((one) => (one.order === order.order ? order : one));
  if (hold === undefined) return { ...world, orders };
  return { ...world, orders, holds: [...world.holds.filter((one) => one.hold !== hold.hold), hold] };
}
