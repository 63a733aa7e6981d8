import { parseAmount } from '../money.ts';
import { refuse } from '../refusal.ts';
import type { RulebookDocument } from '../rulebook.ts';

/** §1.4: a release authority is an amount in the legal entity's base currency. */
export function checkReleaseAuthority({ entity }: RulebookDocument, releaseAuthority: string | undefined): void {
  if (releaseAuthority === undefined) return;
  const amount = parseAmount(releaseAuthority, entity.baseCurrency);
  if (amount !== undefined && amount >= 0n) return;
  const code = amount === undefined ? 'amount-does-not-fit-currency' : 'amount-below-zero';
  throw refuse('invalid-set-up', { errors: [{ pointer: '/releaseAuthority', code }] });
}
