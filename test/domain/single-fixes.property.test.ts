import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Clearance } from '../../domain/evaluation.ts';
import type { HoldExplanation } from '../../domain/explain-hold.ts';
import type { OrderId } from '../../domain/ids.ts';
import { businessDay } from './a-situation.ts';
import { lessThan } from './applied-clearance.ts';
import { arbitraryStep, arbitraryWorld, names, taken } from './arbitrary-worlds.ts';
import { bounded } from './bounded.ts';
import { evaluated, explained, followed, holdOf, type World } from './credit-world.ts';

const steps = fc.array(arbitraryStep, { minLength: 1, maxLength: 5 });

/** After every step, with each order that is held. */
function afterEachStep(
  numRuns: number,
  check: (world: World, id: OrderId, explanation: HoldExplanation) => void,
): void {
  fc.assert(
    fc.property(arbitraryWorld, steps, (start, taking) => {
      let world = start;
      for (const step of taking) {
        world = taken(world, step);
        for (const order of names) {
          const explanation = explained(world, order);
          if (explanation !== undefined) check(world, order, explanation);
        }
      }
    }),
    bounded(numRuns),
  );
}

test('whoever follows a single fix and evaluates again finds no reason left, with a minor unit or day less one (§8.2)', () => {
  afterEachStep(1_500, (world, id, { fixes }) => {
    for (const { clearance } of fixes) {
      const after = clearance.kind === 'evaluate-again' ? [world] : followed(world, id, clearance);
      for (const then of after.filter(isSetUp)) {
        expect({ id, clearance, left: leftOf(then, id) }).toEqual({ id, clearance, left: [] });
      }
      const less = lessThan(clearance);
      const [tooLittle] = less === undefined ? [] : followed(world, id, less);
      if (tooLittle === undefined) continue;
      const left = leftOf(tooLittle, id);
      expect({ id, clearance, left, isHeld: left.length > 0 }).toEqual({ id, clearance, left, isHeld: true });
    }
  });
});

test('where none is a payment or a higher limit, no such leaves no reason', () => {
  afterEachStep(200, (world, id, { reasons, fixes }) => {
    if (reasons.length === 0) return;
    const kinds: readonly string[] = fixes.map(({ clearance }) => clearance.kind);
    for (const clearance of attempts(world).filter(({ kind }) => !kinds.includes(kind))) {
      const [then] = followed(world, id, clearance);
      const left = then === undefined ? [] : leftOf(then, id);
      expect({ id, clearance, left, isHeld: left.length > 0 }).toEqual({ id, clearance, left, isHeld: true });
    }
  });
});

/** Every small amount and a large one. */
function attempts({ customer, group }: World): readonly Clearance[] {
  const more = [...Array.from({ length: 60 }, (_, index) => BigInt(index) + 1n), 10n ** 9n];
  const isTemporary = customer.temporaryLimits.some(({ from, to }) => from <= businessDay && businessDay <= to);
  const ofGroup = group?.group.temporaryLimits.some(({ from, to }) => from <= businessDay && businessDay <= to);
  return more.flatMap((amount): readonly Clearance[] => [
    { kind: 'pay', amount },
    ...(isTemporary ? [] : [{ kind: 'raise-credit-limit', to: customer.creditLimit + amount } as const]),
    ...(group === undefined || ofGroup === true
      ? []
      : [{ kind: 'raise-group-limit', to: group.group.creditLimit + amount } as const]),
  ]);
}

/** A customer is given no account status that there is not. */
function isSetUp({ rulebook, customer: { accountStatus } }: World): boolean {
  return accountStatus === undefined || rulebook.accountStatuses.has(accountStatus);
}

/** The reasons that are active once the order's hold is evaluated; none of one that has ended. */
function leftOf(world: World, id: OrderId): readonly string[] {
  const hold = world.orders.find(({ order }) => order === id)?.openHold;
  const found = hold && holdOf(evaluated(world), hold);
  if (found === undefined || found.end !== undefined) return [];
  return found.reasons.filter(({ code, isActive }) => isActive && code !== 'ready-to-release').map(({ code }) => code);
}
