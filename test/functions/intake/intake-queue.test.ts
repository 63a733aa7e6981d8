import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

let desk: OrderDesk;
beforeAll(async () => {
  process.env['INTAKE_PRINCIPAL'] = 'erp';
  desk = await startOrderDesk('ACME', { background: true });
  await desk.harness.grant('erp', 'ACME', ['order-intake']);
  await desk.setUp(
    'put-rule',
    { rule: 'USED' },
    { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' },
  );
  await desk.parameters({ creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' });
  await desk.customer('C1');
});
afterAll(async () => {
  delete process.env['INTAKE_PRINCIPAL'];
  await desk.harness.background().stop();
});

const occurredAt = '2026-06-15T10:00:00Z';
const order = { order: 'Q1', customer: 'C1', version: 1, state: 'draft', amount: '9000.00', currency: 'EUR' };
const envelope = { id: 'm1', type: 'order', legalEntity: 'ACME', occurredAt, data: order };

async function deliver(...bodies: readonly unknown[]): Promise<readonly string[]> {
  const answer = await desk.harness.work('route-intake', { messages: bodies.map((body) => ({ body })) });
  await desk.harness.background().settle();
  return (
    answer as { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] }
  ).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

function causes(): readonly unknown[] {
  return desk.harness
    .background()
    .deadLetters()
    .map(({ cause }) => cause);
}

/** A problem's code, and where it points. */
function inShort(cause: unknown): string {
  const { type, errors } = cause as {
    readonly type: string;
    readonly errors?: readonly { readonly pointer: string }[];
  };
  const code = type.replace('urn:holdfast:problem:', '');
  return errors === undefined ? code : [code, ...errors.map(({ pointer }) => pointer || '/')].join(' ');
}

test('messages do what the operations of the same name do, and a question is answered by an event (§15.1)', async () => {
  const question = { customer: 'C1', order: 'Q1', checkpoint: 'confirmation', mode: 'posting' };
  const payment = { payment: 'P1', customer: 'C1', date: '2026-06-15', amount: '1000.00', currency: 'EUR' };
  expect(await deliver(envelope, { ...envelope, id: 'm2', type: 'checkpoint-request', data: question })).toEqual([]);
  expect((await desk.call('get-hold', { hold: 'Q1.1' })).body).toMatchObject({ state: 'open', shortfall: '1000.00' });
  await deliver({ ...envelope, id: 'm3', type: 'payment', data: payment });
  expect((await desk.call('get-hold', { hold: 'Q1.1' })).body).toMatchObject({ state: 'released' });
  const types = desk.harness
    .background()
    .publishedEvents()
    .map(({ attributes }) => attributes['type']);
  expect(types).toEqual(expect.arrayContaining(['holdfast.order-held.v1', 'holdfast.order-released.v1']));
  expect(causes()).toEqual([]);
});

test('what cannot be carried out is a dead letter with its cause, and the rest of the batch goes on (§16)', async () => {
  const good = { ...envelope, id: 'm4', data: { ...order, order: 'Q2' } };
  const failed = await deliver(
    '{"id":',
    { ...envelope, id: 'm5', type: 'invoce' },
    { ...envelope, id: 'm6', legalEntity: 'OTHER' },
    { ...envelope, id: 'm7', data: { ...order, amount: 100, colour: 'red' } },
    { ...envelope, id: '~m8' },
    { ...envelope, id: 'm9', data: { ...order, order: 'Q3', customer: 'NOBODY' } },
    good,
  );
  expect(failed).toEqual([]);
  expect(causes().map(inShort).toSorted()).toEqual([
    'invalid-request /',
    'invalid-request /data/amount /data/colour',
    'invalid-request /id',
    'invalid-request /type',
    'legal-entity-not-found',
    'not-found',
  ]);
  expect((await desk.call('get-order', { order: 'Q2' })).status).toBe(200);
  expect((await desk.call('get-order', { order: 'Q3' })).status).toBe(404);
});

test('an older version that comes late is no mistake, a repeated message has one effect', async () => {
  const newer = { ...envelope, id: 'm10', data: { ...order, order: 'Q4', version: 3 } };
  const older = { ...envelope, id: 'm11', data: { ...order, order: 'Q4', version: 2, amount: '1.00' } };
  const before = causes().length;
  await deliver(newer, older, newer);
  expect((await desk.call('get-order', { order: 'Q4' })).body).toMatchObject({
    version: 3,
    amount: '9000.00',
    revision: 1,
  });
  expect(causes()).toHaveLength(before);
});

test('a document in another currency than its order is a dead letter that says so (§5.3)', async () => {
  const slip = { order: 'Q5', packingSlip: 'S1', customer: 'C1', date: '2026-06-15', amount: '5.00', currency: 'USD' };
  await deliver({ ...envelope, id: 'm20', data: { ...order, order: 'Q5', amount: '10.00' } });
  await deliver({ ...envelope, id: 'm21', type: 'packing-slip', data: slip });
  expect(causes().at(-1)).toMatchObject({ type: 'urn:holdfast:problem:document-currency-differs', currency: 'EUR' });
  expect((await desk.call('get-order', { order: 'Q5' })).body.delivered).toBe('0.00');
});

test("without a principal nothing is carried out in anybody's name, nor lost", async () => {
  delete process.env['INTAKE_PRINCIPAL'];
  const before = causes().length;
  expect(await deliver({ ...envelope, id: 'm12' })).toHaveLength(1);
  expect(causes()).toHaveLength(before);
  process.env['INTAKE_PRINCIPAL'] = 'erp';
});

test('the queue takes 256 KB and no byte more (§16)', async () => {
  const { client, queues } = desk.harness.background();
  const QueueUrl = queues.find(({ name }) => name === 'intake')?.url;
  const sendBytes = (bytes: number) =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify('x'.repeat(bytes - 2)) }));
  const before = causes().length;
  await expect(sendBytes(256 * 1024 + 1)).rejects.toThrow();
  await sendBytes(256 * 1024);
  await desk.harness.background().settle();
  expect(causes()).toHaveLength(before + 1);
});
