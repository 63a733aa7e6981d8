import { describe, expect, test } from 'vitest';
import { decideCheckpoint, type CheckpointQuestion, type Ruling } from '../../domain/checkpoint.ts';
import type { CompetingHold } from '../../domain/older-holds.ts';
import { shareOf, type Order } from '../../domain/order.ts';
import { plus } from '../../domain/position.ts';
import { Refusal } from '../../domain/refusal.ts';
import { aRulebook, forAll, type RulebookWishes } from './a-rulebook.ts';
import { businessDay, day, eur, everySum } from './a-situation.ts';
import { aCreditState, anOrder, confirmation, moment, now, terms, type StateWishes } from './an-order.ts';

type Given = RulebookWishes &
  StateWishes & {
    readonly order?: Partial<Order>;
    readonly question?: Partial<CheckpointQuestion>;
    readonly holds?: readonly CompetingHold[];
    readonly today?: string;
  };

function ask({ order = {}, question, holds = [], today = businessDay, ...given }: Given): Ruling {
  const asked = anOrder(order);
  const when = { ...moment, today: day(today) };
  const state = aCreditState({ ...given, sums: plus(everySum(given.balance ?? 0n), shareOf(asked)) });
  return decideCheckpoint(
    aRulebook(given),
    state,
    asked,
    shareOf(asked),
    holds,
    { ...confirmation, ...question },
    when,
  );
}

/** Limit 8,000 and a rule of 75 %: what an order may add to 5,000 of open invoices is 1,000. */
const used75: Given = {
  rules: { USED: { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '75' } },
  balance: eur('5000'),
};
const tooMuch: Given = { ...used75, order: { terms: terms({ amount: eur('1000.01') }) } };
const off = { posting: false, proForma: false };
const checkpoints = aRulebook().parameters.checkpoints;

describe('a checked order (§7.1)', () => {
  test('passes, counts from then on, and remembers what it passed with', () => {
    const order = { terms: terms({ paymentTerms: 'N30' }) };
    const ruling = ask({ ...used75, order });
    expect(ruling).toMatchObject({ answer: 'passed', evaluation: { outcome: 'pass' } });
    expect(ruling.order).toMatchObject({
      counts: true,
      passed: { checkpoint: 'confirmation', terms: order.terms },
      rankBasis: { paymentTerms: 'N30' },
    });
  });

  test('is held one cent above, and counts as held', () => {
    const question = { amount: eur('1000.01'), postingParameters: '{"printer":"P1"}' };
    const ruling = ask({ ...tooMuch, question });
    expect(ruling.answer).toBe('held');
    expect(ruling.hold).toMatchObject({
      kind: 'placed',
      hold: {
        hold: 'O1.1',
        state: 'open',
        heldAt: now,
        number: 2,
        reasons: [{ code: 'credit-limit-used', isActive: true }],
        posting: { checkpoint: 'confirmation', mode: 'posting', amount: eur('1000.01') },
        postingParameters: '{"printer":"P1"}',
        version: 1,
      },
    });
    expect(ruling.order).toMatchObject({ counts: true, openHold: 'O1.1', holdCount: 1 });
    expect(ruling.order.passed).toBeUndefined();
  });

  test('names its second hold after the first', () => {
    const ruling = ask({ ...tooMuch, order: { ...tooMuch.order, holdCount: 1 } });
    expect(ruling.order.openHold).toBe('O1.2');
  });

  test('pro forma passes without having passed a posting', () => {
    const parameters = { checkpoints: { ...checkpoints, confirmation: { posting: false, proForma: true } } };
    expect(ask({ ...used75, parameters, question: { mode: 'pro-forma' } }).order.passed).toBeUndefined();
  });
});

