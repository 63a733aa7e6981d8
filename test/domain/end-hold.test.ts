import { describe, expect, test } from 'vitest';
import { cancelled, rejected, released } from '../../domain/end-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import { shareOf } from '../../domain/order.ts';
import type { Parameters } from '../../domain/parameters.ts';
import { Refusal } from '../../domain/refusal.ts';
import { aRulebook } from './a-rulebook.ts';
import { businessDay, eur } from './a-situation.ts';
import { aHeldOrder, aReason, endedBy, now, terms } from './an-order.ts';

function release(hold: Partial<Hold>, withPosting: boolean, parameters: Partial<Parameters> = {}) {
  const rulebook = aRulebook({ parameters });
  return released(aHeldOrder(hold), endedBy('mia', withPosting), rulebook.parameters, businessDay);
}

function refusal(action: () => unknown): Pick<Refusal, 'code' | 'details'> | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, details } = error as Refusal;
    return { code, details };
  }
}

const free = { checkpoint: 'confirmation', mode: 'posting' };
const ended: Partial<Hold> = { state: 'released', end: endedBy('ann') };

describe('a release (§8.5)', () => {
  test('ends the hold and says who, when and why', () => {
    const { hold, order } = release({}, false);
    expect(hold).toMatchObject({ state: 'released', version: 2, end: { by: 'mia', at: now, reason: 'OK' } });
    expect(order).toMatchObject({ openHold: undefined, release: { on: businessDay, terms: terms() } });
  });

  test('keeps the reasons as they were, without being ready to release (§8.3)', () => {
    const cleared = { ...aReason('credit-limit-used'), isActive: false, now: undefined };
    const reasons = [cleared, aReason('forced'), aReason('ready-to-release')];
    const { hold } = release({ state: 'ready-to-release', reasons }, false);
    expect(hold.reasons).toEqual([cleared, aReason('forced')]);
  });

  test.each([
    ['its-posting', false, free],
    ['its-posting', true, free],
    ['until-changed', false, free],
    ['posting-by-release-only', false, undefined],
    ['posting-by-release-only', true, { ...free, version: 1 }],
  ] as const)('%s, with posting %s, lets the stopped posting pass once: %o', (releaseCovers, withPosting, posting) => {
    expect(release({}, withPosting, { releaseCovers }).order.release?.freePosting).toEqual(posting);
  });

  test('a hold that stopped no posting is released without one only', () => {
    const forced = { posting: undefined, reasons: [aReason('forced')] };
    expect(refusal(() => release(forced, true))).toEqual({ code: 'no-posting-to-release', details: {} });
    expect(release(forced, false).order.release?.freePosting).toBeUndefined();
  });

  test('starts the grace days of the checkpoint that held, where it has any (§7.4)', () => {
    const withGrace = { posting: true, proForma: false, graceDays: 3 };
    const checkpoints = { ...aRulebook().parameters.checkpoints, confirmation: withGrace };
    expect(release({}, false, { checkpoints }).order.grace).toEqual({ from: businessDay, days: 3, terms: terms() });
    expect(release({}, false).order.grace).toBeUndefined();
  });

  test('sets what ranks are measured against from then on (§6.7)', () => {
    const { parameters } = aRulebook();
    const held = aHeldOrder({}, { terms: terms({ paymentTerms: 'N30', settlementDiscount: 'D2' }) });
    const { order } = released(held, endedBy('mia'), parameters, businessDay);
    expect(order.rankBasis).toEqual({ paymentTerms: 'N30', settlementDiscount: 'D2' });
  });
});

describe('a hold that has ended', () => {
  const held = aHeldOrder(ended);
  test.each([
    ['released', () => release(ended, false)],
    ['rejected', () => rejected(held, endedBy('mia'))],
    ['cancelled', () => cancelled(held, endedBy('mia'))],
  ])('cannot be %s again, and says who ended it and when', (_, action) => {
    const details = { state: 'released', by: 'ann', at: now };
    expect(refusal(action)).toEqual({ code: 'hold-not-open', details });
  });
});

describe('rejecting and cancelling (§8.6)', () => {
  test('a rejected order stops counting, and what it was let go with before is over', () => {
    const release = { on: businessDay, terms: terms() };
    const grace = { from: businessDay, days: 5, terms: terms() };
    const { hold, order } = rejected(aHeldOrder({}, { release, grace }), endedBy('mia'));
    expect(hold.state).toBe('rejected');
    expect(order).toMatchObject({ isRejected: true, openHold: undefined, release: undefined, grace: undefined });
    expect(shareOf(order).toHeld).toBe(0n);
  });

  test('a cancelled order drops its open part; what was delivered still counts', () => {
    const { hold, order } = cancelled(aHeldOrder({}, { delivered: eur('600') }), endedBy('mia'));
    expect([hold.state, order.state]).toEqual(['cancelled', 'cancelled']);
    expect(shareOf(order)).toMatchObject({ toDelivered: eur('600'), toHeld: eur('600') });
  });
});
