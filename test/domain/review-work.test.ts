import { describe, expect, it, test } from 'vitest';
import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import type { CreditGroup } from '../../domain/credit-group.ts';
import type { Customer } from '../../domain/customer.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import { datedWorkOfCustomer, datedWorkOfGroup, nameOfWork, watchedCredit } from '../../domain/review-work.ts';
import { aCustomer, businessDay as today, eur } from './a-situation.ts';
import { aRulebook } from './a-rulebook.ts';

const rulebook = aRulebook({ parameters: { expiresSoonDays: 30 } });
const inDays = (days: number): CivilDate => addDays(today, days);
const workOf = (wishes: Partial<Customer>, isMember = false) =>
  datedWorkOfCustomer(aCustomer(wishes), isMember, rulebook, today);
const policy = (expirationDate: CivilDate) => ({
  id: 'P1',
  kind: 'guarantee' as const,
  provider: 'Bank',
  effectiveDate: inDays(-400),
  expirationDate,
  value: eur('500'),
  updateLimitPercent: 0n,
  includedInExposure: false,
});
const temporary = (to: CivilDate) => ({ from: inDays(-5), to, amount: eur('900') });

test.each([
  [-1, 1],
  [0, 1],
  [1, 0],
])('a review date of today and %i days is due: %i', (days, count) => {
  const work = workOf({ nextReviewDate: inDays(days) });
  expect(work).toEqual(count === 0 ? [] : [{ kind: 'review-due', date: inDays(days) }]);
});

test.each([
  [-1, ['credit-limit']],
  [0, ['credit-limit', 'temporary-limit', 'P1']],
  [30, ['credit-limit', 'temporary-limit', 'P1']],
  [31, []],
])('what ends in %i days expires soon: %j', (days, names) => {
  const date = inDays(days);
  const ends = { creditLimitExpiryDate: date, temporaryLimits: [temporary(date)], policies: [policy(date)] };
  const work = workOf(ends);
  expect(work.map((one) => nameOfWork(one)[0])).toEqual(names);
  expect(work.every((one) => 'date' in one && one.date === date)).toBe(true);
});

describe('a limit', () => {
  const ends = { creditLimitExpiryDate: today, temporaryLimits: [temporary(today)], policies: [policy(today)] };

  it('of a member expires with its group, of an unlimited or excluded customer never (§4.1, §4.5)', () => {
    const kindsOf = (wishes: Partial<Customer>, isMember = false) =>
      workOf({ ...ends, ...wishes }, isMember).map((one) => nameOfWork(one)[0]);
    expect(kindsOf({}, true)).toEqual(['temporary-limit', 'P1']);
    expect(kindsOf({ unlimited: true })).toEqual(['P1']);
    expect(kindsOf({ excludeFromCreditManagement: true })).toEqual(['P1']);
  });

  it('is in its own currency', () => {
    const [own, , insured] = workOf({ ...ends, creditLimitCurrency: 'USD' });
    expect([own, insured]).toMatchObject([{ currency: 'USD' }, { currency: 'EUR', amount: eur('500') }]);
  });

  it('of a group is its own and its temporary ones', () => {
    const group: CreditGroup = {
      creditGroup: 'G' as CreditGroupId,
      description: '',
      creditLimit: eur('100'),
      currency: 'GBP',
      expiryDate: inDays(30),
      temporaryLimits: [temporary(inDays(31))],
      considerMembersOverdue: false,
    };
    const own = { kind: 'limit-expires', limit: 'credit-limit', date: inDays(30), amount: eur('100'), currency: 'GBP' };
    expect(datedWorkOfGroup(group, rulebook, today)).toEqual([own]);
    expect(datedWorkOfGroup({ ...group, expiryDate: inDays(31) }, rulebook, today)).toEqual([]);
  });
});

test.each([
  ['900.00', '1000', undefined],
  ['900.01', '1000', '900010'],
  ['0', '0', undefined],
  ['-5', '0', undefined],
  ['1200', '1000', '1200000'],
])('%s of a limit of %s is on the watch above 90 percent', (exposure, limit, used) => {
  const watched = watchedCredit({ exposure: eur(exposure), limit: eur(limit), currency: 'EUR' }, 900_000n);
  // Rounded to hundredths of a percent, which decides nothing.
  const rounded = used === undefined ? undefined : (BigInt(used) / 100n) * 100n;
  expect(watched === undefined ? undefined : 'used' in watched && watched.used).toBe(rounded);
});

test('anything of a limit of 0 is more than every percent', () => {
  const watched = watchedCredit({ exposure: 1n, limit: 0n, currency: 'EUR' }, 900_000n);
  expect(watched).toEqual({ kind: 'credit-watch', exposure: 1n, amount: 0n, currency: 'EUR' });
});
