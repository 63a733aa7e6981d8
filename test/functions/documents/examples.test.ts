import { beforeEach, expect, it } from 'vitest';
import { defaultParameters } from '../../../domain/parameters.ts';
import { anInvoice, anOrder, aDocument, entity, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';

let desk: DocumentsDesk;
beforeEach(async () => {
  desk = await startDocumentsDesk();
});

async function position() {
  return (await desk.call('get-credit-position', { customer: 'C1' })).body;
}

it('example 21: every document counts once, in one place', async () => {
  const seen: (string | null)[] = [];
  const look = async () => seen.push((await position()).exposure);
  await desk.call('put-order', { order: 'O1' }, anOrder());
  await look();
  await desk.call('put-packing-slip', { order: 'O1', packingSlip: 'S1' }, aDocument({ amount: '600' }));
  await look();
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ order: 'O1', amount: '600' }));
  await look();
  const settlements = [{ invoice: 'I1', amount: '600' }];
  await desk.call('put-payment', { payment: 'P1' }, aDocument({ amount: '600', settlements }));
  await look();
  await desk.call('cancel-order', { order: 'O1' }, { customer: 'C1' });
  await look();
  expect(seen).toEqual(['1000.00', '1000.00', '1000.00', '400.00', '0.00']);
  expect(await desk.sums()).toEqual([0n, 0n, 0n, 0n]);
  expect(await desk.ageing()).toEqual([0n]);
});

it('example 21, where every document comes in another order', async () => {
  const settlements = [{ invoice: 'I1', amount: '600' }];
  await desk.call('put-payment', { payment: 'P1' }, aDocument({ amount: '600', settlements }));
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ order: 'O1', amount: '600' }));
  await desk.call('put-order', { order: 'O1' }, anOrder());
  expect(await desk.sums()).toEqual([0n, 0n, 400_00n, 400_00n]);
  await desk.call('put-packing-slip', { order: 'O1', packingSlip: 'S1' }, aDocument({ amount: '600' }));
  expect(await desk.sums()).toEqual([0n, 0n, 400_00n, 400_00n]);
  expect(await desk.ageing()).toEqual([0n]);
});

it('example 22: payments on account cover the oldest items unless only what is applied counts', async () => {
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ dueDate: '2026-06-01' }));
  await desk.call('put-payment', { payment: 'P1' }, aDocument({ amount: '700' }));
  expect((await position()).overdue).toEqual({ total: '300.00', worstDays: 14, oldestDueDate: '2026-06-01' });

  const params = { legalEntity: entity };
  const body = { ...defaultParameters, useUnappliedCash: false };
  const headers = { 'if-match': '*' };
  await desk.harness.grant('ada', entity, ['credit-admin']);
  await desk.harness.call('put-parameters', { as: 'ada', params, body, headers });
  expect((await position()).overdue?.total).toBe('1000.00');
  expect((await position()).exposure).toBe('300.00');
});
