import type { CustomerId } from '../../domain/ids.ts';
import { formatAmount } from '../../domain/money.ts';
import { http } from '../http.ts';
import { cutPage, placeOf } from '../page.ts';
import { customerRows } from '../store/customers.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { listCustomers } from './contract.ts';

export const handler = http(listCustomers, async ({ query }, { entity }) => {
  const scope = JSON.stringify([listCustomers.name, entity]);
  const after = placeOf(scope, query)?.[0] as CustomerId | undefined;
  const [{ entity: set }, rows] = await Promise.all([
    currentRulebook(entity),
    customerRows(entity, after, query.limit + 1),
  ]);
  const { items, nextCursor } = cutPage(scope, query, rows, ({ customer }) => [customer]);
  const written = items.map((row) => ({
    ...row,
    creditLimit: formatAmount(row.creditLimit, set.baseCurrency),
    creditLimitCurrency: set.baseCurrency,
  }));
  return { body: { items: written, nextCursor } };
});
