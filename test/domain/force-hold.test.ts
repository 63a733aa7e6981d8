import { describe, expect, test } from 'vitest';
import { rejected, released } from '../../domain/end-hold.ts';
import { forced, obstacleToForcing, type Force } from '../../domain/force-hold.ts';
import { isForced, reevaluated, type Hold } from '../../domain/hold.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import { evaluate } from '../../domain/evaluate.ts';
import { shareOf, type Order } from '../../domain/order.ts';
import { Refusal } from '../../domain/refusal.ts';
import { aRulebook } from './a-rulebook.ts';
import { aSituation, businessDay, eur } from './a-situation.ts';
import { aHeldOrder, anOrder, aReason, endedBy, now, terms } from './an-order.ts';

const around = { creditManagementGroup: 'WHOLESALE', rulebook: 9, changes: 4 };
const dispute: Force = { reason: 'DISPUTE', by: 'mia', at: now };

function refused(action: () => unknown): Pick<Refusal, 'code' | 'details'> {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: (error as Refusal).code, details: (error as Refusal).details };
  }
  throw new Error('it was not refused');
}

function force(order: Partial<Order> = {}, wishes: Partial<Force> = {}) {
  return forced(anOrder(order), undefined, { ...dispute, ...wishes }, around);
}

/** The hold of a held order, forced from then on. */
function alsoForced(hold: Partial<Hold> = {}, wishes: Partial<Force> = {}) {
  const held = aHeldOrder(hold);
  return forced(held.order, held.hold, { ...dispute, ...wishes }, around).hold;
}

describe('an order that is not held (§10.2)', () => {
  test('is put on a hold of that one reason, which stopped no posting', () => {
    const { order, hold } = force({ state: 'open', holdCount: 2 });
    expect(order).toMatchObject({ openHold: 'O1.3', holdCount: 3 });
    expect(hold).toEqual({
      kind: 'placed',
      hold: {
        hold: 'O1.3',
        order: 'O1',
        customer: 'C1',
        creditManagementGroup: 'WHOLESALE',
        heldAt: now,
        number: 5,
        state: 'open',
        reasons: [{ code: 'forced', isActive: true, atHold: why, now: why }],
        amountAtHold: eur('1000'),
        amount: eur('1000'),
        rulebook: 9,
        version: 1,
      },
    });
  });
  const why = {
    code: 'forced',
    rules: [],
    operands: { reason: 'DISPUTE', by: 'mia', at: now },
    clearances: [],
  };

  test('keeps the note and the review date that are given', () => {
    const noted = { note: 'They deny it', reviewDate: '2026-07-01' as CivilDate };
    expect(force({}, noted).hold.hold).toMatchObject(noted);
  });

  test.each(['draft', 'open'] as const)('consumes credit, also as a draft nobody asked about (%s, §5.4)', (state) => {
    const { order } = force({ state, counts: state === 'open' });
    expect(shareOf(order)).toEqual({ balance: 0n, toDelivered: 0n, toOrders: 0n, toHeld: eur('1000') });
  });

  test('may be released; its release covers nothing once the forced hold is released, or rejected', () => {
    const release = {
      on: businessDay,
      terms: terms(),
      freePosting: { checkpoint: 'invoice', mode: 'posting' },
    } as const;
    const grace = { from: businessDay, days: 5, terms: terms() };
    const { order, hold } = force({ state: 'open', release, grace });
    const { parameters } = aRulebook();
    const held = { order, hold: hold.hold };
    const free = released(held, endedBy('mia'), parameters, businessDay).order;
    expect([free.release, free.grace]).toEqual([{ on: businessDay, terms: terms() }, undefined]);
    expect(rejected(held, endedBy('mia')).order).toMatchObject({ release: undefined, grace: undefined });
  });

  test('of no amount or less, and one invoiced in part, can be forced', () => {
    for (const amount of [eur('0'), eur('-5')])
      expect(obstacleToForcing(anOrder({ terms: terms({ amount }) }))).toBeUndefined();
    expect(obstacleToForcing(anOrder({ delivered: eur('1000'), invoiced: eur('999.99') }))).toBeUndefined();
  });

  test.each([
    [{ state: 'announced' }, 'not-found', { kind: 'order' }],
    [{ state: 'closed' }, 'order-not-open', { state: 'closed' }],
    [{ state: 'cancelled' }, 'order-not-open', { state: 'cancelled' }],
    [{ isRejected: true }, 'order-rejected', {}],
    [{ invoiced: eur('1000') }, 'order-wholly-invoiced', {}],
    [{ invoiced: eur('1000.01') }, 'order-wholly-invoiced', {}],
  ] as const)('is not forced where it is %o: %s', (order, code, details) => {
    expect(refused(() => force(order))).toEqual({ code, details });
  });
});

describe('an order on hold already (§10.2)', () => {
  test('stays on it, forced from then on, with the posting that was stopped', () => {
    const { hold, kind } = alsoForced();
    expect([kind, isForced(hold), hold.state, hold.version]).toEqual(['changed', true, 'open', 2]);
    expect(hold.posting).toEqual({ checkpoint: 'confirmation', mode: 'posting' });
    expect(hold.reasons.map(({ code }) => code)).toEqual(['credit-limit-used', 'forced']);
  });

  test('can then be released with that posting', () => {
    const held = aHeldOrder();
    const { order, hold } = forced(held.order, held.hold, dispute, around);
    const { parameters } = aRulebook();
    const end = { ...endedBy('mia'), withPosting: true };
    expect(released({ order, hold: hold.hold }, end, parameters, businessDay).hold.state).toBe('released');
  });

  test('that is ready to release stays so, and no longer goes by itself', () => {
    const reasons = [aReason('credit-limit-used', false), aReason('ready-to-release')];
    const { hold } = alsoForced({ state: 'ready-to-release', reasons });
    expect([hold.state, hold.reasons.map(({ code }) => code)]).toEqual([
      'ready-to-release',
      ['credit-limit-used', 'forced', 'ready-to-release'],
    ]);
    const again = reevaluated(hold, evaluate(aRulebook(), aSituation()), eur('1000'), 9);
    expect(again.reasons.map(({ code, isActive }) => [code, isActive])).toEqual([
      ['credit-limit-used', false],
      ['forced', true],
      ['ready-to-release', true],
    ]);
  });

  test('ends an approval that is under way', () => {
    expect(alsoForced({ state: 'awaiting-approval' }).hold.state).toBe('open');
  });

  test.each(['open', 'ready-to-release'] as const)('gives up a release under way of one that was %s (§8.7)', (from) => {
    const release = { by: 'bob', at: now, until: now, reason: 'GOOD', from, terms: aHeldOrder().order.terms };
    expect(alsoForced({ state: 'releasing', releasing: release }).hold).toMatchObject({
      state: from,
      releasing: undefined,
    });
  });

  test('keeps its note and review date unless others are given', () => {
    const before = { note: 'Called', reviewDate: '2026-06-20' as CivilDate };
    expect(alsoForced(before).hold).toMatchObject(before);
    const given = { note: 'They deny it', reviewDate: '2026-07-01' as CivilDate };
    expect(alsoForced(before, given).hold).toMatchObject(given);
  });

  test('is not forced twice: who did, when and why is said', () => {
    const once = alsoForced().hold;
    const twice = () => alsoForced(once, { reason: 'FRAUD', by: 'max' });
    const details = { hold: 'O1.1', reason: 'DISPUTE', by: 'mia', at: now };
    expect(refused(twice)).toEqual({ code: 'already-forced', details });
  });
});
