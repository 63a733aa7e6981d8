import { awaitedInAll, documentsIn } from '../../domain/awaited-rates.ts';
import type { Bound } from '../../domain/evaluation.ts';
import { isNothing, noExposure, plus, type ExposureSums } from '../../domain/position.ts';
import { moveAwaitedRates } from './awaited-rates.ts';
import { sumsOf } from './credit-group-item.ts';
import { ratesUsed } from './group-state.ts';
import { updateGroupPosition, type GroupGuard } from './group-update.ts';
import type { PlannedChange } from './order-change.ts';
import { updatePosition, type Guard } from './position-update.ts';
import type { Part } from './transact.ts';

type Changes = readonly [PlannedChange, ...PlannedChange[]];

/**
 * The transaction of changes of one legal entity, each proposed from what those before it leave, all under guards of one kind:
 * what each writes alone, the position of each customer once, and their group's once.
 */
export function storedTogether(changes: Changes): readonly Part[] {
  const byCustomer = Map.groupBy(changes, ({ change }) => change.order.customer);
  return [
    ...changes.flatMap(({ parts }) => parts),
    ...[...byCustomer.values()].flatMap((ofCustomer) => positionParts(ofCustomer as unknown as Changes)),
    ...groupParts(changes),
  ];
}

/** Whether one guard can say what both of them need. */
export function haveOneGuard(a: PlannedChange, b: PlannedChange): boolean {
  const [one, other] = [a.change.guard, b.change.guard];
  if (a.entity !== b.entity) return false;
  if (one.kind !== 'pass' || other.kind !== 'pass') return one.kind === 'hold' && other.kind === 'hold';
  return (
    one.today === other.today && one.bound?.sum === other.bound?.sum && one.groupBound?.sum === other.groupBound?.sum
  );
}

function positionParts(changes: Changes): readonly Part[] {
  const [{ entity, known, change }] = changes;
  const { audit, isMoved, awaited, ...move } = moveOf(changes);
  const guard = withBounds(change.guard, changes);
  if (guard.kind !== 'pass' && !isMoved && audit === undefined) return [];
  const { customer } = change.order;
  return [
    { name: 'position', item: updatePosition(entity, customer, known.credit.position, { ...move, guard, audit }) },
    ...moveAwaitedRates(entity, customer, awaited).map((item) => ({ name: 'rates', item })),
  ];
}

/** Of members: their group's position moves by as much, under a guard of its own. */
function groupParts(changes: Changes): readonly Part[] {
  const [{ known, change }] = changes;
  const { group } = known.credit;
  if (group === undefined) return [];
  const { audit: _, awaited: __, isMoved, ...move } = moveOf(changes);
  const isDecided = change.guard.kind === 'pass' || (change.guard.kind === 'hold' && change.hold !== undefined);
  if (!isDecided && !isMoved) return [];
  const guard = groupGuardOf(withBounds(change.guard, changes), changes);
  const { legalEntity, currency } = known.rulebook;
  const shared = { ...move, sumsOf: sumsOf(legalEntity, currency, group.group.currency), guard };
  return [{ name: 'group', item: updateGroupPosition(group.group.creditGroup, shared) }];
}

function groupGuardOf(guard: Guard, [{ known }]: Changes): GroupGuard {
  const { rulebook, credit } = known;
  const { group } = credit;
  if (group === undefined || (guard.kind !== 'pass' && guard.kind !== 'hold')) return { kind: 'booking' };
  const seen = group.position;
  if (guard.kind === 'hold') return { kind: 'hold', seen };
  const { today, groupBound: bound } = guard;
  return { kind: 'pass', seen, today, timeZone: rulebook.timeZone, bound, rates: ratesUsed(group, rulebook) };
}

function moveOf(changes: Changes) {
  const isRelief = changes.some(({ isRelieving }) => isRelieving);
  const awaited = awaitedInAll(changes.flatMap((change) => change.awaited));
  return {
    moved: changes.reduce((sum, { moved }) => plus(sum, moved), noExposure),
    awaited,
    unconverted: documentsIn(awaited),
    isRelief,
    isMoved: isRelief || awaited.length > 0 || changes.some(({ moved }) => !isNothing(moved)),
    audit: changes.findLast(({ head }) => head !== undefined)?.head,
  };
}

/** A guard watches the sums as they are before all of the changes. */
function withBounds(guard: Guard, changes: Changes): Guard {
  if (guard.kind !== 'pass') return guard;
  const boundsOf = (which: 'bound' | 'groupBound') =>
    changes.map(({ change: { guard: own }, moved }) => ({
      bound: own.kind === 'pass' ? own[which] : undefined,
      moved,
    }));
  return { ...guard, bound: tightest(boundsOf('bound')), groupBound: tightest(boundsOf('groupBound')) };
}

/** The bound that keeps each of them: its own less what those before it add. */
function tightest(
  bounds: readonly { readonly bound: Bound | undefined; readonly moved: ExposureSums }[],
): Bound | undefined {
  let added = noExposure;
  let tight: Bound | undefined;
  for (const { bound, moved } of bounds) {
    const max = bound && bound.max - added[bound.sum];
    if (bound !== undefined && max !== undefined && (tight === undefined || max < tight.max)) tight = { ...bound, max };
    added = plus(added, moved);
  }
  return tight;
}
