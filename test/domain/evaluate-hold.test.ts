import { describe, expect, test } from 'vitest';
import { evaluateHold } from '../../domain/evaluate-hold.ts';
import type { Clearance } from '../../domain/evaluation.ts';
import type { Hold } from '../../domain/hold.ts';
import type { HoldId, OrderId } from '../../domain/ids.ts';
import { isOlder, olderHoldsOf, type CompetingHold } from '../../domain/older-holds.ts';
import { shareOf, type Posting } from '../../domain/order.ts';
import { difference, plus, type ExposureSums } from '../../domain/position.ts';
import { aRulebook, forAll, type RulebookWishes } from './a-rulebook.ts';
import { day, eur, everySum } from './a-situation.ts';
import { aCreditState, aHeldOrder, aReason, moment, terms, type StateWishes } from './an-order.ts';

const used = (percent: string): RulebookWishes['rules'] => ({
  USED: { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent },
});

type Given = StateWishes &
  RulebookWishes & {
    readonly own?: CompetingHold;
    readonly older?: readonly CompetingHold[];
    readonly asked?: Posting;
  };

function evaluated({ own = aHeldOrder(), older = [], asked, parameters, balance = 0n, ...given }: Given) {
  const rulebook = aRulebook({
    rules: used('75'),
    ...given,
    parameters: { automaticReleaseReason: 'AUTO', ...parameters },
  });
  const holds = [own, ...older];
  const sums = holds.reduce((sum, { order }) => plus(sum, shareOf(order)), everySum(balance));
  const state = aCreditState({ ...given, sums });
  return evaluateHold(rulebook, state, own, holds, moment, asked && { posting: asked });
}

const fits = { balance: eur('5000') };
const doesNot = { balance: eur('5000.01') };

describe('a hold evaluated for release (§9.2–9.4)', () => {
  test('is released by itself, without posting, with the default reason', () => {
    const { hold, order, evaluation } = evaluated(fits);
    expect(hold).toMatchObject({
      kind: 'ended',
      hold: { state: 'released', end: { by: 'automatic', at: moment.now, reason: 'AUTO', withPosting: false } },
      previous: { state: 'open', version: 1 },
    });
    expect(order).toMatchObject({ openHold: undefined, release: { on: moment.today, terms: terms() } });
    expect(evaluation?.outcome).toBe('pass');
  });

  test('stays one cent above', () => {
    expect(evaluated(doesNot)).toMatchObject({ hold: { kind: 'changed', hold: { state: 'open' } } });
  });

  test('is released with posting where autoRelease says so', () => {
    const { hold } = evaluated({ ...fits, parameters: { autoRelease: 'with-posting' } });
    expect(hold).toMatchObject({ kind: 'ended', hold: { end: { withPosting: true } } });
  });

  test.each([{ autoRelease: 'off' }, { automaticReleaseReason: null }] as const)(
    'waits for a person, ready to release, with %o',
    (parameters) => {
      const { hold } = evaluated({ ...fits, parameters });
      expect(hold).toMatchObject({ kind: 'changed', hold: { state: 'ready-to-release', version: 2 } });
    },
  );

  test('twice changes nothing the second time (§9.6), until a reason returns', () => {
    const parameters = { autoRelease: 'off' } as const;
    const { hold, order } = evaluated({ ...fits, parameters });
    const own = { hold: hold.hold, order };
    expect(evaluated({ ...fits, parameters, own }).hold).toEqual({ kind: 'unchanged', hold: hold.hold });
    expect(evaluated({ ...doesNot, parameters, own }).hold).toMatchObject({
      kind: 'changed',
      hold: { state: 'open', version: 3 },
    });
  });

  test('under newer rules that find the same, nothing is written', () => {
    const first = evaluated(doesNot).hold.hold;
    const own = { hold: { ...first, rulebook: 6 }, order: aHeldOrder().order };
    expect(evaluated({ ...doesNot, own }).hold.kind).toBe('unchanged');
  });

  test('a forced hold shows ready to release and is never released', () => {
    const own = aHeldOrder({ reasons: [aReason('forced'), aReason('credit-limit-used')], posting: undefined });
    expect(evaluated({ ...fits, own }).hold).toMatchObject({ kind: 'changed', hold: { state: 'ready-to-release' } });
  });

  test.each([
    ['the order', { own: aHeldOrder({}, { exclusion: true }) }],
    ['the customer', { customer: { excludeFromCreditManagement: true } }],
    ['the customer until tomorrow', { customer: { ignoreUntil: day('2026-06-16') } }],
  ])('excluding %s clears its reasons and does not end it (§7.3)', (_, excluded) => {
    const { hold, evaluation } = evaluated({ ...doesNot, ...excluded });
    expect(hold).toMatchObject({ kind: 'changed', hold: { state: 'ready-to-release' } });
    expect(evaluation).toBeUndefined();
  });

  test('ignored until today it is evaluated again', () => {
    const { evaluation } = evaluated({ ...doesNot, customer: { ignoreUntil: moment.today } });
    expect(evaluation?.outcome).toBe('hold');
  });

  test('an order that grew is evaluated as it is now', () => {
    const own = aHeldOrder({}, { terms: terms({ version: 2, amount: eur('1000.01') }) });
    expect(evaluated({ ...fits, own }).hold).toMatchObject({
      kind: 'changed',
      hold: { amount: eur('1000.01'), amountAtHold: eur('1000'), state: 'open' },
    });
  });

  test('a cancelled slip that was stopped adds no second delivery', () => {
    const posting = { checkpoint: 'packing-slip', mode: 'cancellation', amount: eur('1000') } as const;
    const own = aHeldOrder({ posting }, { delivered: eur('1000') });
    expect(evaluated({ ...fits, own }).hold.kind).toBe('ended');
    expect(evaluated({ ...doesNot, own }).hold.kind).toBe('changed');
  });

  test('older holds that could go come first (§5.4)', () => {
    const before = { heldAt: '2026-06-13T08:00:00.000Z' };
    expect(evaluated({ balance: eur('4000'), older: [held('O0', '1000', before)] }).hold.kind).toBe('ended');
    expect(evaluated({ balance: eur('4000'), older: [held('O0', '1000.01', before)] }).hold.kind).toBe('changed');
  });
});

