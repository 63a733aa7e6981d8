import type * as z from 'zod/mini';
import { creditTaken, freeCredit, keptBy, type FreeCredit } from '../domain/free-credit.ts';
import type { Reason } from '../domain/evaluation.ts';
import { bookedAmountOf, shareOf } from '../domain/order.ts';
import { difference } from '../domain/position.ts';
import type { choiceQuery } from './hold-choice-wire.ts';
import { byPlace, last, ordinal, type HoldPlace } from './hold-order.ts';
import type { OpenHold } from './store/credit-groups.ts';
import { creditStateOf } from './store/credit-state.ts';
import { afterChange, knownOf, rulebookOf, type EvaluationState } from './store/evaluation-state.ts';
import { joined } from './store/keys.ts';

/** In which order a person would let holds go. */
export type ChoiceOrder = Pick<z.output<typeof choiceQuery>, 'sort' | 'direction'>;

/** What would become of a hold in its turn. */
export type Choice = {
  readonly own: OpenHold;
  readonly place: HoldPlace;
  readonly currency: string;
  /** Why it would not go; none where it fits. */
  readonly reasons: readonly Omit<Reason, 'clearances'>[];
  /** In the entity's currency. */
  readonly takes: bigint;
  /** Before its turn, and what it leaves. */
  readonly freeBefore: FreeCredit;
  readonly freeAfter: FreeCredit;
};

/**
 * Which of the holds fit into the free credit if they are released in this order, one after the other: each is looked at as what goes
 * before it leaves the credit, and one that does not fit takes nothing (docs/adr/0020). Those that are being released go first.
 */
export function chosenAmong(
  read: EvaluationState,
  isAsked: (held: OpenHold) => boolean,
  order: ChoiceOrder,
): readonly Choice[] {
  const isGoing = ({ hold }: OpenHold): boolean => hold.state === 'releasing';
  const compare = comparingChoices(order);
  const placed = read.holds
    .filter((held) => isAsked(held) && !isGoing(held))
    .map((own) => ({ own, place: placeOf(own, rulebookOf(read, own).currency, order.sort) }))
    .toSorted((a, b) => compare(a.place, b.place));
  // Nothing that stays held competes, so that nobody looks for it.
  let state: EvaluationState = { ...read.holds.filter(isGoing).reduce(afterRelease, read), holds: [] };
  return placed.map(({ own, place }) => {
    const { rulebook, credit, moment } = knownOf(state, own);
    const before = creditStateOf(credit, rulebook, moment.today);
    const reasons = keptBy(rulebook, before, own, moment.today);
    const freeBefore = freeCredit(rulebook, before, moment.today);
    const choice = {
      own,
      place,
      reasons,
      takes: creditTaken(rulebook, own.order),
      currency: rulebook.currency,
      freeBefore,
    };
    if (reasons.length > 0) return { ...choice, freeAfter: freeBefore };
    state = afterRelease(state, own);
    const after = creditStateOf(knownOf(state, own).credit, rulebook, moment.today);
    return { ...choice, freeAfter: freeCredit(rulebook, after, moment.today) };
  });
}

export function comparingChoices(order: ChoiceOrder): (a: HoldPlace, b: HoldPlace) => number {
  return byPlace(isValueAscending(order));
}

/** The order is an open one like any other from then on. */
function afterRelease(state: EvaluationState, own: OpenHold): EvaluationState {
  const order = { ...own.order, openHold: undefined };
  const moved = difference(shareOf(order), shareOf(own.order));
  const known = knownOf(state, own);
  return afterChange(state, own, {
    known,
    moved,
    awaited: [],
    isRelieving: false,
    head: undefined,
    change: { order, hold: undefined },
  });
}

function placeOf({ entity, hold, order }: OpenHold, currency: string, by: ChoiceOrder['sort']): HoldPlace {
  const age = joined(hold.heldAt, ordinal(BigInt(hold.number)));
  const tie = joined(age, hold.hold, entity);
  switch (by) {
    case 'age':
      return ['', '', age, tie];
    case 'amount':
      return ['', currency, ordinal(bookedAmountOf(order)), tie];
    case 'requested-date':
      return order.terms.requestedDate === undefined ? last(tie) : ['', '', order.terms.requestedDate, tie];
  }
}

/** The oldest, the largest, the earliest first; the older a hold, the earlier it was held. */
function isValueAscending({ sort, direction }: ChoiceOrder): boolean {
  if (sort === 'age') return direction !== 'ascending';
  return sort === 'amount' ? direction === 'ascending' : direction !== 'descending';
}
