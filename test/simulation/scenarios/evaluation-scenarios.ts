import { membersOf, prepareGroup } from './group-scenarios.ts';
import { ask, invoice, limit, payment, putOrders, type Scenario } from './steps.ts';

const together: Scenario = {
  name: 'held orders evaluated together, an invoice, and an order',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await invoice(stage, customer, '900').run();
    await putOrders(stage, customer, ['300', '300', '100']);
    for (const index of [0, 1]) await ask(stage, customer, index, 'before').run();
  },
  tasks: (stage, customer) => [
    payment(stage, customer, '900'),
    invoice(stage, customer, '500', {}, 'J'),
    ask(stage, customer, 2),
  ],
};

const twoPayments: Scenario = {
  name: 'a held order and two payments',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await invoice(stage, customer, '1000').run();
    await putOrders(stage, customer, ['600']);
    await ask(stage, customer, 0, 'before').run();
  },
  tasks: (stage, customer) => ['P', 'Q'].map((id) => payment(stage, customer, '300', {}, id)),
};

const groupTogether: Scenario = {
  takesTime: true,
  name: 'held orders of two members evaluated together, and an invoice of one',
  prepare: async (stage, customer) => {
    const [a, b] = membersOf(customer);
    await prepareGroup(stage, customer, '1000');
    await invoice(stage, a, '900').run();
    for (const member of [a, b]) {
      await putOrders(stage, member, ['200', '200']);
      for (const index of [0, 1]) await ask(stage, member, index, 'before').run();
    }
  },
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    return [payment(stage, a, '900'), invoice(stage, a, '500', {}, 'J'), payment(stage, b, '300', {}, 'Q')];
  },
};

export const evaluationScenarios = {
  together,
  twoPayments,
  groupTogether,
} as const satisfies Readonly<Record<string, Scenario>>;