describe('a hold that stopped a posting of a named amount', () => {
  /** With this basis an order counts for what is posted of it: 1,000 still go. */
  const balance = { ...fits, parameters: { exposureBasis: 'balance' } } as const;
  const stopped = (amount: string, ofOrder: string, now = ofOrder) =>
    aHeldOrder(
      {
        amount: eur(ofOrder),
        amountAtHold: eur(ofOrder),
        posting: { checkpoint: 'confirmation', mode: 'posting', amount: eur(amount) },
      },
      { terms: terms({ version: 2, amount: eur(now) }) },
    );

  test('is evaluated for that amount, not for the order', () => {
    expect(evaluated({ ...balance, own: stopped('1000', '2000') }).hold.kind).toBe('ended');
    expect(evaluated({ ...balance, own: stopped('1000.01', '2000') }).hold.kind).toBe('changed');
  });

  test.each([
    ['1000', 'ended'],
    ['1000.01', 'changed'],
  ])('an order lowered below it to %s lowers it too (§8.2)', (now, kind) => {
    const { hold } = evaluated({ ...balance, own: stopped('1500', '2000', now) });
    expect(hold.kind).toBe(kind);
    expect(hold.hold.posting).toMatchObject({ amount: eur(now) });
  });

  test('an order lowered to no less than it leaves it alone, and so does one that was raised', () => {
    for (const now of ['1500', '1900', '2500']) {
      const { hold } = evaluated({ ...balance, own: stopped('1500', '2000', now) });
      expect(hold.hold).toMatchObject({ state: 'open', posting: { amount: eur('1500') } });
    }
  });

  test('of more than its order stays what it is until the order is lowered', () => {
    expect(evaluated({ ...balance, own: stopped('1200', '900') }).hold.hold.state).toBe('open');
    const { hold } = evaluated({ ...balance, own: stopped('1200', '900', '899.99') });
    expect(hold).toMatchObject({ kind: 'ended', hold: { posting: { amount: eur('899.99') } } });
  });

  test('lowered with its order stays so when the order is raised again', () => {
    const first = evaluated({ ...balance, own: stopped('1500', '2000', '1400') });
    const order = { ...first.order, terms: terms({ version: 3, amount: eur('2000') }) };
    const { hold } = evaluated({ ...balance, own: { hold: first.hold.hold, order } });
    expect(hold.hold).toMatchObject({ state: 'open', amount: eur('2000'), posting: { amount: eur('1400') } });
  });

  test('excluded is lowered as well', () => {
    const own = stopped('1500', '2000', '1200');
    const { hold } = evaluated({ ...balance, own: { ...own, order: { ...own.order, exclusion: true } } });
    expect(hold.hold).toMatchObject({ state: 'ready-to-release', posting: { amount: eur('1200') } });
  });

  test('asked for again with another amount stops that one from then on', () => {
    const asked = { checkpoint: 'confirmation', mode: 'posting', amount: eur('1200') } as const;
    const own = stopped('1500', '2000');
    const { hold } = evaluated({ ...balance, own, asked });
    expect(hold).toMatchObject({ kind: 'changed', hold: { posting: asked } });
    expect(clearancesIn(hold.hold)).toContainEqual({ kind: 'pay', amount: eur('200') });
    const again = { ...balance, balance: eur('4800'), own: { ...own, hold: hold.hold } };
    expect(evaluated(again).hold.kind).toBe('ended');
    expect(evaluated({ ...again, balance: eur('4800.01') }).hold.kind).not.toBe('ended');
  });

  test('with the same amount asked for again stays what it is', () => {
    const own = stopped('1500', '2000');
    const first = evaluated({ ...balance, own }).hold.hold;
    const asked = { checkpoint: 'confirmation', mode: 'posting', amount: eur('1500') } as const;
    expect(evaluated({ ...balance, own: { ...own, hold: first }, asked }).hold.kind).toBe('unchanged');
  });

  test('another posting that is asked for must pass too, and is the stopped one where it alone does not', () => {
    const asked = (amount: string) => ({ checkpoint: 'invoice', mode: 'posting', amount: eur(amount) }) as const;
    const own = stopped('1000', '2000');
    expect(evaluated({ ...balance, own, asked: asked('1000') }).hold.kind).toBe('ended');
    const { hold } = evaluated({ ...balance, own, asked: asked('1000.01') });
    expect(hold).toMatchObject({ kind: 'changed', hold: { state: 'open', posting: asked('1000.01') } });
    const tooMuch = evaluated({ ...balance, own: stopped('1000.01', '2000'), asked: asked('1000.01') });
    expect(tooMuch.hold.hold.posting).toMatchObject({ checkpoint: 'confirmation' });
  });

  test('where both pass, the guard is that of the larger, for each limit', () => {
    const asked = { checkpoint: 'invoice', mode: 'posting', amount: eur('300') } as const;
    const { evaluation } = evaluated({ ...balance, own: stopped('800', '2000'), asked });
    expect(evaluation?.guard).toEqual({ sum: 'balance', max: eur('5200') });
  });
});

