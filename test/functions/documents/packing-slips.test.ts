import { outboxCodec } from '../../../functions/store/outbox.ts';
import { beforeEach, expect, it } from 'vitest';
import type { CustomerId } from '../../../domain/ids.ts';
import { queryPartition } from '../../../functions/store/credit-state.ts';
import { customerPartition } from '../../../functions/store/keys.ts';
import { anInvoice, anOrder, aDocument, entity, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';

let desk: DocumentsDesk;
beforeEach(async () => {
  desk = await startDocumentsDesk();
});

const deliver = (wishes = {}, order = 'O1', packingSlip = 'S1') =>
  desk.call('put-packing-slip', { order, packingSlip }, aDocument(wishes));

it('moves what was delivered out of open orders, once', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder());
  const { status, body } = await deliver({ amount: '600' });
  expect([status, body]).toEqual([201, { order: 'O1', packingSlip: 'S1', ...aDocument({ amount: '600.00' }) }]);
  expect((await deliver({ amount: '600' })).status).toBe(200);
  expect(await desk.sums()).toEqual([0n, 600_00n, 1000_00n, 1000_00n]);
  expect((await desk.call('get-packing-slip', { order: 'O1', packingSlip: 'S1' })).body).toEqual(body);
});

it('counts what was delivered above the order', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder());
  await deliver({ amount: '1000.01' });
  expect(await desk.sums()).toEqual([0n, 1000_01n, 1000_01n, 1000_01n]);
});

it('may come before its order, and after its invoice', async () => {
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ order: 'O1', amount: '500' }));
  await deliver({ amount: '600' });
  expect(await desk.sums()).toEqual([500_00n, 600_00n, 600_00n, 600_00n]);
  await desk.call('put-order', { order: 'O1' }, anOrder());
  expect(await desk.sums()).toEqual([500_00n, 600_00n, 1000_00n, 1000_00n]);
  expect((await desk.call('get-order', { order: 'O1' })).body).toMatchObject({
    delivered: '600.00',
    invoiced: '500.00',
  });
});

it('is named within its order', async () => {
  await deliver({ amount: '1' }, 'O1');
  expect((await deliver({ amount: '2' }, 'O2')).status).toBe(201);
  expect((await deliver({ amount: '2' }, 'O1')).body).toMatchObject({ kind: 'packing-slip' });
  expect(await desk.sums()).toEqual([0n, 3_00n, 3_00n, 3_00n]);
});

const takeBack = (wishes = {}, packingSlip = 'S1', order = 'O1') =>
  desk.call('reverse-packing-slip', { order, packingSlip }, { customer: 'C1', date: '2026-06-12', ...wishes });

it('is taken back once, and what it delivered can be delivered again (§7.1)', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder());
  await deliver({ amount: '600' });
  const { status, body } = await takeBack();
  const reversal = { order: 'O1', packingSlip: 'S1', customer: 'C1', date: '2026-06-12' };
  expect([status, body]).toEqual([201, reversal]);
  expect(await desk.sums()).toEqual([0n, 0n, 1000_00n, 1000_00n]);
  expect([(await takeBack()).status, (await deliver({ amount: '600' })).status]).toEqual([200, 200]);
  expect((await takeBack({ date: '2026-06-13' })).body).toMatchObject({ kind: 'packing-slip-reversal' });
  expect((await desk.call('get-packing-slip', { order: 'O1', packingSlip: 'S1' })).body.reversedOn).toBe('2026-06-12');
  await deliver({ amount: '600' }, 'O1', 'S2');
  expect(await desk.sums()).toEqual([0n, 600_00n, 1000_00n, 1000_00n]);
});

it('counts nothing where it is taken back before it arrives', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder());
  expect([(await takeBack()).status, (await takeBack()).status]).toEqual([201, 200]);
  expect((await takeBack({ date: '2026-06-13' })).status).toBe(409);
  const { status, body } = await deliver({ amount: '600' });
  expect([status, body.reversedOn]).toEqual([201, '2026-06-12']);
  expect([await desk.sums(), (await takeBack()).status]).toEqual([[0n, 0n, 1000_00n, 1000_00n], 200]);
});

it('leaves nothing delivered of an order that has ended, invoiced or not', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder({ state: 'closed' }));
  await deliver({ amount: '600' });
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ order: 'O1', amount: '500' }));
  expect(await desk.sums()).toEqual([500_00n, 600_00n, 600_00n, 600_00n]);
  await takeBack();
  expect(await desk.sums()).toEqual([500_00n, 500_00n, 500_00n, 500_00n]);
});

it('is taken back by its own customer alone', async () => {
  await desk.addCustomer('C2');
  expect((await takeBack({ customer: 'C9' })).body).toMatchObject({ kind: 'customer' });
  expect((await takeBack({ customer: 'C2' })).status).toBe(201);
  await deliver({ amount: '600' });
  expect(await desk.sums()).toEqual([0n, 600_00n, 600_00n, 600_00n]);
  expect((await takeBack({ customer: 'C2' })).body).toMatchObject({ status: 409, customer: 'C1' });
  expect((await takeBack({ customer: 'C2' }, 'S2')).body).toMatchObject({ status: 409, customer: 'C1' });
  expect((await takeBack()).status).toBe(201);
});

it('refuses an order of another customer and an unknown customer', async () => {
  await desk.addCustomer('C2');
  await desk.call('put-order', { order: 'O1' }, anOrder({ customer: 'C2' }));
  expect((await deliver()).body).toMatchObject({ customer: 'C2' });
  expect((await deliver({ customer: 'C9' })).body).toMatchObject({ kind: 'customer' });
});

it('asks for an evaluation where its order is held, since another amount is left to post', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder({ amount: '20000' }));
  await desk.harness.grant('ada', entity, ['credit-admin']);
  const rule = { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' };
  const params = { legalEntity: entity, rule: 'R1' };
  expect((await desk.harness.call('put-rule', { as: 'ada', params, body: rule })).status).toBe(201);
  const question = { customer: 'C1', order: 'O1', checkpoint: 'confirmation', mode: 'posting' };
  const { body } = await desk.call('request-checkpoint', {}, question);
  expect(body).toMatchObject({ answer: 'held' });
  await deliver({ amount: '600' });
  const events = await queryPartition(customerPartition(entity, 'C1' as CustomerId), 'E#evaluate-', true);
  expect(events.map((event) => outboxCodec(event, 'event').data)).toEqual([{ cause: 'packing-slip#O1#S1' }]);
  expect(await desk.sums()).toEqual([0n, 600_00n, 600_00n, 20000_00n]);
  await takeBack();
  const further = await queryPartition(customerPartition(entity, 'C1' as CustomerId), 'E#evaluate-', true);
  expect(further.map((event) => outboxCodec(event, 'event').data)).toContainEqual({
    cause: 'packing-slip-reversal#O1#S1',
  });
});