describe('not checked, and why (§7.2)', () => {
  const grace = { from: businessDay, days: 3, terms: tooMuch.order?.terms ?? terms() };
  const enabled = { ...checkpoints, 'packing-slip': { posting: true, proForma: false } };
  const cancellation = { checkpoint: 'packing-slip', mode: 'cancellation' } as const;
  const skips: readonly (readonly [string, Given, Given])[] = [
    ['checkpoint-not-enabled', { question: { checkpoint: 'invoice' } }, {}],
    ['checkpoint-not-enabled', { question: { mode: 'pro-forma' } }, {}],
    ['customer-excluded', { customer: { excludeFromCreditManagement: true } }, {}],
    ['customer-ignored', { customer: { ignoreUntil: day('2026-06-16') } }, { customer: { ignoreUntil: businessDay } }],
    ['order-excluded', { order: { exclusion: true } }, { order: { exclusion: false } }],
    ['order-excluded', { order: { isIntercompany: true } }, { order: { isIntercompany: true, exclusion: false } }],
    [
      'order-below-minimum',
      { parameters: { ignoreOrdersBelow: '1000.02' } },
      { parameters: { ignoreOrdersBelow: '1000.01' } },
    ],
    ['grace', { order: { grace } }, { order: { grace }, today: '2026-06-19' }],
    [
      'packing-slip-cancellation',
      { parameters: { checkpoints: enabled }, question: cancellation },
      {
        parameters: { checkpoints: enabled, skipCheckOnPackingSlipCancellation: false },
        question: cancellation,
      },
    ],
  ];
  const merged = (given: Given): Given => ({ ...tooMuch, ...given, order: { ...tooMuch.order, ...given.order } });

  test.each(skips)('%s: %o', (because, given, otherwise) => {
    expect(ask(merged(given))).toMatchObject({ answer: 'passed', skip: { because } });
    expect(ask(merged(given)).evaluation).toBeUndefined();
    expect(ask(merged(otherwise))).toMatchObject({ answer: 'held', evaluation: { outcome: 'hold' } });
  });

  test('negative-amount: a return passes whatever is owed; an order of nothing is checked', () => {
    const owing = { ...used75, balance: eur('9000') };
    const returned = { ...owing, order: { terms: terms({ amount: eur('-0.01') }) } };
    expect(ask(returned)).toMatchObject({ answer: 'passed', skip: { because: 'negative-amount' } });
    expect(ask({ ...owing, order: { terms: terms({ amount: 0n }) } }).skip).toBeUndefined();
  });

  test('a draft asked where nothing is checked does not count yet (§5.3)', () => {
    expect(ask({ question: { checkpoint: 'invoice' } }).order.counts).toBe(false);
    expect(ask({ order: { exclusion: true } }).order.counts).toBe(true);
  });

  test('says when the next check is due, where a date decides', () => {
    expect(ask({ order: { grace } }).skip).toEqual({ because: 'grace', nextCheckDue: '2026-06-19' });
    expect(ask({ customer: { ignoreUntil: day('2026-07-01') } }).skip?.nextCheckDue).toBe('2026-07-01');
  });

  test('terms that rank higher are checked within grace (§6.7)', () => {
    const ranks = { parameters: { checkPaymentTermsRank: true }, paymentTermsRanks: { N30: 20, N60: 30 } };
    const within = (paymentTerms: string): Given => ({
      ...ranks,
      customer: { paymentTerms: 'N30' },
      order: { terms: terms({ paymentTerms }), grace: { ...grace, terms: terms({ paymentTerms }) } },
    });
    expect(ask(within('N30'))).toMatchObject({ answer: 'passed', skip: { because: 'grace' } });
    expect(ask(within('N60'))).toMatchObject({ answer: 'held' });
  });
});

