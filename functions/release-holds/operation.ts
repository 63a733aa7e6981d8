import type * as z from 'zod/mini';
import { releasing } from '../../domain/delayed-release.ts';
import { released } from '../../domain/end-hold.ts';
import type { ChangedHold, HoldChange } from '../change-holds.ts';
import { ended, endingHolds, type EndingSetting } from '../end-holds.ts';
import type { StoredHold } from '../store/credit-state.ts';
import { finishRelease, holdChanged, orderReleased } from '../store/order-events.ts';
import type { releaseHolds } from './contract.ts';

type Asked = z.output<typeof releaseHolds.body>;

/** §8.5, §8.7: a release with posting waits for the delay, any other is carried out at once. */
export function releasingHolds(asked: Asked): HoldChange<Asked> {
  const withPosting = asked.mode === 'with-posting';
  return endingHolds('release-holds', asked, { for: 'hold-release', withPosting }, (own, setting) =>
    release(own, setting, { ...asked, withPosting }),
  );
}

type Release = Pick<Asked, 'reason' | 'note'> & { readonly withPosting: boolean };

/** By a person, or by itself once it is approved (§11.3). */
export function release(own: StoredHold, setting: EndingSetting, asked: Release): ChangedHold {
  const { withPosting } = asked;
  const delaySeconds = withPosting ? setting.known.rulebook.parameters.releaseDelaySeconds : 0;
  if (delaySeconds > 0) return delayed(own, setting, asked, delaySeconds);
  return ended(own, setting, asked, withPosting, {
    end: (held, end, { rulebook, moment }) => released(held, end, rulebook.parameters, moment.today),
    event: orderReleased,
  });
}

function delayed(
  own: StoredHold,
  { entity, actor, chosen, known }: EndingSetting,
  { reason, note }: Release,
  delaySeconds: number,
): ChangedHold {
  const { now } = known.moment;
  const until = new Date(Date.now() + delaySeconds * 1_000).toISOString();
  const { reviewDate } = chosen;
  const hold = releasing(own, { by: actor.subject, at: now, reason, note, until, reviewDate });
  return {
    order: own.order,
    hold: { kind: 'changed', hold, previous: own.hold },
    events: [holdChanged(entity, hold, own.seq + 1, now, actor.subject), finishRelease(entity, hold, now)],
  };
}
