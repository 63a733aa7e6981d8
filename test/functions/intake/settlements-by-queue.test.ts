import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDocument, anInvoice } from '../documents/documents-desk.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

let desk: OrderDesk;
beforeAll(async () => {
  process.env['INTAKE_PRINCIPAL'] = 'erp';
  desk = await startOrderDesk('ACME', { background: true });
  await desk.harness.grant('erp', 'ACME', ['order-intake']);
  await desk.customer('C1');
});
afterAll(async () => {
  delete process.env['INTAKE_PRINCIPAL'];
  await desk.harness.background().stop();
});

const reversal = { customer: 'C1', date: '2026-06-12' };
const settling = { invoice: 'I1', settlement: 'S1' };
const messages = {
  'payment-settlement': { payment: 'P1', ...aDocument({ ...settling, amount: '300' }) },
  'credit-note-settlement': { creditNote: 'N1', ...aDocument({ ...settling, amount: '200' }) },
  'payment-reversal': { payment: 'P2', ...reversal },
  'payment-settlement-reversal': { payment: 'P1', settlement: 'S2', ...reversal },
  'credit-note-settlement-reversal': { creditNote: 'N1', settlement: 'S2', ...reversal },
  'packing-slip-reversal': { order: 'O1', packingSlip: 'S1', ...reversal },
  'packing-slip': { order: 'O1', packingSlip: 'S1', ...aDocument() },
  payment: { payment: 'P1', ...aDocument({ amount: '400' }) },
  'credit-note': { creditNote: 'N1', ...aDocument({ amount: '250' }) },
  invoice: anInvoice({ invoice: 'I1' }),
};

test('settlements and reversals come by queue too, and before what they are of', async () => {
  const bodies = Object.entries(messages).map(([type, data], index) => ({
    body: { id: `m${index}`, type, legalEntity: 'ACME', occurredAt: '2026-06-15T10:00:00Z', data },
  }));
  await desk.harness.work('route-intake', { messages: bodies });
  await desk.harness.background().settle();
  expect(desk.harness.background().deadLetters()).toEqual([]);
  expect((await desk.call('get-invoice', { invoice: 'I1' })).body.open).toBe('500.00');
  await desk.setUp('put-payment', { payment: 'P2' }, aDocument());
  const { body } = await desk.call('get-credit-position', { customer: 'C1' });
  expect([body.components.openReceivables, body.unappliedCash]).toEqual(['350.00', '150.00']);
  expect(body.components.deliveredNotInvoiced).toBe('0.00');
});
