import { formatAmount } from '../domain/money.ts';
import type { Credit } from '../domain/receivables.ts';
import type { AuthorizedEntity } from './actor.ts';
import type { CreditsQuery } from './credits-query.ts';
import { pageOfWanted, type Page } from './page.ts';
import { readRulebookInForce } from './store/credit-state.ts';
import { creditsOf } from './store/credits-of.ts';
import { creditListSort, type Told } from './store/credits.ts';

/** A page of a customer's payments or credit notes. */
export async function creditPage<K extends Credit['kind'], V extends object>(
  entity: AuthorizedEntity,
  kind: K,
  query: CreditsQuery,
  onWire: (
    entity: AuthorizedEntity,
    credit: Told<Extract<Credit, { readonly kind: K }>>,
    baseCurrency: string,
  ) => Promise<V>,
): Promise<Page<V & { readonly onAccount: string }>> {
  const { customer, state: filter } = query;
  const scope = JSON.stringify([`list-${kind}s`, entity, customer, filter]);
  const { items, nextCursor } = await pageOfWanted(
    scope,
    query,
    (stretch) => creditsOf(entity, { customer, kind, filter }, stretch),
    ({ credit }) => creditListSort(credit),
  );
  const { currency } = await readRulebookInForce(entity, false);
  const shown = items.map(async ({ credit, onAccount }) => ({
    ...(await onWire(entity, credit, currency)),
    onAccount: formatAmount(onAccount, credit.currency),
  }));
  return { items: await Promise.all(shown), nextCursor };
}
