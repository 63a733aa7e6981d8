import { describe, expect, test } from 'vitest';
import type { Evaluation, Operands, Reason, ReasonCode } from '../../domain/evaluation.ts';
import {
  arisen,
  cleared,
  endedHoldStates,
  holdStates,
  isForced,
  nextHoldState,
  reevaluated,
  shortfallOf,
  type HoldAction,
  type HoldState,
} from '../../domain/hold.ts';
import { evaluate } from '../../domain/evaluate.ts';
import { aRulebook } from './a-rulebook.ts';
import { aSituation, eur } from './a-situation.ts';
import { aHold, aReason } from './an-order.ts';

const actions: readonly HoldAction[] = [
  'clear',
  'unclear',
  'force',
  'submit',
  'answer',
  'delay',
  'withdraw',
  'release',
  'reject',
  'cancel',
];

/** §8.3, every state with every action: what is not named here is refused. */
const allowed: Readonly<Record<string, HoldState>> = {
  'open clear': 'ready-to-release',
  'open submit': 'awaiting-approval',
  'open delay': 'releasing',
  'open force': 'open',
  'open release': 'released',
  'open reject': 'rejected',
  'open cancel': 'cancelled',
  'ready-to-release unclear': 'open',
  'ready-to-release submit': 'awaiting-approval',
  'ready-to-release delay': 'releasing',
  'ready-to-release force': 'ready-to-release',
  'ready-to-release release': 'released',
  'ready-to-release reject': 'rejected',
  'ready-to-release cancel': 'cancelled',
  'awaiting-approval clear': 'ready-to-release',
  'awaiting-approval force': 'open',
  'awaiting-approval answer': 'open',
  'awaiting-approval release': 'released',
  'awaiting-approval reject': 'rejected',
  'awaiting-approval cancel': 'cancelled',
  'releasing withdraw': 'open',
  'releasing release': 'released',
  'releasing cancel': 'cancelled',
};

describe('the states of a hold (§8.3)', () => {
  const pairs = holdStates.flatMap((state) => actions.map((action) => [state, action] as const));
  test.each(pairs)('%s: %s', (state, action) => {
    expect(nextHoldState(state, action)).toBe(allowed[`${state} ${action}`]);
  });

  test('what has ended stays as it is', () => {
    for (const state of endedHoldStates) {
      expect(actions.flatMap((action) => nextHoldState(state, action) ?? [])).toEqual([]);
    }
  });
});

/** An evaluation that found these reasons. */
function found(...codes: readonly ReasonCode[]): Evaluation {
  const reasons = codes.map((code) => aReason(code).atHold);
  return { ...evaluate(aRulebook(), aSituation()), outcome: codes.length === 0 ? 'pass' : 'hold', reasons };
}

const standing = (hold: ReturnType<typeof aHold>) => hold.reasons.map(({ code, isActive }) => [code, isActive]);

describe('a hold evaluated again (§9.2, §9.3)', () => {
  test('keeps a reason that still applies, with what it was at first', () => {
    const hold = reevaluated(aHold(), found('credit-limit-used'), eur('1000'), 8);
    expect(standing(hold)).toEqual([['credit-limit-used', true]]);
    expect(hold).toMatchObject({ state: 'open', rulebook: 8 });
  });

  test('clears what no longer applies and adds what is new', () => {
    const hold = reevaluated(aHold(), found('days-overdue'), eur('1000'), 8);
    expect(standing(hold)).toEqual([
      ['credit-limit-used', false],
      ['days-overdue', true],
    ]);
    expect(hold.reasons[0]).not.toHaveProperty('now');
    expect(hold.state).toBe('open');
  });

  test('is ready to release when every reason is gone, and open again when one returns', () => {
    const ready = reevaluated(aHold(), found(), eur('1000'), 8);
    expect(standing(ready)).toEqual([
      ['credit-limit-used', false],
      ['ready-to-release', true],
    ]);
    expect(ready.state).toBe('ready-to-release');
    expect(reevaluated(ready, found(), eur('1000'), 8)).toEqual(ready);
    const back = reevaluated(ready, found('credit-limit-used'), eur('1000'), 8);
    expect(standing(back)).toEqual([['credit-limit-used', true]]);
    expect(back.state).toBe('open');
  });

  test('keeps a forced reason whatever the rules say, and is ready beside it', () => {
    const forced = aHold({ reasons: [aReason('forced'), aReason('credit-limit-used')] });
    const ready = reevaluated(forced, found(), eur('1000'), 8);
    expect(standing(ready)).toEqual([
      ['forced', true],
      ['credit-limit-used', false],
      ['ready-to-release', true],
    ]);
    expect([ready.state, isForced(ready)]).toEqual(['ready-to-release', true]);
  });

  test.each(['releasing'] as const)('does not leave %s by itself', (state) => {
    expect(reevaluated(aHold({ state }), found(), eur('1000'), 8).state).toBe(state);
  });

  test('ends an approval under way when every reason is gone, and only then (§9.4)', () => {
    const awaiting = aHold({ state: 'awaiting-approval' });
    expect(reevaluated(awaiting, found(), eur('1000'), 8).state).toBe('ready-to-release');
    expect(reevaluated(awaiting, found('credit-limit-used'), eur('1000'), 8).state).toBe('awaiting-approval');
  });

  test('of several things that cannot be evaluated, clears the one that can be now (§6.5)', () => {
    const unknown = (operands: Operands): Reason => ({ ...aReason('cannot-evaluate').atHold, operands });
    const francs = unknown({ from: 'CHF' });
    const reasons = [unknown({ from: 'USD' }), francs, unknown({ accountStatus: 'GONE' })];
    const hold = aHold({ reasons: reasons.map(arisen) });
    const after = reevaluated(hold, { ...found(), outcome: 'hold', reasons: [francs] }, eur('1000'), 8);
    expect(after.reasons.map(({ now, isActive }) => [now, isActive])).toEqual([
      [undefined, false],
      [francs, true],
      [undefined, false],
    ]);
  });

  test('an exclusion clears all but a forced reason (§7.3)', () => {
    const hold = cleared(aHold({ shortfall: 5n }), eur('900'), 8);
    expect(hold).toMatchObject({ state: 'ready-to-release', shortfall: 0n, amount: eur('900') });
    expect(isForced(cleared(aHold({ reasons: [aReason('forced')] }), eur('900'), 8))).toBe(true);
  });
});

describe('the shortfall', () => {
  const with8000 = (order: string, customer = {}) =>
    shortfallOf(evaluate(aRulebook(), aSituation({ orderAmount: eur(order), customer })));
  test.each([
    ['8000', '0'],
    ['8000.01', '0.01'],
    ['9000', '1000'],
  ])('of an order of %s is %s', (order, shortfall) => {
    expect(with8000(order)).toBe(eur(shortfall));
  });
  test('is nothing without a limit', () => {
    expect(with8000('9000', { unlimited: true })).toBe(0n);
  });
});
