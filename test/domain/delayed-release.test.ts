import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideCheckpoint } from '../../domain/checkpoint.ts';
import {
  assertNotReleasing,
  finished,
  givenUp,
  isStillCovered,
  releasing,
  withdrawn,
} from '../../domain/delayed-release.ts';
import { cancelled, released } from '../../domain/end-hold.ts';
import { evaluateHold } from '../../domain/evaluate-hold.ts';
import { edited, type Hold } from '../../domain/hold.ts';
import { olderHoldsOf, type CompetingHold } from '../../domain/older-holds.ts';
import type { OrderTerms } from '../../domain/order.ts';
import type { Parameters } from '../../domain/parameters.ts';
import { plus } from '../../domain/position.ts';
import { Refusal } from '../../domain/refusal.ts';
import { coverOf } from '../../domain/release-cover.ts';
import { aRulebook, forAll } from './a-rulebook.ts';
import { aCustomer, day, eur, everySum } from './a-situation.ts';
import { aCreditState, aHeldOrder, aReason, confirmation, endedBy, moment, now, terms } from './an-order.ts';
import { bounded } from './bounded.ts';

const until = '2026-11-25T08:00:30.000Z';
const asked = { by: 'mia', at: now, reason: 'OK', note: 'Paid by phone', until };
/** O1 being released by mia. */
function beingReleased(hold: Partial<Hold> = {}, order: Partial<CompetingHold['order']> = {}): CompetingHold {
  const held = aHeldOrder(hold, order);
  return { ...held, hold: releasing(held, asked) };
}

function refusal(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, details } = error as Refusal;
    return { code, details };
  }
}

describe('a release with a delay (§8.7)', () => {
  test('keeps what was asked, and what the hold was', () => {
    const { hold } = beingReleased({ state: 'ready-to-release', version: 4 });
    expect(hold).toMatchObject({ state: 'releasing', version: 5 });
    expect(hold.releasing).toEqual({ ...asked, terms: terms(), from: 'ready-to-release' });
  });

  test('is of a posting that was stopped', () => {
    const forced = { posting: undefined, reasons: [aReason('forced')] };
    expect(refusal(() => beingReleased(forced))).toEqual({ code: 'no-posting-to-release', details: {} });
  });

  test('keeps others from ending the hold, and says who releases it and until when', () => {
    const details = { by: 'mia', at: now, until };
    expect(refusal(() => assertNotReleasing(beingReleased().hold))).toEqual({ code: 'hold-being-released', details });
    expect(refusal(() => assertNotReleasing(aHeldOrder().hold))).toBeUndefined();
  });

  test('ends with the order', () => {
    const { hold } = cancelled(beingReleased(), endedBy('ola'));
    expect(hold).toMatchObject({ state: 'cancelled', releasing: undefined, end: { by: 'ola' } });
  });

  test('carried out, is what it was asked for', () => {
    const held = beingReleased({ reviewDate: day('2026-07-01') });
    const later = { today: day('2026-06-16'), now: '2026-06-16T08:00:00.000Z' };
    const { hold, order } = finished(held, aRulebook().parameters, later);
    const end = { by: 'mia', at: later.now, reason: 'OK', note: 'Paid by phone', withPosting: true };
    expect(hold).toMatchObject({ state: 'released', releasing: undefined, reviewDate: '2026-07-01', end });
    expect(order).toMatchObject({ openHold: undefined, release: { on: '2026-06-16', terms: terms() } });
  });

  test('sets the review date that it was asked with, once it is carried out', () => {
    const held = aHeldOrder({ reviewDate: day('2026-07-01') });
    const hold = releasing(held, { ...asked, reviewDate: day('2026-09-01') });
    expect(hold.reviewDate).toBe('2026-07-01');
    expect(withdrawn(hold, now).reviewDate).toBe('2026-07-01');
    expect(finished({ ...held, hold }, aRulebook().parameters, moment).hold.reviewDate).toBe('2026-09-01');
  });

  const [before, asOfRelease, later] = [day('2026-07-01'), day('2026-09-01'), day('2026-10-01')];
  test.each([
    ['another', later, later],
    ['none', undefined, undefined],
    ['what the hold has', before, asOfRelease],
  ])('carried out, keeps what was edited meanwhile: review date %s', (_, reviewDate, expected) => {
    const held = aHeldOrder({ reviewDate: before });
    const hold = releasing(held, { ...asked, reviewDate: asOfRelease });
    const after = edited(hold, { owner: 'cleo', reviewDate, note: 'Called' });
    if (after === undefined) throw new Error('it was edited');
    expect(finished({ ...held, hold: after }, aRulebook().parameters, moment).hold).toMatchObject({
      owner: 'cleo',
      note: 'Called',
      reviewDate: expected,
      end: { note: 'Paid by phone' },
    });
    expect(withdrawn(after, now)).toMatchObject({ owner: 'cleo', note: 'Called', reviewDate });
  });
});

