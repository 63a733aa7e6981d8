import type { CivilDate } from '../../domain/civil-date.ts';
import { edited, type Hold } from '../../domain/hold.ts';
import type { HoldId, Subject } from '../../domain/ids.ts';
import { Refusal, refuse } from '../../domain/refusal.ts';
import { access, neededFor } from '../access.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { holdNotKnown, howItEnded } from '../how-it-ended.ts';
import { ownRequestId } from '../own-request-id.ts';
import { checkPrecondition } from '../precondition.ts';
import type { Sender } from '../sender.ts';
import { changeOrder, type Known } from '../store/change-order.ts';
import { readOrder } from '../store/credit-state.ts';
import { orderOfHold } from '../store/holds.ts';
import type { OrderChange } from '../store/order-change.ts';
import { holdChanged } from '../store/order-events.ts';
import { grantOf, readUser } from '../store/users.ts';

type Edit = {
  readonly hold: HoldId;
  readonly owner: Subject | null;
  readonly reviewDate: CivilDate | null;
  readonly note: string | null;
  readonly ifMatch: number | '*' | undefined;
  /** §17 */
  readonly because: string | undefined;
};

type Edited = { readonly hold: Hold; readonly currency: string };

/** §8.3: what people keep about a hold, with its audit link and event, while it has not ended. */
export async function changeHold(entity: AuthorizedEntity, edit: Edit, sender: Sender): Promise<Edited> {
  const order = orderOfHold(edit.hold);
  const [stored, mayOwn] = await Promise.all([readOrder(entity, order, true), mayOwnHolds(entity, edit.owner)]);
  if (stored === undefined) throw refuse('not-found', { kind: 'hold' });
  const intent = {
    entity,
    customer: stored.order.customer,
    order,
    actor: sender.subject,
    request: ownRequestId('hold', edit.hold, String(stored.seq)),
    requestHash: '',
    deadlineMs: sender.deadlineMs,
  };
  try {
    const changed = await changeOrder(intent, (known) => edition({ entity, edit, mayOwn, by: sender.subject }, known));
    if (changed.kind === 'replayed') throw new Error('an edition keeps no record');
    const { known } = changed;
    const after =
      changed.kind === 'changed' ? changed.change.hold : known.holds.find(({ hold }) => hold.hold === edit.hold);
    if (after === undefined) throw new Error('editing a hold changed none');
    return { hold: after.hold, currency: known.rulebook.currency };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'hold-not-open') throw await howItEnded(entity, edit.hold);
    throw error;
  }
}

type Asked = {
  readonly entity: AuthorizedEntity;
  readonly edit: Edit;
  readonly mayOwn: boolean;
  readonly by: Subject;
};

function edition({ entity, edit, mayOwn, by }: Asked, known: Known): OrderChange | 'nothing' {
  const own = known.holds.find(({ hold }) => hold.hold === edit.hold);
  if (own === undefined) throw refuse('hold-not-open', holdNotKnown);
  checkPrecondition(edit.ifMatch, own.hold.version);
  const { owner, reviewDate, note } = edit;
  if (owner !== null && !mayOwn && owner !== own.hold.owner) {
    throw refuse('unknown-reference', { pointer: '/owner', kind: 'owner', value: owner });
  }
  const hold = edited(own.hold, {
    owner: owner ?? undefined,
    reviewDate: reviewDate ?? undefined,
    note: note ?? undefined,
  });
  if (hold === undefined) return 'nothing';
  return {
    order: own.order,
    guard: { kind: 'booking' },
    hold: { kind: 'changed', hold, previous: own.hold },
    because: edit.because,
    events: [holdChanged(entity, hold, own.seq + 1, known.moment.now, by)],
  };
}

/** Whoever may work the holds of the legal entity. Who had a grant when it was given keeps it when the grant goes. */
async function mayOwnHolds(entity: AuthorizedEntity, owner: Subject | null): Promise<boolean> {
  if (owner === null) return true;
  const roles = grantOf(await readUser(owner), entity)?.roles ?? [];
  return neededFor(access['edit-hold']).some((role) => (roles as readonly string[]).includes(role));
}
