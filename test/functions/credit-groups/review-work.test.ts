import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;
let keys = 0;
beforeAll(async () => {
  desk = await startGroupDesk({ background: true });
  await desk.group({ creditLimit: '1000', currency: 'USD', expiryDate: '2026-06-30' });
  for (const legalEntity of ['ACME', 'BETA']) {
    await desk.customer(legalEntity, `${legalEntity}-1`, { creditLimit: '5000', creditLimitExpiryDate: '2026-06-20' });
    await desk.done('put-rate-type', { legalEntity, rateType: 'DAY' }, { description: '' });
    const rates = { rates: [{ rateType: 'DAY', from: 'EUR', to: 'USD', validFrom: '2026-01-01', rate: '2' }] };
    await desk.done('put-exchange-rates', { legalEntity }, rates);
    await desk.parameters(legalEntity, { creditLimitRateType: 'DAY', creditLimitCheck: 'hold' });
  }
  await desk.join('ACME', 'ACME-1');
});
afterAll(() => desk.harness.background().stop());

async function search(legalEntity: string): Promise<void> {
  const headers = { 'idempotency-key': `search-${(keys += 1)}` };
  await desk.done('start-review-work-search', { legalEntity }, {}, { headers });
  await desk.harness.background().settle();
}

async function listed(legalEntity: string, kind: string) {
  const { body } = await desk.done('list-review-work', { legalEntity }, undefined, { query: { kind } });
  return body.items.map(({ subject, date, amount, exposure, currency, usedPercent }) => {
    return { id: subject.id, date, amount, exposure, currency, usedPercent };
  });
}

test('a group is review work of the legal entities that have members in it, in its currency (§1.3, §4.1)', async () => {
  for (const legalEntity of ['ACME', 'BETA']) await search(legalEntity);
  const ofGroup = {
    id: 'G',
    date: '2026-06-30',
    amount: '1000.00',
    exposure: null,
    currency: 'USD',
    usedPercent: null,
  };
  expect(await listed('ACME', 'limit-expires')).toEqual([ofGroup]);
  expect(await listed('BETA', 'limit-expires')).toMatchObject([{ id: 'BETA-1', date: '2026-06-20' }]);
});

test('its watch counts all members, converted, and ends with a hold of any', async () => {
  await desk.join('BETA', 'BETA-1');
  await desk.invoice('ACME', 'ACME-1', 'I-A', '300');
  await desk.invoice('BETA', 'BETA-1', 'I-B', '150');
  await search('ACME');
  // Exactly 90 percent: 450 euros at 2 of 1,000 dollars.
  expect(await listed('ACME', 'credit-watch')).toEqual([]);
  await desk.invoice('BETA', 'BETA-1', 'I-C', '5');
  await search('ACME');
  const watched = { id: 'G', date: null, amount: '1000.00', exposure: '910.00', currency: 'USD', usedPercent: '91.00' };
  expect(await listed('ACME', 'credit-watch')).toEqual([watched]);
  expect(await desk.decide('BETA', 'BETA-1', 'O-B', '100')).toContain('held');
  expect(await listed('ACME', 'credit-watch')).toEqual([]);
});

test('a legal entity that has left it sees nothing of it', async () => {
  expect(await listed('ACME', 'limit-expires')).toHaveLength(1);
  await desk.leave('ACME', 'ACME-1');
  expect(await listed('ACME', 'limit-expires')).toEqual([]);
  await search('ACME');
  const renewed = await listed('ACME', 'limit-expires');
  expect(renewed.map(({ id }) => id)).not.toContain('G');
});
