import { expect, test } from 'vitest';
import { setUpCreditGroup } from '../../domain/credit-group-set-up.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import { day } from './a-situation.ts';

const written = {
  description: '',
  creditLimit: '100',
  currency: 'EUR',
  expiryDate: day('2026-12-31'),
  temporaryLimits: [],
  considerMembersOverdue: false,
};
const group = 'G' as CreditGroupId;

function withMembers(members: number, considerMembersOverdue: boolean) {
  return () => setUpCreditGroup(group, { ...written, considerMembersOverdue }, undefined, members);
}

test.each([
  [500, false],
  [100, true],
])('a group may have %i members, with their overdue considered: %s', (members, considerMembersOverdue) => {
  expect(withMembers(members, considerMembersOverdue)()).toMatchObject({ creditLimit: 10_000n });
  expect(withMembers(members + 1, considerMembersOverdue)).toThrow('credit-group-full');
});

test('just so already is no change', () => {
  const before = withMembers(0, false)();
  expect(setUpCreditGroup(group, written, before, 0)).toBeUndefined();
});

test('temporary limits may follow one another, and share no day', () => {
  const first = { from: day('2026-06-01'), to: day('2026-06-15'), amount: '1' };
  const next = { from: day('2026-06-16'), to: day('2026-06-30'), amount: '2' };
  const both = (second: typeof next) => () =>
    setUpCreditGroup(group, { ...written, temporaryLimits: [second, first] }, undefined, 0);
  expect(both(next)()?.temporaryLimits.map(({ amount }) => amount)).toEqual([100n, 200n]);
  expect(both({ ...next, from: day('2026-06-15') })).toThrow('invalid-set-up');
});
