import type { CreditGroupId } from '../domain/ids.ts';
import { benchDesk, entity, type BenchDesk } from './bench-desk.ts';
import { costOf, type Cost } from './cost-of.ts';
import type { Measurement } from './measurement.ts';

const group = 'CG-BENCH' as CreditGroupId;
const members = 20;
const holds = 100;
const released = 40;

/** What does the evaluation of a credit group's holds ask of the table: of 100 holds of 20 members, and where nothing has to be done? */
export async function evaluationCost(): Promise<readonly Measurement[]> {
  const desk = await benchDesk();
  const [{ dynamo }, { evaluateAsAsked }] = await Promise.all([
    import('../functions/store/table.ts'),
    import('../functions/evaluate-holds/operation.ts'),
  ]);
  const evaluated = (cause: string): Promise<Cost> =>
    costOf(dynamo, () =>
      evaluateAsAsked({ kind: 'group', creditGroup: group, because: 'relief', cause }, Date.now() + 25_000),
    );
  await setUp(desk);
  const nothing = await evaluated('nothing');
  await hold(desk);
  await pay(desk);
  const all = await evaluated('all');
  const seen = await evaluated('seen');
  return [
    ...measurements(`${holds} holds of ${members} members, ${released} of which go`, all, 37),
    ...measurements('for what was evaluated', seen, 2),
    ...measurements('for a group without open holds', nothing, 1),
  ];
}

function measurements(question: string, cost: Cost, atMost: number): readonly Measurement[] {
  return [
    { question, value: cost.requests.length, unit: 'requests', atMost },
    { question, value: cost.requests.filter((name) => name === 'TransactWriteItems').length, unit: 'transactions' },
    { question, value: cost.readUnits, unit: 'RRU' },
    { question, value: cost.writeUnits, unit: 'WRU' },
  ];
}

const member = (number: number): string => `M-${number % members}`;

async function setUp({ call }: BenchDesk): Promise<void> {
  await call('put-reason', { reason: 'AUTO' }, { type: 'release', description: 'Automatic' });
  const parameters = await call('get-parameters', {});
  await call('put-parameters', {}, { ...parameters, creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' });
  const rule = { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '90' };
  await call('put-rule', { rule: 'USED' }, rule);
  const body = { description: 'Bench', creditLimit: '10000', currency: 'EUR', expiryDate: '2099-12-31' };
  await call('put-customer-credit-group', { group }, body);
  for (let number = 0; number < members; number += 1) {
    const customer = member(number);
    await call('put-customer', { customer }, { name: customer, currency: 'EUR' });
    await call('put-customer-credit-group-member', { group, legalEntity: entity, customer });
  }
}

async function hold({ call }: BenchDesk): Promise<void> {
  const owed = { date: '2026-06-01', dueDate: '2099-07-01', currency: 'EUR' };
  await call('put-invoice', { invoice: 'I' }, { ...owed, customer: member(0), amount: '9000' });
  for (let number = 0; number < holds; number += 1) {
    const [customer, order] = [member(number), `O-${number}`];
    await call('put-order', { order }, { customer, version: 1, state: 'draft', amount: '100', currency: 'EUR' });
    await call('request-checkpoint', {}, { customer, order, checkpoint: 'confirmation', mode: 'posting' });
  }
}

async function pay({ call }: BenchDesk): Promise<void> {
  const paid = { customer: member(0), date: '2026-06-02', amount: String(released * 100), currency: 'EUR' };
  await call('put-payment', { payment: 'P' }, paid);
}
