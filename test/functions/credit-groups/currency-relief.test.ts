import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LegalEntityId } from '../../../domain/ids.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import { setRates } from '../documents/exchange-rates.ts';
import { startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;

/** ACME, in euros as the group is, and YEN, in yen. */
beforeAll(async () => {
  desk = await startGroupDesk({ background: true });
  const body = { name: 'YEN', baseCurrency: 'JPY', timeZone: 'Asia/Tokyo' };
  await desk.done('put-legal-entity', { legalEntity: 'YEN' }, body, { as: 'root' });
  await desk.harness.grant('ann', 'YEN', ['credit-admin', 'credit-manager', 'order-intake', 'auditor']);
  for (const legalEntity of ['ACME', 'YEN']) {
    await desk.done('put-reason', { legalEntity, reason: 'AUTO' }, { type: 'release', description: 'Automatic' });
    await desk.parameters(legalEntity, { creditLimitCheck: 'hold', automaticReleaseReason: 'AUTO' });
  }
  await yenFor('160');
  await desk.group({ creditLimit: '1000' });
  await desk.customer('ACME', 'A');
  await desk.customer('YEN', 'Y', { currency: 'JPY' });
  await desk.join('ACME', 'A');
  await desk.join('YEN', 'Y');
  const sent = { customer: 'Y', date: '2026-06-01', dueDate: '2026-06-02', amount: '160000', currency: 'JPY' };
  await desk.done('put-invoice', { legalEntity: 'YEN', invoice: 'I1' }, sent);
});
afterAll(() => desk.harness.background().stop());

async function yenFor(euro: string | undefined): Promise<void> {
  const pairs: Parameters<typeof setRates>[1] = euro === undefined ? {} : { 'EUR/JPY': { '2026-01-01': euro } };
  await setRates(entityOfRecord('YEN' as LegalEntityId), pairs);
  await desk.harness.background().settle();
}

async function stateOf(order: string): Promise<string> {
  return (await desk.done('get-hold', { legalEntity: 'ACME', hold: `${order}.1` })).body.state;
}

it('a change of rates of one legal entity lets orders of another go, one cent less does not (§9.5)', async () => {
  expect(await desk.decide('ACME', 'A', 'O1', '200')).toEqual(['held', 'credit-limit-exceeded group']);
  // 160,000 yen are 800.01 euros, then 800.
  await yenFor('199.998');
  expect(await stateOf('O1')).toBe('open');
  await yenFor('200');
  expect(await stateOf('O1')).toBe('released');
});

it('a rate that arrives lets go what could not be evaluated', async () => {
  await yenFor(undefined);
  expect(await desk.decide('ACME', 'A', 'O2', '1')).toEqual(['held', 'cannot-evaluate ']);
  await yenFor('400');
  expect(await stateOf('O2')).toBe('released');
});

it('what members of other currencies owe overdue is converted into that of the legal entity which decides (§4.4)', async () => {
  await yenFor('400');
  await desk.rule('ACME', { type: 'overdue-amount', amount: '399.99', percent: '0' });
  await desk.group({ creditLimit: '100000', considerMembersOverdue: true }, '*');
  await desk.order('ACME', 'A', 'O3', '1');
  const { body } = await desk.ask('ACME', 'A', 'O3');
  expect(body.reasons).toMatchObject([{ code: 'overdue-amount', operands: { overdueAmount: '400.00' } }]);
  // 399.996 euros, then 399.99.
  await yenFor('400.004');
  expect(await stateOf('O3')).toBe('open');
  await yenFor('400.01');
  expect(await stateOf('O3')).toBe('released');
  await yenFor(undefined);
  await desk.parameters('ACME', { checkGroupLimit: false, creditLimitCheck: 'rules' });
  await desk.customer('ACME', 'B', { unlimited: true });
  await desk.join('ACME', 'B');
  expect(await desk.decide('ACME', 'B', 'O4', '1')).toEqual(['passed']);
  const reached = {
    kind: 'blocking',
    scope: 'all',
    type: 'overdue-amount',
    amount: '0.01',
    percent: '0',
    boundary: 'reached',
  };
  const overwriting = { headers: { 'if-match': '*' } };
  await desk.done('put-rule', { legalEntity: 'ACME', rule: 'R1' }, reached, overwriting);
  expect(await desk.decide('ACME', 'B', 'O5', '1')).toEqual(['held', 'cannot-evaluate ']);
});
