import { refuse } from '../refusal.ts';
import type { RulebookDocument } from '../rulebook.ts';
import { amountProblems } from './amount-problems.ts';

/** §1.4: a release authority is an amount in the legal entity's base currency. */
export function checkReleaseAuthority({ entity }: RulebookDocument, releaseAuthority: string | undefined): void {
  if (releaseAuthority === undefined) return;
  const errors = amountProblems('/releaseAuthority', releaseAuthority, entity.baseCurrency);
  if (errors.length > 0) throw refuse('invalid-set-up', { errors });
}
