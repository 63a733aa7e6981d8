import { describe, expect, test } from 'vitest';
import { decideCheckpoint, type CheckpointQuestion } from '../../domain/checkpoint.ts';
import type { CompetingHold } from '../../domain/older-holds.ts';
import { shareOf } from '../../domain/order.ts';
import { plus } from '../../domain/position.ts';
import { aRulebook, forAll, type RulebookWishes } from './a-rulebook.ts';
import { eur, everySum } from './a-situation.ts';
import { aCreditState, aHeldOrder, aReason, confirmation, moment, terms, type StateWishes } from './an-order.ts';

type Given = StateWishes &
  RulebookWishes & { readonly own?: CompetingHold; readonly question?: Partial<CheckpointQuestion> };

const used75 = { USED: { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '75' } } as const;

function ask({ own = aHeldOrder(), question, parameters, ...given }: Given) {
  const rulebook = aRulebook({
    rules: used75,
    ...given,
    parameters: { automaticReleaseReason: 'AUTO', ...parameters },
  });
  const asked = { ...confirmation, ...question };
  const share = shareOf(own.order);
  const state = aCreditState({ ...given, sums: plus(everySum(given.balance ?? 0n), share) });
  return decideCheckpoint(rulebook, state, own.order, share, [own], asked, moment);
}

const checkpoints = aRulebook().parameters.checkpoints;
const stillTooMuch = { balance: eur('5000.01') };
const nowFits = { balance: eur('5000') };

describe('a held order asked at a checkpoint (§7.3)', () => {
  test.each([
    ['not enabled', { checkpoint: 'invoice', mode: 'posting' }],
    ['pro forma', { checkpoint: 'confirmation', mode: 'pro-forma' }],
    ['a cancellation', { checkpoint: 'packing-slip', mode: 'cancellation' }],
  ] as const)('%s: answers held with the same hold, whatever would be found', (_, question) => {
    expect(ask({ ...nowFits, question })).toEqual({ answer: 'held', order: aHeldOrder().order, standing: 'O1.1' });
  });

  test('goes before the reasons not to check (§7.2)', () => {
    const own = aHeldOrder({}, { exclusion: true });
    const ruling = ask({ ...nowFits, own });
    expect(ruling).toMatchObject({ answer: 'held', hold: { kind: 'changed', hold: { state: 'ready-to-release' } } });
  });

  test('enabled: evaluated first, and held while the reason stands', () => {
    expect(ask(stillTooMuch)).toMatchObject({
      answer: 'held',
      standing: 'O1.1',
      evaluation: { reasons: [{ code: 'credit-limit-used' }] },
    });
  });

  test('enabled: passes where the evaluation released it, and the posting asked for is used up', () => {
    const ruling = ask(nowFits);
    expect(ruling).toMatchObject({
      answer: 'passed',
      hold: {
        kind: 'ended',
        hold: { state: 'released', end: { by: 'automatic', reason: 'AUTO', withPosting: false } },
      },
    });
    expect(ruling.order).toMatchObject({ openHold: undefined, passed: { checkpoint: 'confirmation' } });
    expect(ruling.order.release).toMatchObject({ terms: terms(), freePosting: undefined });
  });

  test('enabled at another checkpoint: the posting that was stopped may still pass once', () => {
    const enabled = { checkpoints: { ...checkpoints, invoice: { posting: true, proForma: false } } };
    const ruling = ask({ ...nowFits, parameters: enabled, question: { checkpoint: 'invoice' } });
    expect(ruling).toMatchObject({ answer: 'passed' });
    expect(ruling.order.release?.freePosting).toEqual({ checkpoint: 'confirmation', mode: 'posting' });
  });

  test.each([
    ['confirmation', false],
    ['invoice', true],
  ] as const)('autoRelease with-posting, asked at %s: posts the stopped posting: %s', (checkpoint, withPosting) => {
    const parameters = {
      autoRelease: 'with-posting',
      checkpoints: { ...checkpoints, invoice: { posting: true, proForma: false } },
    } as const;
    const ruling = ask({ ...nowFits, parameters, question: { checkpoint } });
    expect(ruling.hold).toMatchObject({ kind: 'ended', hold: { end: { withPosting } } });
  });

  test.each([{ autoRelease: 'off' }, { automaticReleaseReason: null }] as const)(
    'stays held, ready to release, with %o',
    (parameters) => {
      expect(ask({ ...nowFits, parameters })).toMatchObject({
        answer: 'held',
        hold: { kind: 'changed', hold: { state: 'ready-to-release', version: 2 } },
      });
    },
  );

  test('a forced hold stays, and shows ready to release', () => {
    const own = aHeldOrder({ reasons: [aReason('forced')], posting: undefined });
    const ruling = ask({ ...nowFits, own });
    expect(ruling).toMatchObject({ answer: 'held', hold: { kind: 'changed', hold: { state: 'ready-to-release' } } });
  });

  test.each([
    ['cancellation', false],
    ['posting', true],
  ] as const)('a cancelled slip that was stopped, asked for as %s: posts it: %s', (mode, withPosting) => {
    const slips = { ...checkpoints, 'packing-slip': { posting: true, proForma: false } };
    const parameters = { autoRelease: 'with-posting', checkpoints: slips } as const;
    const own = aHeldOrder({ posting: { checkpoint: 'packing-slip', mode: 'cancellation' } });
    const ruling = ask({ ...nowFits, own, parameters, question: { checkpoint: 'packing-slip', mode } });
    expect(ruling).toMatchObject({ answer: 'passed', hold: { kind: 'ended', hold: { end: { withPosting } } } });
  });

  test('a larger posting than the one that was stopped is judged by its own amount', () => {
    const question = { amount: eur('1000.01') };
    expect(ask({ ...nowFits, question }).answer).toBe('held');
    expect(ask({ ...nowFits, question: { amount: eur('1000') } }).answer).toBe('passed');
  });
});
