import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId, HoldId, OrderId, RequestId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { hasEnded, isDeliveredNotInvoiced, type Order, type OrderState, type OrderTerms } from '../../domain/order.ts';
import { flag, integer, item, list, minor, optional, text, textAs, type Codec } from './codec.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import { inBaseFields } from './in-base-fields.ts';
import { joined, orderKey } from './keys.ts';

const date = textAs<CivilDate>();

const terms: Codec<OrderTerms> = item({
  version: integer,
  amount: minor,
  paymentTerms: optional(text),
  settlementDiscount: optional(text),
  requestedDate: optional(date),
});

/** What decisions compare an order with: deflated, since it repeats the order's terms and no condition looks at it. */
type History = Pick<Order, 'orderDate' | 'createdWith' | 'passed' | 'rankBasis' | 'grace' | 'release'>;

const orderFields = item({
  order: textAs<OrderId>(),
  customer: textAs<CustomerId>(),
  currency: optional(text),
  ...inBaseFields,
  deliveredBooked: optional(minor),
  slipsWithoutRate: optional(list(item({ from: text, to: text, date, documents: integer }))),
  state: textAs<OrderState>(),
  terms,
  delivered: minor,
  invoiced: minor,
  counts: flag,
  isIntercompany: flag,
  exclusion: optional(flag),
  contentHash: text,
  isRejected: flag,
  openHold: optional(textAs<HoldId>()),
  holdCount: integer,
  lastDecision: optional(textAs<RequestId>()),
  history: evidenceAs<History>(),
});

const orderCodec: Codec<Order> = (stored, name) => {
  const { history, ...order } = orderFields(stored, name);
  return { ...order, ...history };
};

/** An order as stored: every write of it is conditional on the `seq` that was read, and moves it. */
export type StoredOrder = { readonly order: Order; readonly seq: number };

export const storedOrderCodec: Codec<StoredOrder> = (stored, name) => ({
  order: orderCodec(stored, name),
  seq: item({ seq: integer })(stored, name).seq,
});

/**
 * Lists of a customer's orders, which no decision reads: those that have not ended; of the ended ones those of which more was
 * delivered than invoiced, which still counts (§5.2), and the others.
 */
export const orderLists = {
  open: (entity: AuthorizedEntity, customer: CustomerId): string => joined('orders', entity, customer),
  delivered: (entity: AuthorizedEntity, customer: CustomerId): string => joined('delivered-orders', entity, customer),
  ended: (entity: AuthorizedEntity, customer: CustomerId): string => joined('ended-orders', entity, customer),
};

function listOf(order: Order): keyof typeof orderLists {
  if (!hasEnded(order)) return 'open';
  return isDeliveredNotInvoiced(order) ? 'delivered' : 'ended';
}

/** Puts the order, on condition that it is still the one that was read (or none). */
export function putOrder(entity: AuthorizedEntity, order: Order, seen: StoredOrder | undefined, tableName: string) {
  const { orderDate, createdWith, passed, rankBasis, grace, release, ...fields } = order;
  return {
    Put: {
      TableName: tableName,
      Item: {
        ...orderKey(entity, order.order),
        kind: 'order',
        ...fields,
        history: deflateEvidence({ orderDate, createdWith, passed, rankBasis, grace, release } satisfies History),
        seq: (seen?.seq ?? 0) + 1,
        listKey: orderLists[listOf(order)](entity, order.customer),
        listSort: order.order,
      },
      ...(seen === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'seq = :seen', ExpressionAttributeValues: { ':seen': seen.seq } }),
    },
  } as const;
}
