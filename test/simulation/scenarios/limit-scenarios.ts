import type { OrderId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { readOrder } from '../../../functions/store/credit-state.ts';
import { entity, otherEntity, overwriting, setClock, type Stage } from '../stage.ts';
import { ask, invoice, limit, payment, putOrders, type Scenario, type Task } from './steps.ts';

const inParallel: Scenario = {
  name: 'orders in parallel',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await putOrders(stage, customer, ['600', '600', '300']);
  },
  tasks: (stage, customer) => [0, 1, 2].map((index) => ask(stage, customer, index)),
};

const repeated: Scenario = {
  name: 'a request sent twice',
  prepare: inParallel.prepare,
  tasks: (stage, customer) => [ask(stage, customer, 0), ask(stage, customer, 0), ask(stage, customer, 2)],
};

/** What is there is replaced, so that sent again it may undo what came in between. */
function account(stage: Stage, customer: string, body: object): Task {
  const run = () => stage.send('put-customer', { customer }, { body: { ...body }, headers: overwriting });
  return { intent: 'account', run, mayRepeat: true };
}

const limitCut: Scenario = {
  name: 'an order and a limit cut',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await putOrders(stage, customer, ['800', '100']);
  },
  tasks: (stage, customer) => [
    ask(stage, customer, 0),
    ask(stage, customer, 1),
    account(stage, customer, limit('500')),
  ],
};

const limitRaise: Scenario = {
  name: 'orders and a limit raise',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('500') });
    await putOrders(stage, customer, ['600', '400', '300']);
    await ask(stage, customer, 0, 'held').run();
  },
  tasks: (stage, customer) => [
    ask(stage, customer, 1),
    ask(stage, customer, 2),
    account(stage, customer, limit('1000')),
  ],
};

const paid: Scenario = {
  name: 'an order and a payment',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await invoice(stage, customer, '900').run();
    await putOrders(stage, customer, ['600']);
  },
  tasks: (stage, customer) => [ask(stage, customer, 0), payment(stage, customer, '900')],
};

const nextDay = '2026-06-15T22:00:00Z';

const midnight: Scenario = {
  name: 'a temporary limit that ends at midnight',
  prepare: async (stage, customer) => {
    const temporaryLimits = [{ from: '2026-06-01', to: '2026-06-15', amount: '1800' }];
    await stage.send('put-customer', { customer }, { body: { ...limit('1000'), temporaryLimits } });
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
        setClock(stage, nextDay);
      },
    },
  ],
};

const newDay: Scenario = {
  name: 'held orders asked about when a day brought room for both',
  startsAt: nextDay,
  prepare: async (stage, customer) => {
    const temporaryLimits = [{ from: '2026-06-16', to: '2026-06-30', amount: '1000' }];
    await stage.send('put-customer', { customer }, { body: { ...limit('100'), temporaryLimits } });
    await putOrders(stage, customer, ['400', '500']);
    for (const index of [0, 1]) await ask(stage, customer, index, 'held').run();
  },
  tasks: (stage, customer) => [ask(stage, customer, 0), ask(stage, customer, 1)],
};

const ruleChange: Scenario = {
  name: 'orders and a rule change',
  changesRules: true,
  prepare: inParallel.prepare,
  tasks: (stage, customer) => [...inParallel.tasks(stage, customer), rule(stage, customer, '50')],
};

const ruleRelief: Scenario = {
  name: 'orders and a rule that goes',
  changesRules: true,
  prepare: async (stage, customer) => {
    await inParallel.prepare(stage, customer);
    await rule(stage, customer, '50').run();
  },
  tasks: (stage, customer) => [
    ask(stage, customer, 0),
    ask(stage, customer, 2),
    {
      intent: 'no rule',
      // Sent again, it may have gone before.
      run: () => stage.send('delete-rule', { rule: customer }, { headers: overwriting, accepts: [404, 412] }),
    },
  ],
};

/** One of the customer's own. Sent again, there is one. */
function rule(stage: Stage, customer: string, percent: string): Task {
  const body = { type: 'credit-limit-used', kind: 'blocking', scope: 'customer', account: customer, percent };
  return { intent: 'rule', run: () => stage.send('put-rule', { rule: customer }, { body, accepts: [428] }) };
}

const statusChange: Scenario = {
  name: 'orders of a customer whose status stops all, and then no more',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: { ...limit('1000'), accountStatus: 'STOP' } });
    await putOrders(stage, customer, ['600', '300']);
    await ask(stage, customer, 0, 'held').run();
  },
  tasks: (stage, customer) => [
    ask(stage, customer, 0),
    ask(stage, customer, 1),
    account(stage, customer, limit('1000')),
  ],
};

const named: Scenario = {
  name: 'a customer that names what is deleted at once',
  changesRules: true,
  prepare: async ({ send }, customer) => {
    await send('put-reason', { reason: 'SLOW' }, { body: { type: 'status', description: '' } });
    await send('put-credit-management-group', { group: 'WHOLESALE' }, { body: { description: '' } });
    await send('put-customer', { customer }, { body: limit('1000') });
  },
  tasks: (stage, customer) => {
    const names = { accountStatus: 'STOP', accountStatusReason: 'SLOW', creditManagementGroup: 'WHOLESALE' };
    const body = { ...limit('1000'), ...names };
    const gone = { headers: overwriting, accepts: [404, 409, 412] };
    const { send } = stage;
    return [
      {
        intent: 'name',
        run: () => send('put-customer', { customer }, { body, headers: overwriting, accepts: [422] }),
      },
      { intent: 'no status', run: () => send('delete-account-status', { accountStatus: 'STOP' }, gone) },
      { intent: 'no reason', run: () => send('delete-reason', { reason: 'SLOW' }, gone) },
      { intent: 'no group', run: () => send('delete-credit-management-group', { group: 'WHOLESALE' }, gone) },
    ];
  },
};

const stranger: Scenario = {
  name: 'an order, and one of another legal entity who cuts the limit and does not see that the customer is there',
  prepare: limitCut.prepare,
  tasks: (stage, customer) => {
    const params = { legalEntity: otherEntity, customer };
    const sent = { body: limit('500'), headers: overwriting, as: 'stranger', accepts: [404] };
    return [
      ask(stage, customer, 0),
      { intent: 'strange', run: () => stage.send('put-customer', params, sent) },
      account(stage, customer, limit('500')),
    ];
  },
};

export const limitScenarios = {
  inParallel,
  repeated,
  limitCut,
  limitRaise,
  payment: paid,
  midnight,
  newDay,
  ruleChange,
  ruleRelief,
  statusChange,
  named,
  stranger,
} as const satisfies Readonly<Record<string, Scenario>>;