test('a forced hold does not look at what is asked for: it stays whatever that is', () => {
  const own = aHeldOrder({ reasons: [aReason('forced')], posting: undefined });
  const asked = { checkpoint: 'invoice', mode: 'posting', amount: eur('9000') } as const;
  expect(evaluated({ ...fits, own, asked }).hold.hold).toMatchObject({ state: 'ready-to-release', posting: undefined });
});

function clearancesIn(hold: Hold, of = 'credit-limit-used'): readonly Clearance[] {
  return hold.reasons.flatMap(({ code, now: given }) => (code === of ? (given?.clearances ?? []) : []));
}

describe('what clears a younger hold (§5.4, §8.2)', () => {
  const first = { heldAt: '2026-06-13T08:00:00.000Z' };
  const late: RulebookWishes['rules'] = {
    ...used('75'),
    LATE: { ...forAll, type: 'days-overdue', kind: 'blocking', days: 0 },
  };
  const due = { items: [{ dueDate: day('2026-06-01'), open: eur('500') }], unappliedCash: 0n };

  test('takes in that an older one competes again once its other reason is cleared by it', () => {
    const idle = held('O0', '400', { ...first, reasons: [aReason('days-overdue'), aReason('credit-limit-used')] });
    const { hold } = evaluated({ rules: late, balance: eur('5500'), ageing: due, older: [idle] });
    // Without the older order 500 would do for the limit too, but 500 let it go.
    expect(clearancesIn(hold.hold)).toContainEqual({ kind: 'pay', amount: eur('900') });
  });

  test('does not count an older one for which it is not enough', () => {
    const idle = held('O0', '400', { ...first, reasons: [aReason('days-overdue'), aReason('credit-limit-used')] });
    const { hold } = evaluated({ rules: late, balance: eur('5400'), ageing: due, older: [idle] });
    expect(clearancesIn(hold.hold)).toContainEqual({ kind: 'pay', amount: eur('400') });
  });

  test('takes all of more than twenty to go, which is enough, whoever goes', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        held(`P${index}`, '20', { ...first, number: index, reasons: [aReason('days-overdue')] }),
      );
    const paying = (count: number) =>
      clearancesIn(evaluated({ rules: late, balance: eur('5400'), ageing: due, older: many(count) }).hold.hold)[0];
    expect(paying(20)).toEqual({ kind: 'pay', amount: eur('400') });
    expect(paying(21)).toEqual({ kind: 'pay', amount: eur('820') });
  });

  test('an older one whose own rate is missing does not go', () => {
    const idle = held('O0', '400', { ...first, reasons: [aReason('cannot-evaluate')] });
    const missingRate = { from: 'USD', to: 'EUR', date: day('2026-06-15') };
    const foreign = { ...idle, order: { ...idle.order, currency: 'USD', orderDate: day('2026-06-15'), missingRate } };
    const { hold } = evaluated({ balance: eur('5400'), older: [foreign] });
    expect(clearancesIn(hold.hold)[0]).toEqual({ kind: 'pay', amount: eur('400') });
  });

  test.each([
    ['AUTO', '1500'],
    [null, '1000'],
  ])(
    'where held orders use nothing, but released ones do (automatic release: %s)',
    (automaticReleaseReason, amount) => {
      const older = [held('O0', '500', first)];
      const parameters = { heldOrdersConsumeCredit: false, automaticReleaseReason };
      const { hold } = evaluated({ balance: eur('6000'), older, parameters });
      expect(clearancesIn(hold.hold)).toContainEqual({ kind: 'pay', amount: eur(amount) });
    },
  );
});