describe('a withdrawal (§8.7)', () => {
  const holds: fc.Arbitrary<Partial<Hold>> = fc.record({
    state: fc.constantFrom('open', 'ready-to-release'),
    reasons: fc.subarray([aReason('days-overdue'), aReason('credit-limit-used', false), aReason('ready-to-release')]),
    note: fc.constantFrom(undefined, 'Called'),
    owner: fc.constantFrom(undefined, 'cleo'),
    reviewDate: fc.constantFrom(undefined, day('2026-07-01')),
    version: fc.nat(9),
  });

  test('leaves the hold as it was but for its version, and it can be released again', () => {
    fc.assert(
      fc.property(holds, (wishes) => {
        const before = aHeldOrder(wishes).hold;
        const after = withdrawn(beingReleased(wishes).hold, now);
        expect(after).toEqual({ ...before, releasing: undefined, version: before.version + 2 });
        expect(releasing(aHeldOrder(after), asked)).toMatchObject({ state: 'releasing', releasing: asked });
      }),
      bounded(200),
    );
  });

  test.each([
    ['2026-11-25T08:00:29.999Z', 'open'],
    [until, { state: 'releasing', by: 'mia', at: now }],
  ])('at %s, of a release until 08:00:30: %o', (at, expected) => {
    const { hold } = beingReleased();
    const answer = refusal(() => withdrawn(hold, at).state);
    expect(answer).toEqual(
      typeof expected === 'string' ? expected : { code: 'release-not-withdrawable', details: expected },
    );
  });

  test('of a hold that nobody releases is refused', () => {
    const details = { state: 'open', by: null, at: null };
    expect(refusal(() => withdrawn(aHeldOrder().hold, now))).toEqual({ code: 'release-not-withdrawable', details });
  });
});

const rules = { USED: { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '75' } } as const;
const rulebook = aRulebook({ rules, parameters: { automaticReleaseReason: 'AUTO' } });

describe('while it can be withdrawn', () => {
  const own = beingReleased();
  const stateOwing = (owed: string) => aCreditState({ sums: plus(everySum(eur(owed)), everySum(eur('1000'))) });

  test.each(['0', '8000'])('an evaluation leaves the hold alone, where %s EUR are owed', (owed) => {
    const { hold, order } = evaluateHold(rulebook, stateOwing(owed), own, [own], moment);
    expect([hold, order]).toEqual([{ kind: 'unchanged', hold: own.hold }, own.order]);
  });

  test('so it does where the order or the customer is excluded (§7.3)', () => {
    const excluded = { ...own, order: { ...own.order, exclusion: true } };
    expect(evaluateHold(rulebook, stateOwing('0'), excluded, [excluded], moment).hold.kind).toBe('unchanged');
  });

  test('every checkpoint answers held with the hold, the stopped posting too', () => {
    const share = everySum(eur('1000'));
    const ruling = decideCheckpoint(rulebook, stateOwing('0'), own.order, share, [own], confirmation, moment);
    expect(ruling).toMatchObject({ answer: 'held', standing: 'O1.1', order: own.order });
    expect(ruling.hold).toBeUndefined();
  });

  test('it takes its part of the credit before younger holds, whatever its reasons (§5.4)', () => {
    const overdue = { reasons: [aReason('days-overdue')] };
    const younger = { hold: { ...own.hold, heldAt: '2026-06-14T09:00:00.000Z' } };
    expect(olderHoldsOf(younger, [aHeldOrder(overdue)])).toBe(0n);
    expect(olderHoldsOf(younger, [beingReleased(overdue)])).toBe(eur('1000'));
  });
});

