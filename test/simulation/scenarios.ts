import type { OrderId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../../functions/actor.ts';
import { readOrder } from '../../functions/store/credit-state.ts';
import { evaluate, evaluationScenarios } from './evaluation-scenarios.ts';
import { groupScenarios } from './group-scenarios.ts';
import { entity, overwriting } from './stage.ts';
import { ask, limit, putOrders, type Scenario } from './steps.ts';

const inParallel: Scenario = {
  name: 'orders in parallel',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, limit('1000'));
    await putOrders(stage, customer, ['600', '600', '300']);
  },
  tasks: (stage, customer) => [0, 1, 2].map((index) => ask(stage, customer, index)),
};

const limitCut: Scenario = {
  name: 'an order and a limit cut',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, limit('1000'));
    await putOrders(stage, customer, ['800', '100']);
  },
  tasks: (stage, customer) => [
    ask(stage, customer, 0),
    ask(stage, customer, 1),
    { intent: 'cut', run: () => stage.send('put-customer', { customer }, limit('500'), overwriting) },
  ],
};

const payment: Scenario = {
  name: 'an order and a payment',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, limit('1000'));
    const invoice = { customer, date: '2026-06-01', dueDate: '2026-07-01', amount: '900', currency: 'EUR' };
    await stage.send('put-invoice', { invoice: `${customer}-I` }, invoice);
    await putOrders(stage, customer, ['600']);
  },
  tasks: (stage, customer) => [
    ask(stage, customer, 0),
    {
      intent: 'pay',
      run: async () => {
        const paid = { customer, date: '2026-06-15', amount: '900', currency: 'EUR' };
        await stage.send('put-payment', { payment: `${customer}-P` }, paid);
        await evaluate(stage, customer, 'paid');
      },
    },
  ],
};

const repeated: Scenario = {
  name: 'a request sent twice',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, limit('1000'));
    await putOrders(stage, customer, ['600', '300']);
  },
  tasks: (stage, customer) => [ask(stage, customer, 0), ask(stage, customer, 0), ask(stage, customer, 1)],
};

const midnight: Scenario = {
  name: 'a temporary limit that ends at midnight',
  prepare: async (stage, customer) => {
    const temporaryLimits = [{ from: '2026-06-01', to: '2026-06-15', amount: '1800' }];
    await stage.send('put-customer', { customer }, { ...limit('1000'), temporaryLimits });
    await putOrders(stage, customer, ['900', '900']);
  },
  tasks: (stage, customer) => [
    ask(stage, customer, 0),
    ask(stage, customer, 1),
    {
      intent: 'midnight',
      run: async () => {
        // A read, so that the clock moves at a moment of the schedule.
        await readOrder(entity as AuthorizedEntity, `${customer}-0` as OrderId, true);
        stage.harness.setClock('2026-06-15T22:00:00Z', entity);
      },
    },
  ],
};

const ruleChange: Scenario = {
  name: 'orders and a rule change',
  prepare: inParallel.prepare,
  tasks: (stage, customer) => [
    ...inParallel.tasks(stage, customer),
    {
      intent: 'rule',
      run: () =>
        stage.send(
          'put-rule',
          { rule: customer },
          { type: 'credit-limit-used', kind: 'blocking', scope: 'customer', account: customer, percent: '50' },
        ),
    },
  ],
};

const newDay: Scenario = {
  name: 'held orders asked about when a day brought room for both',
  prepare: async (stage, customer) => {
    const temporaryLimits = [{ from: '2026-06-16', to: '2026-06-30', amount: '1000' }];
    await stage.send('put-customer', { customer }, { ...limit('100'), temporaryLimits });
    await putOrders(stage, customer, ['400', '500']);
    for (const index of [0, 1]) await ask(stage, customer, index, 'held').run();
    stage.harness.setClock('2026-06-15T22:00:00Z', entity);
  },
  tasks: (stage, customer) => [ask(stage, customer, 0), ask(stage, customer, 1)],
};

export const scenarios = {
  inParallel,
  limitCut,
  payment,
  repeated,
  midnight,
  ruleChange,
  newDay,
  ...groupScenarios,
  ...evaluationScenarios,
} as const satisfies Readonly<Record<string, Scenario>>;
export type ScenarioName = keyof typeof scenarios;
