import { expect, test } from 'vitest';
import type { CreditGroup } from '../../domain/credit-group.ts';
import type { Customer } from '../../domain/customer.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import { limitsTested } from '../../domain/limits-tested.ts';
import { aRulebook } from './a-rulebook.ts';
import { aCustomer, businessDay, day, everySum, eur } from './a-situation.ts';

const group: CreditGroup = {
  creditGroup: 'G' as CreditGroupId,
  description: '',
  creditLimit: eur('20000'),
  currency: 'EUR',
  expiryDate: day('2099-12-31'),
  temporaryLimits: [],
  considerMembersOverdue: false,
};
const from = day('2026-06-01');
const policy = {
  id: 'P',
  kind: 'guarantee',
  provider: 'Bank',
  effectiveDate: from,
  expirationDate: businessDay,
  value: eur('100'),
  updateLimitPercent: 1_000_000n,
  includedInExposure: false,
} as const;

function tested(customer: Partial<Customer>, checkGroupLimit = true, isMember = true) {
  const member = { group, sums: everySum(0n), otherAgeings: [] };
  const situation = { customer: aCustomer(customer), group: isMember ? member : undefined, today: businessDay };
  return limitsTested(aRulebook({ parameters: { checkGroupLimit } }), situation);
}

test.each<readonly [string, Partial<Customer>, readonly string[]]>([
  ['with a limit of its own', { creditLimit: 1n }, ['group', 'own']],
  ['without one', { creditLimit: 0n }, ['group']],
  ['without one that is mandatory', { creditLimit: 0n, mandatoryLimit: true }, ['group', 'own']],
  [
    'with a temporary limit of nothing',
    { creditLimit: 0n, temporaryLimits: [{ from, to: businessDay, amount: 0n }] },
    ['group', 'own'],
  ],
  ['whose temporary limit is over', { creditLimit: 0n, temporaryLimits: [{ from, to: from, amount: 9n }] }, ['group']],
  ['with a guarantee alone', { creditLimit: 0n, policies: [policy] }, ['group', 'own']],
  [
    'whose guarantees take its limit off',
    { creditLimit: 1n, policies: [{ ...policy, updateLimitPercent: 0n, includedInExposure: true }] },
    ['group'],
  ],
  ['that is unlimited', { creditLimit: 0n, unlimited: true, mandatoryLimit: true }, ['own']],
])('a member %s is tested against what §4.6 says', (_, customer, limits) => {
  expect(tested(customer)).toEqual(limits);
});

test('without checkGroupLimit, and in no group, the own limit alone is tested, 0 too', () => {
  expect(tested({ creditLimit: 0n }, false)).toEqual(['own']);
  expect(tested({ creditLimit: 0n }, true, false)).toEqual(['own']);
});