describe('a release is used up (§7.5, example 19)', () => {
  const released = {
    ...tooMuch.order,
    release: { on: businessDay, terms: tooMuch.order?.terms ?? terms(), freePosting: confirmation },
  } as Partial<Order>;

  test('the first posting by hand passes, the second is checked', () => {
    const first = ask({ ...tooMuch, order: released });
    expect(first).toMatchObject({ answer: 'passed', skip: { because: 'release' } });
    expect(first.skip).toEqual({ because: 'release' });
    expect(ask({ ...tooMuch, order: first.order }).answer).toBe('held');
  });

  test('not by a version of the order that is looked at as it arrives: nobody posts', () => {
    const arrived = ask({ ...tooMuch, order: released, question: { isArrival: true } });
    expect(arrived).toMatchObject({ answer: 'passed', order: { release: { freePosting: confirmation } } });
  });

  test('until-changed it never is', () => {
    const parameters = { releaseCovers: 'until-changed' } as const;
    const first = ask({ ...tooMuch, parameters, order: released });
    expect(ask({ ...tooMuch, parameters, order: first.order })).toMatchObject({ skip: { because: 'release' } });
  });

  test('a changed order that passes the new check is released again with the reason for that', () => {
    const order = { ...released, terms: terms({ version: 2, amount: eur('1001') }) };
    const ruling = ask({ ...tooMuch, balance: 0n, parameters: { modifiedOrderReason: 'MOD' }, order });
    expect(ruling).toMatchObject({ answer: 'passed', releasedAgainWith: 'MOD' });
    expect(ruling.order.release).toEqual({ on: businessDay, terms: order.terms });
  });
});

describe('the cancellation of a packing slip, where it is checked (§7.1)', () => {
  const parameters = {
    checkpoints: { ...checkpoints, 'packing-slip': { posting: true, proForma: false } },
    skipCheckOnPackingSlipCancellation: false,
  };
  const cancellation = { checkpoint: 'packing-slip', mode: 'cancellation' } as const;
  const delivered = { delivered: eur('1000') };
  const cancel = (given: Given) => ask({ ...used75, parameters, question: cancellation, ...given });

  test('of an order that fits passes: what was delivered counts as open again, once', () => {
    const ruling = cancel({ order: { ...delivered, terms: terms() } });
    expect(ruling).toMatchObject({ answer: 'passed', evaluation: { exposure: { order: eur('1000') } } });
  });

  test('that stops is held as what it is', () => {
    const order = { ...delivered, terms: terms({ amount: eur('1000.01') }) };
    const question = { ...cancellation, amount: eur('1000'), postingParameters: '{"printer":"P1"}' };
    expect(cancel({ order, question }).hold).toMatchObject({
      kind: 'placed',
      hold: { posting: { ...cancellation, amount: eur('1000') }, postingParameters: '{"printer":"P1"}' },
    });
  });

  test('that a release lets go passes once, and no delivery in its place', () => {
    const tooMuchDelivered = { ...delivered, ...tooMuch.order };
    const release = { on: businessDay, terms: terms({ amount: eur('1000.01') }), freePosting: cancellation };
    const order = { ...tooMuchDelivered, release } as Partial<Order>;
    const first = cancel({ order });
    expect(first).toMatchObject({ answer: 'passed', skip: { because: 'release' } });
    expect(cancel({ order: first.order }).answer).toBe('held');
    expect(cancel({ order, question: { checkpoint: 'packing-slip', mode: 'posting' } }).answer).toBe('held');
  });
});

describe('grace from a check that passed (§7.4)', () => {
  const withGrace = (graceDays: number) => ({ ...checkpoints, confirmation: { ...off, posting: true, graceDays } });

  test('starts with graceStartsAt: check, and the next check puts its own number in force', () => {
    const parameters = { graceStartsAt: 'check', checkpoints: withGrace(3) } as const;
    const first = ask({ ...used75, parameters });
    expect(first.order.grace).toEqual({ from: businessDay, days: 3, terms: terms() });
    const next = ask({
      ...used75,
      parameters: { ...parameters, checkpoints: withGrace(1) },
      order: first.order,
      today: '2026-06-19',
    });
    expect(next.order.grace).toMatchObject({ from: '2026-06-19', days: 1 });
  });

  test('does not start with graceStartsAt: release', () => {
    expect(ask({ ...used75, parameters: { checkpoints: withGrace(3) } }).order.grace).toBeUndefined();
  });
});

describe('an order that is not to be posted', () => {
  test('a rejected one answers so, checked or not (§7.3)', () => {
    for (const checkpoint of ['confirmation', 'invoice'] as const) {
      expect(ask({ order: { isRejected: true }, question: { checkpoint } })).toMatchObject({ answer: 'rejected' });
    }
  });

  test.each(['closed', 'cancelled', 'announced'] as const)('a %s one is refused', (state) => {
    expect(() => ask({ order: { state } })).toThrow(Refusal);
  });
});
