import type * as z from 'zod/mini';
import { releaseUnderWay, withdrawn } from '../../domain/delayed-release.ts';
import { assertAuthority } from '../../domain/release-authority.ts';
import type { HoldChange } from '../change-holds.ts';
import { holdChanged } from '../store/order-events.ts';
import type { withdrawReleases } from './contract.ts';

type Asked = z.output<typeof withdrawReleases.body>;

/** §8.7: the hold is what it was, and its customer's holds are evaluated for what came meanwhile. */
export function withdrawingReleases({ note }: Asked): HoldChange<Asked> {
  return {
    operation: 'withdraw-releases',
    whenEnded: 'release-not-withdrawable',
    propose: ({ hold: previous, order, seq }, { entity, actor, known, authority }) => {
      const isOwn = releaseUnderWay(previous)?.by === actor.subject;
      if (!isOwn) assertAuthority(authority, order, known.rulebook.currency);
      const hold = withdrawn(previous, new Date().toISOString());
      return {
        order,
        hold: { kind: 'changed', hold, previous },
        remark: note,
        isRelief: true,
        events: [holdChanged(entity, hold, seq + 1, known.moment.now, actor.subject)],
      };
    },
  };
}
