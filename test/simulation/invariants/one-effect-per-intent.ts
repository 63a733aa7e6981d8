import type { Stored } from '../store/memory-table.ts';
import { kindOf, type MakeInvariant } from './invariant.ts';

const effects = ['order', 'position', 'account', 'credit-group-position', 'rulebook-pointer'];

/** However often a request is sent, and whatever becomes of those that carry it out, it changes things once. */
export const oneEffectPerIntent: MakeInvariant = () => {
  const counts = new Map<string, number>();
  return {
    onCommit: ({ attempt, changes }) => {
      const { intent } = attempt.job;
      if (intent === undefined) return [];
      const isEffect = changes.some(
        ({ before, after }) => after !== undefined && effects.includes(kindOf(after)) && !isFiling(before, after),
      );
      if (!isEffect) return [];
      const count = (counts.get(intent) ?? 0) + 1;
      counts.set(intent, count);
      return count > 1 ? [`OneEffectPerIntent: ${intent} was carried out twice`] : [];
    },
  };
};

/** The audit link that an account carries goes into its chain, and nothing else changes (docs/adr/0021). */
function isFiling(before: Stored | undefined, after: Stored): boolean {
  if (before?.raw['link'] === undefined || after.raw['link'] !== undefined) return false;
  const { link: _, ...rest } = before.raw;
  return JSON.stringify(rest) === JSON.stringify(after.raw);
}
