import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { CustomerId, InvoiceId, OrderId } from '../../../domain/ids.ts';
import type { Ageing } from '../../../domain/position.ts';
import {
  ageingKey,
  awaitedRatesKey,
  invoiceKey,
  orderKey,
  positionKey,
  type Key,
} from '../../../functions/store/keys.ts';
import { packItems } from '../../../functions/store/packed-items.ts';
import { table } from '../../../functions/store/table.ts';
import { wholeTable } from '../../contract/whole-table.ts';
import {
  aDocument,
  anInvoice,
  anOrder,
  entity,
  startDocumentsDesk,
  type DocumentsDesk,
} from '../documents/documents-desk.ts';

let desk: DocumentsDesk;
beforeAll(async () => {
  desk = await startDocumentsDesk();
  await desk.harness.grant('eva', entity, ['auditor']);
  await desk.call('put-order', { order: 'O1' }, anOrder());
  await desk.call('put-order', { order: 'O2' }, anOrder({ state: 'closed' }));
  await desk.call('put-packing-slip', { order: 'O2', packingSlip: 'S1' }, aDocument({ amount: '300' }));
  await desk.call('put-packing-slip', { order: 'O3', packingSlip: 'S1' }, aDocument({ amount: '50' }));
  await desk.call('put-packing-slip', { order: 'O3', packingSlip: 'S2' }, aDocument({ amount: '70' }));
  await desk.call('reverse-packing-slip', { order: 'O3', packingSlip: 'S2' }, { customer: 'C1', date: '2026-06-12' });
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ order: 'O1', amount: '400' }));
  const settlements = [{ invoice: 'I1', amount: '100' }];
  await desk.call('put-payment', { payment: 'P1' }, aDocument({ amount: '150', settlements }));
  await desk.call('put-payment', { payment: 'P2' }, aDocument({ amount: '70' }));
  await desk.call('reverse-payment', { payment: 'P2' }, { customer: 'C1', date: '2026-06-12' });
  await desk.call(
    'put-credit-note',
    { creditNote: 'N1' },
    aDocument({ amount: '30', order: 'O1', reopensOrder: true }),
  );
  const sent = aDocument({ amount: '20', invoice: 'I1' });
  await desk.call('put-payment-settlement', { payment: 'P1', settlement: 'T1' }, sent);
});

const reconcile = (wishes: { readonly key?: string; readonly customer?: string; readonly as?: string } = {}) =>
  desk.harness.call('reconcile-customer', {
    as: wishes.as ?? 'mia',
    params: { legalEntity: entity, customer: wishes.customer ?? 'C1' },
    body: {},
    ...(wishes.key === undefined ? {} : { headers: { 'idempotency-key': wishes.key } }),
  });
const plant = (Key: Key, attribute: string, by: bigint) =>
  table.send(
    new UpdateCommand({
      TableName: desk.harness.tableName,
      Key,
      UpdateExpression: 'ADD #attribute :by',
      ExpressionAttributeNames: { '#attribute': attribute },
      ExpressionAttributeValues: { ':by': by },
    }),
  );

it('finds no difference where exposure equals the documents, and says how many there are', async () => {
  const { status, body } = await reconcile();
  expect([status, body]).toEqual([
    200,
    {
      customer: 'C1',
      currency: 'EUR',
      documents: { orders: 3, packingSlips: 3, invoices: 1, credits: 3 },
      differences: [],
    },
  ]);
  await desk.addCustomer('NEW');
  expect((await reconcile({ customer: 'NEW' })).body.differences).toEqual([]);
});

const C1 = 'C1' as CustomerId;
const planted = [
  ['unconverted', positionKey(entity, C1), 'position', null, 'unconverted', ['1', '0']],
  ['USD/EUR 2026-06-10', awaitedRatesKey(entity, C1), 'position', 'USD/EUR 2026-06-10', 'unconverted', ['1', '0']],
  ['balance', positionKey(entity, C1), 'position', null, 'openReceivables', ['220.01', '220.00']],
  ['toHeld', positionKey(entity, C1), 'position', null, 'openOrdersOnHold', ['0.01', '0.00']],
  ['unappliedCash', ageingKey(entity, C1), 'ageing', null, 'unappliedCash', ['60.01', '60.00']],
  ['delivered', orderKey(entity, 'O2' as OrderId), 'order', 'O2', 'delivered', ['300.01', '300.00']],
  ['invoiced', orderKey(entity, 'O1' as OrderId), 'order', 'O1', 'invoiced', ['370.01', '370.00']],
  ['settled', invoiceKey(entity, 'I1' as InvoiceId), 'invoice', 'I1', 'settled', ['120.01', '120.00']],
] as const;

it.each(planted)('finds a cent too many in %s, and corrects nothing', async (attribute, key, of, id, what, amounts) => {
  await plant(key, attribute, 1n);
  const before = await wholeTable(desk.harness.tableName);
  const { body } = await reconcile();
  const [stored, fromDocuments] = amounts;
  const currency = what === 'unconverted' ? null : 'EUR';
  expect(body.differences).toContainEqual({ of, id, what, currency, stored, fromDocuments });
  const records = (items: readonly unknown[]) => items.filter((item) => (item as { kind?: string }).kind !== 'request');
  expect(records(await wholeTable(desk.harness.tableName))).toEqual(records(before));
  await plant(key, attribute, -1n);
});

it('finds what is missing of the ageing', async () => {
  const key = ageingKey(entity, C1);
  const set = (items: Ageing['items']) =>
    table.send(
      new UpdateCommand({
        TableName: desk.harness.tableName,
        Key: key,
        UpdateExpression: 'SET #items = :items',
        ExpressionAttributeNames: { '#items': 'items' },
        ExpressionAttributeValues: { ':items': packItems(items) },
      }),
    );
  await set([]);
  expect((await reconcile()).body.differences).toEqual([
    { of: 'ageing', id: '2026-06-14', what: 'open', currency: 'EUR', stored: '0.00', fromDocuments: '280.00' },
  ]);
  await set([{ dueDate: '2026-06-14' as CivilDate, open: 280_00n }]);
});

it('answers the same under the same key, and says so', async () => {
  const first = await reconcile({ key: 'once' });
  await desk.call('put-packing-slip', { order: 'O4', packingSlip: 'S1' }, aDocument({ amount: '1' }));
  const again = await reconcile({ key: 'once' });
  expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
  expect((await reconcile({ key: 'twice' })).body.documents.orders).toBe(4);
});

it('is for managers and auditors, of customers that there are', async () => {
  expect((await reconcile({ as: 'eva' })).status).toBe(200);
  expect((await reconcile({ as: 'erp' })).status).toBe(403);
  expect((await reconcile({ customer: 'C9' })).body).toMatchObject({ status: 404, kind: 'customer' });
});