describe('a version of the order that comes meanwhile (§8.5, §7.5)', () => {
  const changed = (wishes: Partial<OrderTerms>): CompetingHold => {
    const held = beingReleased();
    return { ...held, order: { ...held.order, terms: terms({ version: 2, ...wishes }) } };
  };
  const covers = (wishes: Partial<OrderTerms>, parameters: Partial<Parameters> = {}, ranks = {}) =>
    isStillCovered(changed(wishes), aRulebook({ parameters, ...ranks }), aCustomer(), moment);

  test.each([
    ['more', { amount: eur('1000.01') }, {}, false],
    ['more within the tolerance', { amount: eur('1100') }, { releaseTolerance: { percent: '10', days: null } }, true],
    ['less', { amount: eur('999.99') }, {}, true],
    ['less, any change checked', { amount: eur('999.99') }, { recheckAfterRelease: 'on-any-change' }, false],
    ['other terms of payment', { paymentTerms: 'N60' }, {}, false],
    ['more, never checked', { amount: eur('9999') }, { recheckAfterRelease: 'never' }, true],
    ['less, released for one version', { amount: eur('1') }, { releaseCovers: 'posting-by-release-only' }, false],
  ] as const)('%s', (_, wishes, parameters, expected) => {
    expect(covers(wishes, parameters)).toBe(expected);
  });

  test('a rank that is raised is checked whatever is covered (§6.7)', () => {
    const ranks = { paymentTermsRanks: { N30: 1, N60: 2 } };
    const never = { checkPaymentTermsRank: true, recheckAfterRelease: 'never' } as const;
    const held = beingReleased({}, { terms: terms({ paymentTerms: 'N30' }) });
    const later = (paymentTerms: string) => ({
      ...held,
      order: { ...held.order, terms: terms({ version: 2, paymentTerms }) },
    });
    const of = (paymentTerms: string) =>
      isStillCovered(later(paymentTerms), aRulebook({ parameters: never, ...ranks }), aCustomer(), moment);
    expect([of('N30'), of('N60')]).toEqual([true, false]);
  });

  test('lets it go exactly as it would have been, had it been released at once', () => {
    const parameters = fc.record({
      recheckAfterRelease: fc.constantFrom('never' as const, 'on-increase' as const, 'on-any-change' as const),
      releaseCovers: fc.constantFrom('posting-by-release-only' as const, 'its-posting' as const),
      releaseTolerance: fc.constantFrom({ percent: '0', days: null }, { percent: '10', days: 0 }),
    });
    const later = fc.record({
      version: fc.constantFrom(1, 2),
      amount: fc.constantFrom(eur('900'), eur('1000'), eur('1100'), eur('1100.01')),
      paymentTerms: fc.constantFrom(undefined, 'N30'),
    });
    fc.assert(
      fc.property(parameters, later, (wishes, newTerms) => {
        const ruled = aRulebook({ parameters: wishes });
        const held = changed(newTerms);
        const { order: atOnce } = released(aHeldOrder(), endedBy('mia', true), ruled.parameters, moment.today);
        const after = { ...atOnce, terms: terms(newTerms) };
        const isCovered = coverOf(after, confirmation, ruled.parameters, moment.today) !== undefined;
        expect(isStillCovered(held, ruled, aCustomer(), moment)).toBe(isCovered);
        expect(finished(held, ruled.parameters, moment).order).toEqual(after);
      }),
      bounded(300),
    );
  });

  test('gives the release up: the hold is what it was', () => {
    expect(givenUp(changed({ amount: eur('2000') }).hold)).toMatchObject({ state: 'open', releasing: undefined });
  });
});
