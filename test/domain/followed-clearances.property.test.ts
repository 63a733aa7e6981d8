import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Clearance } from '../../domain/evaluation.ts';
import type { HoldReason } from '../../domain/hold.ts';
import type { HoldId, OrderId } from '../../domain/ids.ts';
import { lessThan } from './applied-clearance.ts';
import { arbitraryStep, arbitraryWorld, names, taken } from './arbitrary-worlds.ts';
import { bounded } from './bounded.ts';
import { evaluated, followed, holdOf, type World } from './credit-world.ts';

test('whoever follows a clearance and evaluates again finds the reason gone, with a minor unit or day less there (§8.2)', () => {
  fc.assert(
    fc.property(arbitraryWorld, fc.array(arbitraryStep, { minLength: 1, maxLength: 5 }), (start, steps) => {
      let world = start;
      for (const step of steps) {
        world = taken(world, step);
        check(world, step.order);
      }
      const settled = evaluated(evaluated(evaluated(world)));
      for (const order of names) check(settled, order);
    }),
    bounded(1_500),
  );
});

function check(world: World, id: OrderId): void {
  const order = world.orders.find((one) => one.order === id);
  const hold = order?.openHold;
  if (hold === undefined) return;
  for (const reason of holdOf(world, hold)?.reasons ?? []) {
    for (const clearance of reason.now?.clearances ?? []) {
      const after = clearance.kind === 'evaluate-again' ? [world] : followed(world, id, clearance);
      const said = { order: id, code: reason.code, clearance };
      for (const then of after) {
        expect({ ...said, isActive: isActive(evaluated(then), hold, reason) }).toEqual({ ...said, isActive: false });
      }
      const less = lessThan(clearance);
      const [tooLittle] = less === undefined ? [] : followed(world, id, less);
      if (tooLittle === undefined || goesAnyway(world, hold, reason, clearance)) continue;
      expect({ ...said, isActive: isActive(evaluated(tooLittle), hold, reason) }).toEqual({ ...said, isActive: true });
    }
  }
}

/**
 * A rate is named also where evaluating again would do: beside an older hold that cannot go (§5.4), which counted when the order was
 * checked. Of amounts that is `evaluate-again` (docs/adr/0004).
 */
function goesAnyway(world: World, hold: HoldId, reason: HoldReason, { kind }: Clearance): boolean {
  const isOfRate = kind === 'provide-exchange-rate' || kind === 'set-credit-limit-rate-type';
  return isOfRate && !isActive(evaluated(world), hold, reason);
}

function isActive(world: World, id: HoldId, { code: given, atHold }: HoldReason): boolean {
  const hold = holdOf(world, id);
  if (hold === undefined || hold.end !== undefined) return false;
  return hold.reasons.some(
    (one) =>
      one.isActive &&
      one.code === given &&
      one.atHold.limit === atHold.limit &&
      one.atHold.operands['from'] === atHold.operands['from'],
  );
}