const held = (name: string, amount: string, hold: Partial<Hold> = {}): CompetingHold =>
  aHeldOrder(
    { hold: `${name}.1` as HoldId, order: name as OrderId, ...hold },
    { order: name as OrderId, terms: terms({ amount: eur(amount) }) },
  );

describe('which holds compete (§5.4)', () => {
  const own = held('O2', '1500', { heldAt: '2026-06-14T09:00:00.000Z' });
  const older = { heldAt: '2026-06-14T08:00:00.000Z' };
  const alike = { heldAt: '2026-06-14T09:00:00.000Z' };

  test.each([
    ['an older one', older, '3000'],
    ['a younger one', { heldAt: '2026-06-14T10:00:00.000Z' }, '0'],
    ['one of the same moment that came first', { ...alike, number: 1 }, '3000'],
    ['one of the same moment that came after', { ...alike, number: 3 }, '0'],
    ['an older one that is forced', { ...older, reasons: [aReason('forced')] }, '0'],
    ['an older one with another reason', { ...older, reasons: [aReason('days-overdue')] }, '0'],
    ['an older one whose other reason is gone', { ...older, reasons: [aReason('days-overdue', false)] }, '3000'],
    ['an older one that is ready to release', { ...older, reasons: [aReason('ready-to-release')] }, '3000'],
  ] as const)('%s: %s', (_, hold, counted) => {
    const other = held('O1', '3000', hold as Partial<Hold>);
    expect(olderHoldsOf(own, [own, other])).toBe(eur(counted));
  });

  test('of what was delivered nothing competes', () => {
    const other = held('O1', '3000', older);
    const delivered = { ...other, order: { ...other.order, delivered: eur('1000') } };
    expect(olderHoldsOf(own, [delivered])).toBe(eur('2000'));
  });
});

describe('example 23: 4,500 of 5,000 owed are paid', () => {
  const amounts = { O1: '3000', O2: '1500', O3: '1000' } as const;
  const holds = Object.entries(amounts).map(([name, amount], index) => held(name, amount, { number: index + 2 }));
  const rulebook = aRulebook({ rules: used('100'), parameters: { automaticReleaseReason: 'AUTO' } });

  /** Evaluates in the order given, each with what those before it left. */
  function evaluateAll(order: readonly CompetingHold[]): readonly string[] {
    let sums: ExposureSums = holds.reduce((sum, { order: one }) => plus(sum, shareOf(one)), everySum(eur('500')));
    let open = order;
    return order.flatMap((own) => {
      const state = aCreditState({ customer: { creditLimit: eur('5000') }, sums });
      const result = evaluateHold(rulebook, state, own, open, moment);
      if (result.hold.kind !== 'ended') return [];
      sums = plus(sums, difference(shareOf(result.order), shareOf(own.order)));
      open = open.filter((one) => one !== own);
      return [own.order.order];
    });
  }

  test('the oldest first: the third stays', () => {
    expect(evaluateAll(holds.toSorted((a, b) => (isOlder(a.hold, b.hold) ? -1 : 1)))).toEqual(['O1', 'O2']);
  });

  test('in whatever sequence they are evaluated, the same are released', () => {
    expect(evaluateAll(holds.toReversed()).toSorted()).toEqual(['O1', 'O2']);
  });
});
