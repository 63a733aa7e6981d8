import { holdCodec } from '../../../functions/store/hold-item.ts';
import { allOfKind, kindOf, type MakeInvariant } from './invariant.ts';

/** §8.7: what is released with a delay is so when it has ended and not before, and of nothing else; none is left under way. */
export const releaseAfterDelay: MakeInvariant = ({ table }) => ({
  onCommit: ({ changes }) => {
    const holds = changes.filter(({ before, after }) => [before, after].some((one) => one && kindOf(one) === 'hold'));
    const before = holds.flatMap((change) => (change.before ? [holdCodec(change.before.document, 'hold')] : []));
    const after = holds.flatMap((change) => (change.after ? [holdCodec(change.after.document, 'hold')] : []));
    const now = new Date().toISOString();
    return before.flatMap(({ hold, releasing }) => {
      const next = after.find((one) => one.hold === hold);
      if (releasing === undefined || next?.state !== 'released' || releasing.until <= now) return [];
      return [`ReleaseAfterDelay: ${hold} was released at ${now}, before ${releasing.until}`];
    });
  },
  atTheEnd: () =>
    allOfKind(table, 'hold')
      .map(({ document }) => holdCodec(document, 'hold'))
      .filter(({ state }) => state === 'releasing')
      .map(({ hold }) => `ReleaseAfterDelay: ${hold} is still being released`),
});
