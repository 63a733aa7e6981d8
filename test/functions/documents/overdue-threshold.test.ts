import { afterEach, beforeEach, expect, it } from 'vitest';
import { costOf } from '../../../bench/cost-of.ts';
import type { CustomerId } from '../../../domain/ids.ts';
import { readCredit } from '../../../functions/store/credit-state.ts';
import { dynamo, table } from '../../../functions/store/table.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';
import { aDocument, anInvoice, entity } from './documents-desk.ts';

let desk: OrderDesk;
let asked = 0;
beforeEach(async () => {
  desk = await startOrderDesk();
  await desk.setUp('put-rule', { rule: 'LATE' }, { type: 'days-overdue', kind: 'blocking', scope: 'all', days: 0 });
  await desk.parameters({ creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' });
  await desk.customer('C1');
});
afterEach(() => {
  table.middlewareStack.remove('lag');
});

const threshold = (ignoreOverdueBelow: string | null) => desk.parameters({ ignoreOverdueBelow });
const invoice = (id: string, wishes = {}) => desk.setUp('put-invoice', { invoice: id }, anInvoice(wishes));
const pay = (id: string, amount: string, settles: string) =>
  desk.setUp('put-payment', { payment: id }, aDocument({ amount, settlements: [{ invoice: settles, amount }] }));
const ask = async () => {
  asked += 1;
  await desk.order(`O${asked}`);
  return (await desk.ask(`O${asked}`)).body.answer;
};
const ageing = async () => {
  const stored = (await readCredit(entity, 'C1' as CustomerId, true)).ageing;
  return [stored.threshold, ...stored.items.map(({ open }) => open)];
};
const overdue = async () => (await desk.call('get-credit-position', { customer: 'C1' })).body.overdue?.total;
const requestsOf = async (act: () => Promise<unknown>) => (await costOf(dynamo, act)).requests.toSorted();

it('leaves out an overdue item a cent below it, and counts one that reaches it', async () => {
  await threshold('50');
  await invoice('I1', { amount: '49.99' });
  await invoice('I2', { amount: '49.99' });
  expect([await ageing(), await overdue(), await ask()]).toEqual([[50_00n], '0.00', 'passed']);
  await invoice('I3', { amount: '50' });
  expect([await ageing(), await overdue(), await ask()]).toEqual([[50_00n, 50_00n], '50.00', 'held']);
});

it('looks at what is open of each instalment', async () => {
  await threshold('50');
  const instalments = [
    { dueDate: '2026-06-01', amount: '60' },
    { dueDate: '2026-06-02', amount: '40' },
  ];
  await invoice('I1', { amount: '100', dueDate: undefined, instalments });
  expect(await ageing()).toEqual([50_00n, 60_00n]);
  await pay('P1', '10', 'I1');
  expect(await ageing()).toEqual([50_00n, 50_00n]);
  await pay('P2', '0.01', 'I1');
  expect(await ageing()).toEqual([50_00n]);
  expect((await readCredit(entity, 'C1' as CustomerId, true)).position.sums.balance).toBe(89_99n);
});

it('aggregates again once after the parameter moved: for a decision, a document or an evaluation', async () => {
  await invoice('I1', { amount: '49.99' });
  await invoice('I2', { amount: '70' });
  await pay('P1', '30', 'I2');
  await threshold('50');
  expect(await ageing()).toEqual([undefined, 89_99n]);
  // Who only reads changes nothing.
  expect([await overdue(), await ageing()]).toEqual(['0.00', [undefined, 89_99n]]);
  expect(await ask()).toBe('passed');
  expect(await ageing()).toEqual([50_00n]);
  await threshold('40');
  await invoice('I3', { amount: '39.99' });
  expect(await ageing()).toEqual([40_00n, 89_99n]);
  expect(await ask()).toBe('held');
  await threshold('50');
  const { body } = await desk.call('evaluate-customer-holds', { customer: 'C1' }, {});
  expect(body.results.map(({ outcome }) => outcome)).toEqual(['released']);
  await threshold(null);
  expect(await ask()).toBe('held');
  expect(await ageing()).toEqual([0n, 129_98n]);
});

it('costs nothing where the parameter has not moved, and a few reads and one write where it has', async () => {
  await threshold('50');
  await invoice('I1', { amount: '60', dueDate: '2026-07-01' });
  await ask();
  const usual = ['GetItem', 'GetItem', 'Query', 'TransactWriteItems'];
  await desk.order('USUAL');
  // The rulebook is warm.
  expect(await requestsOf(() => desk.ask('USUAL'))).toEqual(usual);
  await threshold('55');
  await ask();
  await desk.order('MOVED');
  await threshold('50');
  await desk.call('get-credit-position', { customer: 'C1' });
  const again = [...usual, 'BatchGetItem', 'PutItem', 'Query', 'Query'].toSorted();
  expect(await requestsOf(() => desk.ask('MOVED'))).toEqual(again);
});

it('asks a customer to whom nothing is owed nothing more', async () => {
  await threshold('50');
  await desk.order('FIRST');
  await desk.call('get-credit-position', { customer: 'C1' });
  expect(await requestsOf(() => desk.ask('FIRST'))).toEqual(['GetItem', 'GetItem', 'Query', 'TransactWriteItems']);
});

it('does not believe a list of open invoices that lags', async () => {
  await invoice('I1', { amount: '60' });
  await invoice('I2', { amount: '80' });
  await threshold('50');
  let lists = 0;
  table.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      if (!('IndexName' in args.input)) return result;
      lists += 1;
      const output = result.output as { Items?: readonly unknown[] };
      return lists > 2
        ? result
        : { ...result, output: { ...output, Items: output.Items?.slice(lists - 1, 1) } as never };
    },
    { step: 'initialize', name: 'lag' },
  );
  expect(await ask()).toBe('held');
  expect([lists, await ageing()]).toEqual([3, [50_00n, 140_00n]]);
});
