import { describe, expect, test } from 'vitest';
import { approvalEndOf } from '../../domain/approval-end.ts';
import { automatic } from '../../domain/evaluate-hold.ts';
import type { Hold, HoldState } from '../../domain/hold.ts';
import {
  assertNotAwaitingApproval,
  awaitingApproval,
  isApprovalOutdated,
  isApproved,
  mayNeedApproval,
  permitted,
  withoutApproval,
} from '../../domain/hold-approval.ts';
import { aHeldOrder, aReason } from './an-order.ts';

const release = { for: 'hold-release', withPosting: true } as const;
const rejection = { for: 'hold-reject', withPosting: false } as const;

const held = aHeldOrder({});
const waiting = awaitingApproval(held, release);
const approved = permitted(waiting);
const ready: Hold = {
  ...held.hold,
  state: 'ready-to-release',
  reasons: [
    ...held.hold.reasons.map(({ code, atHold }) => ({ code, atHold, isActive: false })),
    aReason('ready-to-release'),
  ],
};
const forced: Hold = { ...held.hold, reasons: [...held.hold.reasons, aReason('forced')] };

describe('a hold about which a request is under way (§11.1)', () => {
  test('waits with what is asked, of the order as it is', () => {
    const { version, amount } = held.order.terms;
    expect(waiting).toMatchObject({ state: 'awaiting-approval', version: held.hold.version + 1, approvalCount: 1 });
    const request = `${held.hold.hold}.1`;
    expect(waiting.approval).toEqual({ request, ...release, orderVersion: version, amount, isGranted: false });
    expect(awaitingApproval({ ...held, hold: withoutApproval(waiting) }, rejection).approval.request).toBe(
      `${held.hold.hold}.2`,
    );
    expect(() => assertNotAwaitingApproval(waiting)).toThrow(
      expect.objectContaining({ code: 'hold-awaiting-approval', details: { approvalRequest: request } }),
    );
    expect(() => assertNotAwaitingApproval(approved)).not.toThrow();
  });

  test.each(['released', 'rejected', 'cancelled', 'releasing'] as const)('is none that is %s', (state) => {
    expect(() => awaitingApproval({ ...held, hold: { ...held.hold, state } }, release)).toThrow('hold-not-open');
  });

  test.each([
    ['open', held.hold],
    ['ready-to-release', ready],
  ] as const)('is %s again without it', (state: HoldState, hold: Hold) => {
    const asked = awaitingApproval({ ...held, hold }, rejection);
    expect(withoutApproval(asked)).toMatchObject({ state, approval: undefined });
    expect(permitted(asked)).toMatchObject({ state, approval: { isGranted: true } });
  });
});

describe('what was approved (§11.3, §11.4)', () => {
  const of = (changes: object) => ({ ...held.order, terms: { ...held.order.terms, ...changes } });

  test('is just that', () => {
    const own = { ...held, hold: approved };
    expect(isApproved(own, release)).toBe(true);
    expect(isApproved({ ...held, hold: waiting }, release)).toBe(false);
    expect(isApproved(held, release)).toBe(false);
    expect(isApproved(own, { ...release, withPosting: false })).toBe(false);
    expect(isApproved(own, rejection)).toBe(false);
  });

  test.each([
    [{ version: held.order.terms.version + 1 }, true],
    [{ amount: held.order.terms.amount + 1n }, true],
    [{ paymentTerms: 'N60' }, false],
  ])('is of one version and amount of the order: %o', (changes, isOutdated) => {
    for (const hold of [waiting, approved]) {
      expect(isApprovalOutdated({ hold, order: of(changes) })).toBe(isOutdated);
    }
    expect(isApproved({ hold: approved, order: of(changes) }, release)).toBe(!isOutdated);
    expect(isApprovalOutdated({ hold: held.hold, order: of(changes) })).toBe(false);
  });
});

test('none fits a forced hold, and what has no reasons any more is released without one (§9.4, §11.1)', () => {
  const needs = (hold: Hold) => [release, rejection].map((action) => mayNeedApproval(hold, action));
  expect([held.hold, ready, forced].map(needs)).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ]);
});

describe('how a request ends with its hold', () => {
  const { request } = waiting.approval;
  const end = (by: string) => ({ by, at: '2026-06-15T10:00:00.000Z', reason: 'OK', withPosting: false });
  const gone = { approval: undefined };

  test.each([
    ['it is released as approved', approved, { state: 'released', end: end('mia') }, { state: 'carried-out' }],
    ['it waits for the delay of its release', approved, { state: 'releasing' }, undefined],
    ['it is evaluated', waiting, { rulebook: 9 }, undefined],
    ['it is approved', waiting, { approval: approved.approval }, undefined],
    ['it is released in another way', approved, { ...gone, state: 'released', end: end('mia') }, 'hold-ended'],
    ['it goes by itself', waiting, { ...gone, state: 'released', end: end(automatic) }, 'reasons-cleared'],
    ['it is ready to release', waiting, { ...gone, state: ready.state, reasons: ready.reasons }, 'reasons-cleared'],
    ['the order is cancelled', waiting, { ...gone, state: 'cancelled', end: end('ola') }, 'order-ended'],
    ['the order is another', waiting, { ...gone, state: 'open' }, 'order-changed'],
    ['it is asked anew', approved, { approval: { ...waiting.approval, request: 'NEXT' } }, 'asked-anew'],
    ['it is forced once approved', approved, { ...gone, reasons: forced.reasons }, 'hold-forced'],
  ] as const)('%s', (_, before, changes, expected) => {
    const after = { ...before, ...changes } as Hold;
    const ended = typeof expected === 'string' ? { state: 'void', because: expected } : expected;
    expect(approvalEndOf(before, after)).toEqual(ended && { request, ...ended });
  });

  test('it is forced: recalled', () => {
    const after = { ...waiting, ...gone, reasons: forced.reasons };
    expect(approvalEndOf(waiting, after)).toEqual({ request, state: 'recalled', because: 'hold-forced' });
  });

  test('there was none', () => {
    expect(approvalEndOf(undefined, held.hold)).toBeUndefined();
    expect(approvalEndOf(held.hold, waiting)).toBeUndefined();
  });
});
