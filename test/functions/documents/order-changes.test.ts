import { beforeEach, expect, it } from 'vitest';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';
import { aDocument, anInvoice } from './documents-desk.ts';

let desk: OrderDesk;
beforeEach(async () => {
  desk = await startOrderDesk();
  await desk.setUp(
    'put-rule',
    { rule: 'USED' },
    { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' },
  );
  await desk.parameters({ creditLimitCheck: 'rules', recheckAfterRelease: 'never' });
  await desk.customer('C1', { creditLimit: '900.00' });
});

const version = (number: number, amount: string, state = 'open') =>
  desk.order('O1', { version: number, amount, state });
/** Owed, delivered, open and held, each apart; exposure is their sum. */
async function components(): Promise<readonly (string | undefined)[]> {
  const { body } = await desk.call('get-credit-position', { customer: 'C1' });
  const { openReceivables, deliveredNotInvoiced, openOrders, openOrdersOnHold } = body.components;
  const { body: reconciled } = await desk.call('reconcile-customer', { customer: 'C1' }, {});
  expect(reconciled.differences).toEqual([]);
  return [openReceivables, deliveredNotInvoiced, openOrders, openOrdersOnHold].map((amount) =>
    amount?.replace('.00', ''),
  );
}
const release = () =>
  desk.harness.call('release-holds', {
    as: 'root',
    body: {
      holds: [{ legalEntity: 'ACME', hold: 'O1.1', reviewDate: '2026-12-15' }],
      mode: 'without-posting',
      reason: 'OK',
    },
  });

it('counts an order once while it is held, released, changed, delivered, invoiced and closed', async () => {
  await version(1, '1000', 'draft');
  expect(await components()).toEqual(['0', '0', '0', '0']);
  expect((await desk.ask('O1')).body.answer).toBe('held');
  expect(await components()).toEqual(['0', '0', '0', '1000']);
  await version(2, '1200');
  expect(await components()).toEqual(['0', '0', '0', '1200']);
  await version(3, '1100');
  expect(await components()).toEqual(['0', '0', '0', '1100']);
  expect((await release()).status).toBe(200);
  expect(await components()).toEqual(['0', '0', '1100', '0']);
  await version(4, '1500');
  expect(await components()).toEqual(['0', '0', '1500', '0']);
  await version(5, '1300');
  expect(await components()).toEqual(['0', '0', '1300', '0']);
  await desk.setUp('put-invoice', { invoice: 'D1' }, anInvoice({ order: 'O1', isDownPayment: true, amount: '200' }));
  expect(await components()).toEqual(['200', '0', '1100', '0']);
  await desk.setUp('put-packing-slip', { order: 'O1', packingSlip: 'S1' }, aDocument({ amount: '500' }));
  expect(await components()).toEqual(['200', '300', '800', '0']);
  await desk.setUp('put-invoice', { invoice: 'I1' }, anInvoice({ order: 'O1', amount: '400' }));
  expect(await components()).toEqual(['600', '0', '700', '0']);
  await desk.setUp('put-packing-slip', { order: 'O1', packingSlip: 'S2' }, aDocument({ amount: '350' }));
  expect(await components()).toEqual(['600', '250', '450', '0']);
  await version(6, '1300', 'closed');
  expect(await components()).toEqual(['600', '250', '0', '0']);
  // More is invoiced than was ordered or delivered: it is owed, and of the order nothing is left.
  await desk.setUp('put-invoice', { invoice: 'I2' }, anInvoice({ order: 'O1', amount: '900' }));
  expect(await components()).toEqual(['1500', '0', '0', '0']);
});

it('drops the remainder of a cancelled order, and keeps what was delivered', async () => {
  await version(1, '800');
  await desk.setUp('put-packing-slip', { order: 'O1', packingSlip: 'S1' }, aDocument({ amount: '300' }));
  await desk.setUp('cancel-order', { order: 'O1' }, { customer: 'C1' });
  expect(await components()).toEqual(['0', '300', '0', '0']);
  await version(2, '5000');
  expect(await components()).toEqual(['0', '300', '0', '0']);
});
