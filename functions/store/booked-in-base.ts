import { inBase, type InBase } from '../../domain/booked.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import { refuse } from '../../domain/refusal.ts';

type Dated = { readonly date: CivilDate; readonly amount: bigint; readonly currency: string };

/** What a document counts for in the entity's currency; refused where the rate is missing. */
export function bookedInBase(rulebook: Rulebook, document: Dated): InBase {
  const booked = inBase(rulebook, document);
  if (booked.missingRate === undefined) return booked;
  throw refuse('currency-not-base', { currency: document.currency, baseCurrency: rulebook.currency });
}
