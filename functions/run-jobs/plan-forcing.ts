import { obstacleToForcing } from '../../domain/force-hold.ts';
import type { CustomerId, OrderId } from '../../domain/ids.ts';
import type { Order } from '../../domain/order.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { fitsSelection, type OrderSelection } from '../order-selection.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { mostAdded } from '../store/job-plan.ts';
import { ordersOf } from '../store/orders-of.ts';
import type { PlanStretch } from './job-runner.ts';
import { nextCustomers, type Missing } from './next-customers.ts';

/** Orders to force; so few that a step stays far below a function's time. */
type Orders = { readonly orders: readonly OrderId[] };
export type Entry = Orders | { readonly missing: Missing };
const largestEntry = 25;

/** After this order of the customer, or after all of its orders. */
type Place = { readonly customer?: CustomerId | undefined; readonly order?: OrderId | undefined };

const longestStretchMs = 2_000;
/** What is looked at at once, and is in memory. */
const customersAtOnce = 10;
const ordersAtOnce = 500;
/** So many entries that what is looked at at once may still add its own. */
const enough = mostAdded - ordersAtOnce / largestEntry - customersAtOnce;

/**
 * §10.1: orders that are named, whatever becomes of them, or those of customers that fit and can be forced, found stretch by stretch in
 * lists that may lag by a moment. Whether an order still fits is seen again when it is forced.
 */
export async function planForcing(
  entity: AuthorizedEntity,
  asked: OrderSelection,
  from: string | undefined,
): Promise<PlanStretch<Entry>> {
  if (asked.orders !== undefined) return { entries: entriesOf([...new Set(asked.orders)]) };
  const { currency } = await readRulebookInForce(entity, false);
  const startedAtMs = Date.now();
  const entries: Entry[] = [];
  let place: Place | undefined = from === undefined ? {} : (JSON.parse(from) as Place);
  while (place !== undefined && entries.length <= enough && Date.now() - startedAtMs < longestStretchMs) {
    const found: Found = await lookFrom(entity, asked, place);
    const fitting = found.orders.filter(
      (order) => fitsSelection(asked, order, currency) && obstacleToForcing(order) === undefined,
    );
    entries.push(...found.missing.map((missing) => ({ missing })), ...entriesOf(fitting.map(({ order }) => order)));
    place = found.place;
  }
  return { entries, place: place && JSON.stringify(place) };
}

type Found = {
  readonly orders: readonly Order[];
  readonly missing: readonly Missing[];
  /** Where there may be more. */
  readonly place: Place | undefined;
};

/** A customer's orders that do not fit at once are gone through before the next customers are looked at. */
async function lookFrom(
  entity: AuthorizedEntity,
  asked: OrderSelection,
  { customer, order: after }: Place,
): Promise<Found> {
  if (customer !== undefined && after !== undefined) {
    const read = await openOrders(entity, customer, { after, limit: ordersAtOnce });
    return { orders: read.orders, missing: [], place: { customer, order: read.last } };
  }
  const { customers, missing, reached } = await nextCustomers(entity, asked, customer, customersAtOnce);
  const limit = ordersAtOnce / customersAtOnce;
  const read = await Promise.all(customers.map((one) => openOrders(entity, one, { limit })));
  const cut = read.findIndex(({ last }) => last !== undefined);
  const large = customers[cut];
  if (large === undefined) {
    return { orders: read.flatMap((one) => one.orders), missing, place: reached && { customer: reached } };
  }
  // Whoever comes after it is looked at again.
  const looked = missing.filter(({ customer: absent = '' }) => absent < large);
  const orders = read.slice(0, cut + 1).flatMap((one) => one.orders);
  return { orders, missing: looked, place: { customer: large, order: read[cut]?.last } };
}

/** Up to `limit` of a customer's orders that have not ended; the last of them where there may be more. */
async function openOrders(
  entity: AuthorizedEntity,
  customer: CustomerId,
  stretch: { readonly after?: OrderId; readonly limit: number },
): Promise<{ readonly orders: readonly Order[]; readonly last: OrderId | undefined }> {
  const orders = (await ordersOf(entity, customer, 'open', stretch)).map(({ order }) => order);
  return { orders, last: orders.length < stretch.limit ? undefined : orders.at(-1)?.order };
}

function entriesOf(orders: readonly OrderId[]): readonly Orders[] {
  const starts = orders.flatMap((_, index) => (index % largestEntry === 0 ? [index] : []));
  return starts.map((start) => ({ orders: orders.slice(start, start + largestEntry) }));
}
