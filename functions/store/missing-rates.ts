import type { AuthorizedEntity } from '../actor.ts';
import type { StoredCredit } from './credit-state.ts';
import { waitingOf } from './waiting-for-rate.ts';

/** §5.3: with the rates that a customer's documents wait for; nothing is read where there is none. */
export async function withMissingRates(entity: AuthorizedEntity, credit: StoredCredit): Promise<StoredCredit> {
  if (credit.position.unconverted === 0) return credit;
  const waiting = await waitingOf(entity, credit.customer.customer);
  return { ...credit, missingRates: waiting.map(({ from, to, date }) => ({ from, to, date })) };
}
