import { parseAmount } from '../../domain/money.ts';
import { getCreditPosition } from '../../functions/get-credit-position/contract.ts';
import { inParallel } from './in-parallel.ts';
import type { World } from './live-day.ts';
import type { Receivable } from './receivable.ts';
import { byCustomer, legalEntity } from './set-up.ts';

const atOnce = 4;

/** What should not be at the end: messages that nobody could handle, and customers who owe other than the file leaves unpaid. */
export async function troublesOf(world: World, receivables: readonly Receivable[]): Promise<readonly string[]> {
  const troubles: string[] = [];
  const dead = await world.desk.local<{ readonly items: readonly object[]; readonly unpublished: readonly object[] }>(
    'GET',
    '/local/dead-letters',
  );
  for (const letter of dead.items) troubles.push(`dead letter: ${JSON.stringify(letter)}`);
  for (const key of dead.unpublished) troubles.push(`not published: ${JSON.stringify(key)}`);
  await inParallel([...byCustomer(receivables)], atOnce, async ([customer, own]) => {
    const unpaid = own.filter(({ settled }) => settled === undefined).reduce((sum, { amount }) => sum + amount, 0n);
    const params = { legalEntity, customer };
    const { components } = await world.desk.call(getCreditPosition, { as: 'aud', params });
    const owed = Object.values(components).reduce(
      (sum, part) => sum + (parseAmount(part ?? '', world.currency) ?? 0n),
      0n,
    );
    if (owed !== unpaid) troubles.push(`${customer} owes ${JSON.stringify(components)} at the end, not what is unpaid`);
  });
  return troubles;
}
