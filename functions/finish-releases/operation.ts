import { finished, isDue, releaseUnderWay } from '../../domain/delayed-release.ts';
import type { HoldId, Subject } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { releaseGivenUp } from '../give-up-release.ts';
import { ownRequestId } from '../own-request-id.ts';
import { changeOrder, type Intent, type Known } from '../store/change-order.ts';
import { findHold } from '../store/holds.ts';
import type { OrderChange } from '../store/order-change.ts';
import { orderReleased } from '../store/order-events.ts';
import { send } from '../store/queues.ts';
import { finishReleaseMessage } from './release-message.ts';

/**
 * §8.7: carries out a release once its delay has ended, in the name of who made it. A message may come early, when it waits again,
 * or again, when the hold is not being released any more; whoever withdraws meanwhile changes the hold, so that one of the two
 * finds it changed.
 */
export async function finishRelease(entity: AuthorizedEntity, id: HoldId, deadlineMs: number): Promise<void> {
  const hold = await findHold(entity, id);
  const release = hold && releaseUnderWay(hold);
  if (hold === undefined || release === undefined) return;
  const { by, until } = release;
  if (!isDue(release, realNow())) return send('releases', [finishReleaseMessage(entity, id, until)]);
  const intent = {
    entity,
    customer: hold.customer,
    order: hold.order,
    actor: by as Subject,
    request: ownRequestId('finish-release', id, String(hold.version)),
    requestHash: '',
    deadlineMs,
  };
  await changeOrder(intent, (known) => proposed(intent, id, known));
}

function proposed(intent: Intent, id: HoldId, known: Known): OrderChange | 'nothing' {
  const held = known.holds.find(({ hold }) => hold.hold === id);
  // Withdrawn by now; another release since has a message of its own.
  const release = held && releaseUnderWay(held.hold);
  if (held === undefined || release === undefined || !isDue(release, realNow())) return 'nothing';
  const givenUp = releaseGivenUp(intent, known, held.order);
  if (givenUp !== undefined) return givenUp;
  const { hold, order } = finished(held, known.rulebook.parameters, known.moment);
  return {
    order,
    guard: { kind: 'booking' },
    hold: { kind: 'ended', hold, previous: held.hold },
    events: [orderReleased(intent.entity, hold, held.seq + 1, known.moment.now, known.rulebook.currency)],
  };
}

function realNow(): string {
  return new Date().toISOString();
}
