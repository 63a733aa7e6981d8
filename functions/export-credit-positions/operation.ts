import type * as z from 'zod/mini';
import { businessDate } from '../../domain/civil-date.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { isOneOf } from '../is-one-of.ts';
import { cutPage, placeOf, type Page } from '../page.ts';
import { batchGet } from '../store/batch-get.ts';
import { readStanding } from '../store/credit-standing.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { customerIds } from '../store/customers.ts';
import { customerPartition, positionKey } from '../store/keys.ts';
import type { exportCreditPositions } from './contract.ts';
import { positionLineOf, type positionLine } from './position-line.ts';

type Query = z.output<(typeof exportCreditPositions)['query']>;
type Line = z.input<typeof positionLine>;

/** So many are read side by side. */
const atOnce = 25;

/** Each customer is read consistently, one after the other: no two lines are of one moment, and each is of its own. */
export async function positionsPage(entity: AuthorizedEntity, query: Query, now: string): Promise<Page<Line>> {
  const { limit, cursor: _cursor, format: _format, ...filters } = query;
  const scope = JSON.stringify(['export-credit-positions', entity, filters]);
  const after = placeOf(scope, query)?.[0] as CustomerId | undefined;
  const rulebook = await readRulebookInForce(entity, true);
  const today = businessDate(now, rulebook.timeZone);
  const found = await (filters.customer === undefined
    ? customerIds(entity, after, limit + 1)
    : chosen(entity, filters.customer, after));
  const { items: page, nextCursor } = cutPage(scope, query, found, (customer) => [customer]);
  const items: Line[] = [];
  for (let start = 0; start < page.length; start += atOnce) {
    const standings = page.slice(start, start + atOnce).map((id) => readStanding(entity, id, rulebook, today));
    items.push(...(await Promise.all(standings)).map((standing) => positionLineOf(rulebook, standing, today)));
  }
  const { creditManagementGroup: groups } = filters;
  return { items: items.filter((line) => isOneOf(groups, line.creditManagementGroup ?? undefined)), nextCursor };
}

/** In the order of the list: by bytes of UTF-8. */
async function chosen(
  entity: AuthorizedEntity,
  customers: readonly CustomerId[],
  after: CustomerId | undefined,
): Promise<readonly CustomerId[]> {
  const there = new Set((await batchGet(customers.map((id) => positionKey(entity, id)))).map(({ pk }) => pk));
  const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return [...new Set(customers)]
    .filter((id) => there.has(customerPartition(entity, id)) && (after === undefined || compare(id, after) > 0))
    .toSorted(compare);
}
