import { membersOf, evaluateGroup, prepareGroup } from './group-scenarios.ts';
import type { Stage } from './stage.ts';
import { ask, limit, putOrders, type Scenario, type Task } from './steps.ts';

/** By message, as what moved `relief` asks for it. */
export function evaluate({ harness }: Stage, customer: string, cause: string): Promise<unknown> {
  const body = { kind: 'customer', legalEntity: 'SIM', customer, because: 'relief', cause };
  return harness.work('evaluate-holds', { messages: [{ body, messageGroupId: customer }] });
}

async function owe({ send }: Stage, customer: string, invoice: string, amount: string): Promise<void> {
  const sent = { customer, date: '2026-06-01', dueDate: '2026-07-01', amount, currency: 'EUR' };
  await send('put-invoice', { invoice: `${customer}-${invoice}` }, sent);
}

async function pay({ send }: Stage, customer: string, payment: string, amount: string): Promise<void> {
  const paid = { customer, date: '2026-06-15', amount, currency: 'EUR' };
  await send('put-payment', { payment: `${customer}-${payment}` }, paid);
}

const together: Scenario = {
  name: 'held orders evaluated together, an invoice, and an order',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, limit('1000'));
    await owe(stage, customer, 'I', '900');
    await putOrders(stage, customer, ['300', '300', '100']);
    for (const index of [0, 1]) await ask(stage, customer, index).run();
    await pay(stage, customer, 'P', '900');
  },
  tasks: (stage, customer) => [
    { intent: 'evaluate', run: () => evaluate(stage, customer, 'paid') },
    { intent: 'book', run: () => owe(stage, customer, 'J', '500') },
    ask(stage, customer, 2),
  ],
};

const twoPayments: Scenario = {
  name: 'a held order and two payments, each with its evaluation',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, limit('1000'));
    await owe(stage, customer, 'I', '1000');
    await putOrders(stage, customer, ['600']);
    await ask(stage, customer, 0).run();
  },
  tasks: (stage, customer) =>
    ['P', 'Q'].map((payment): Task => ({
      intent: `pay ${payment}`,
      run: async () => {
        await pay(stage, customer, payment, '300');
        await evaluate(stage, customer, payment);
      },
    })),
};

const groupTogether: Scenario = {
  takesTime: true,
  name: 'held orders of two members evaluated together, and an invoice of one',
  prepare: async (stage, customer) => {
    const [a, b] = membersOf(customer);
    await prepareGroup(stage, customer, '1000');
    await owe(stage, a, 'I', '900');
    for (const member of [a, b]) {
      await putOrders(stage, member, ['200', '200']);
      for (const index of [0, 1]) await ask(stage, member, index).run();
    }
    await pay(stage, a, 'P', '900');
  },
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    const more = async (): Promise<void> => {
      await pay(stage, b, 'Q', '300');
      await evaluateGroup(stage, customer, 'more');
    };
    return [
      { intent: 'evaluate', run: () => evaluateGroup(stage, customer, 'paid') },
      { intent: 'book', run: () => owe(stage, a, 'J', '500') },
      { intent: 'pay', run: more },
    ];
  },
};

export const evaluationScenarios = {
  together,
  twoPayments,
  groupTogether,
} as const satisfies Readonly<Record<string, Scenario>>;
