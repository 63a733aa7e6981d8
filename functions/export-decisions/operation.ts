import type * as z from 'zod/mini';
import type { CustomerId, OrderId, RequestId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { encodeCursor } from '../cursor.ts';
import { isOneOf } from '../is-one-of.ts';
import { isWithin } from '../is-within.ts';
import { placeOf, type Page } from '../page.ts';
import { readOrder, readRulebookInForce } from '../store/credit-state.ts';
import { customerIds, findCustomer } from '../store/customers.ts';
import type { Decision } from '../store/decision-item.ts';
import { decisionsOf, decisionsOfCustomer } from '../store/decisions.ts';
import type { exportDecisions } from './contract.ts';
import { decisionLineOf, type decisionLine } from './decision-line.ts';

type Query = z.output<(typeof exportDecisions)['query']>;
type Line = z.input<typeof decisionLine>;
/** The decisions of a stretch, and the place after it where there may be more. */
type Stretch = { readonly decisions: readonly Decision[]; readonly next?: readonly string[] | undefined };

/** `limit` decisions are looked at, and those that fit are the page. */
export async function decisionsPage(entity: AuthorizedEntity, query: Query): Promise<Page<Line>> {
  const { limit, cursor: _cursor, format: _format, ...filters } = query;
  const scope = JSON.stringify(['export-decisions', entity, filters]);
  const place = placeOf(scope, query);
  const { currency } = await readRulebookInForce(entity, false);
  const { decisions, next } = await stretchOf(entity, filters, place, limit);
  const items = decisions.filter((one) => fits(one, filters)).map((one) => decisionLineOf(one, currency));
  return { items, nextCursor: next === undefined ? null : encodeCursor(scope, next) };
}

type Filters = Omit<Query, 'limit' | 'cursor' | 'format'>;

function fits({ customer, businessDate, answer }: Decision, filters: Filters): boolean {
  const { customer: asked, from, to } = filters;
  return (
    (asked === undefined || asked === customer) && isWithin(businessDate, from, to) && isOneOf(filters.answer, answer)
  );
}

async function stretchOf(
  entity: AuthorizedEntity,
  { order, customer }: Filters,
  place: readonly string[] | undefined,
  limit: number,
): Promise<Stretch> {
  if (order !== undefined) return ofOrder(entity, order, place?.[0] as RequestId | undefined, limit);
  const [begun, after] = (place ?? []) as readonly [] | readonly [CustomerId, RequestId?];
  if (customer === undefined) return ofAll(entity, { begun, after }, limit);
  if ((await findCustomer(entity, customer)) === undefined) throw refuse('not-found', { kind: 'customer' });
  const decisions = await decisionsOfCustomer(entity, customer, after, limit);
  return { decisions, next: decisions.length < limit ? undefined : [customer, decisions.at(-1)?.request ?? ''] };
}

async function ofOrder(
  entity: AuthorizedEntity,
  order: OrderId,
  from: RequestId | undefined,
  limit: number,
): Promise<Stretch> {
  const stored = await readOrder(entity, order, true);
  if (stored === undefined) throw refuse('not-found', { kind: 'order' });
  // Each is a read of its own, along the order (docs/adr/0001).
  const most = Math.min(limit, mostAlongOrder);
  const decisions = await decisionsOf(entity, stored.order, from, most);
  const previous = decisions.length < most ? undefined : decisions.at(-1)?.previous;
  return { decisions, next: previous === undefined ? undefined : [previous] };
}
const mostAlongOrder = 50;

/** So many customers a page looks at: most have few decisions. */
const mostCustomers = 100;

type Begun = { readonly begun: CustomerId | undefined; readonly after: RequestId | undefined };

/** One customer after the other: those before `begun` are done, and it itself up to `after`, or wholly where that is not given. */
async function ofAll(entity: AuthorizedEntity, { begun, after }: Begun, limit: number): Promise<Stretch> {
  const goesOn = begun !== undefined && after !== undefined ? [begun] : [];
  const others = await customerIds(entity, begun, mostCustomers);
  const decisions: Decision[] = [];
  for (const customer of [...goesOn, ...others]) {
    const left = limit - decisions.length;
    const found = await decisionsOfCustomer(entity, customer, customer === begun ? after : undefined, left);
    decisions.push(...found);
    if (found.length === left) return { decisions, next: [customer, found.at(-1)?.request ?? ''] };
  }
  const last = others.at(-1);
  return { decisions, next: others.length < mostCustomers || last === undefined ? undefined : [last] };
}
