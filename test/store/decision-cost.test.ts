import { DynamoDBClient, GetItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { costOf, type Cost } from '../../bench/cost-of.ts';
import { itemSize, transactionUnits } from '../../bench/item-size.ts';
import { dynamo } from '../../functions/store/table.ts';
import type { OrderDesk } from '../functions/orders/order-desk.ts';
import { longId, postingParameters, startBusyDesk } from './a-busy-entity.ts';

const sizes = [
  { name: 'short ids and one rule', rules: 1, id: (name: string) => name, parameters: undefined },
  { name: 'long ids, twenty rules and posting parameters', rules: 20, id: longId, parameters: postingParameters },
  {
    name: 'the longest ids and twenty rules',
    rules: 20,
    // A hold is named after its order, and is an id too.
    id: (name: string) => longId(name).padEnd(62, '0'),
    parameters: undefined,
  },
] as const;

const conditions = { paymentTerms: 'NET30-END-OF-MONTH', settlementDiscount: 'D10-2PC', requestedDate: '2026-06-30' };
const readAndWrite = { trips: 2, readUnits: 1.5 };

describe.each(sizes)('a decision with $name', ({ rules, id, parameters }) => {
  let desk: OrderDesk;
  const customer = id('C');
  const raw = new DynamoDBClient({ endpoint: process.env['DYNAMODB_ENDPOINT'] });

  beforeAll(async () => {
    desk = await startBusyDesk(rules);
    await desk.customer(customer);
    // Grants and rulebook are warm from here on.
    await desk.order(id('WARM'), { customer, ...conditions });
    await ask('WARM');
  });
  afterAll(() => raw.destroy());

  async function ask(order: string, attempt = 1) {
    const posting = parameters === undefined ? {} : { postingParameters: parameters };
    return desk.ask(id(order), { customer, ...posting }, id(`R${attempt}-${order}`).slice(0, 64));
  }

  async function costOfAsking(order: string, answer: 'passed' | 'held', attempt = 1): Promise<Cost> {
    let answered: unknown;
    const cost = await costOf(dynamo, async () => {
      answered = (await ask(order, attempt)).body;
    });
    expect(answered).toMatchObject({ answer });
    expect(cost).toMatchObject(readAndWrite);
    expect(cost.requests.toSorted()).toEqual(['GetItem', 'GetItem', 'Query', 'TransactWriteItems']);
    return cost;
  }

  async function stored(pk: string, sk: string): Promise<Record<string, AttributeValue>> {
    const Key = { pk: { S: pk }, sk: { S: sk } };
    const { Item } = await raw.send(new GetItemCommand({ TableName: desk.harness.tableName, Key }));
    return Item ?? {};
  }

  test('passes in two trips and four requests, for 1.5 RRU and 6 WRU', async () => {
    await desk.order(id('PASS'), { customer, ...conditions });
    expect((await costOfAsking('PASS', 'passed')).writeUnits).toBe(6);
  });

  test('passes for no more where the account carries the link of a posting (docs/adr/0021)', async () => {
    const journal = await desk.call('create-adjustment', {}, { type: 'credit-limit', description: '' });
    const { adjustment } = journal.body;
    const line = { customer, newLimit: '8000.00', expiryDate: '2099-12-31' };
    await desk.setUp('put-adjustment-line', { adjustment, line: '1' }, line);
    const headers = { 'if-match': '*' };
    expect((await desk.call('post-adjustment', { adjustment }, {}, { headers })).status).toBe(200);
    expect(await stored(`C#ACME#${customer}`, 'A#account')).toHaveProperty('link');
    await desk.order(id('CARRY'), { customer, ...conditions });
    expect((await costOfAsking('CARRY', 'passed')).writeUnits).toBe(6);
    await desk.call('cancel-order', { order: id('CARRY') }, { customer });
  });

  test('the engine counts what the documented sizes of the items give', async () => {
    await desk.order(id('SIZE'), { customer });
    const { writeUnits } = await costOfAsking('SIZE', 'passed');
    const partition = `C#ACME#${customer}`;
    const items = await Promise.all([
      stored(partition, `D#${id('R1-SIZE').slice(0, 64)}`),
      stored(partition, 'A#position'),
      stored(`O#ACME#${id('SIZE')}`, 'order'),
    ]);
    for (const item of items) expect(itemSize(item)).toBeGreaterThan(100);
    expect(writeUnits).toBe(transactionUnits(items));
  });

  test('an order with a release and everything that it passed behind it passes for no more', async () => {
    await desk.order(id('OLD'), { customer, amount: '9000.00', ...conditions });
    await ask('OLD');
    const holds = [{ legalEntity: 'ACME', hold: `${id('OLD')}.1` }];
    const release = { holds, reason: 'OK', mode: 'without-posting' };
    const { body } = await desk.harness.call('release-holds', { as: 'root', body: release });
    expect(body.results).toMatchObject([{ outcome: 'done' }]);
    expect((await costOfAsking('OLD', 'passed', 2)).writeUnits).toBe(6);
    await desk.order(id('OLD'), { customer, version: 2, amount: '500.00' });
    expect((await costOfAsking('OLD', 'passed', 3)).writeUnits).toBe(6);
    await desk.call('cancel-order', { order: id('OLD') }, { customer });
  });

  test.each(['draft', 'open'] as const)('holds an order that was %s for at most 12 WRU', async (state) => {
    await desk.order(id(state), { customer, state, amount: '9000.00', ...conditions });
    expect((await costOfAsking(state, 'held')).writeUnits).toBeLessThanOrEqual(12);
    await desk.call('cancel-order', { order: id(state) }, { customer });
  });
});
