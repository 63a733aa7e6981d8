import { overwriting, type Stage } from './stage.ts';
import { ask, putOrders, type Scenario, type Task } from './steps.ts';

/** The group of a run is named after its customer; its members have no credit of their own. */
export function membersOf(customer: string): readonly [string, string] {
  return [`${customer}A`, `${customer}B`];
}

const aGroup = (creditLimit: string) => ({ creditLimit, currency: 'EUR', expiryDate: '2099-12-31' });

export async function prepareGroup(stage: Stage, customer: string, creditLimit: string): Promise<void> {
  await stage.send('put-customer-credit-group', { group: customer }, aGroup(creditLimit));
  for (const member of membersOf(customer)) {
    await stage.send('put-customer', { customer: member }, { name: member, currency: 'EUR' });
    await stage.send('put-customer-credit-group-member', { group: customer, customer: member });
  }
}

export function evaluateGroup({ harness }: Stage, creditGroup: string, cause: string): Promise<unknown> {
  const body = { kind: 'group', creditGroup, because: 'relief', cause };
  return harness.work('evaluate-holds', { messages: [{ body, messageGroupId: creditGroup }] });
}

const inParallel: Scenario = {
  takesTime: true,
  name: 'orders of two members in parallel',
  prepare: async (stage, customer) => {
    const [a, b] = membersOf(customer);
    await prepareGroup(stage, customer, '1000');
    await putOrders(stage, a, ['600', '300']);
    await putOrders(stage, b, ['600']);
  },
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    return [ask(stage, a, 0), ask(stage, a, 1), ask(stage, b, 0)];
  },
};

const limitCut: Scenario = {
  takesTime: true,
  name: 'orders of two members and a cut of the limit of their group',
  prepare: inParallel.prepare,
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    const cut: Task = {
      intent: 'cut',
      run: () => stage.send('put-customer-credit-group', { group: customer }, aGroup('500'), overwriting),
    };
    return [ask(stage, a, 0), ask(stage, b, 0), cut];
  },
};

const payment: Scenario = {
  takesTime: true,
  name: 'an order of one member and a payment of the other',
  prepare: async (stage, customer) => {
    const [a, b] = membersOf(customer);
    await prepareGroup(stage, customer, '1000');
    const invoice = { customer: a, date: '2026-06-01', dueDate: '2026-07-01', amount: '900', currency: 'EUR' };
    await stage.send('put-invoice', { invoice: `${a}-I` }, invoice);
    await putOrders(stage, b, ['600']);
  },
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    const pay = async (): Promise<void> => {
      const paid = { customer: a, date: '2026-06-15', amount: '900', currency: 'EUR' };
      await stage.send('put-payment', { payment: `${a}-P` }, paid);
      await evaluateGroup(stage, customer, 'paid');
    };
    return [ask(stage, b, 0), { intent: 'pay', run: pay }];
  },
};

const leaving: Scenario = {
  takesTime: true,
  name: 'an invoice and an order of two members, one of whom leaves and joins again',
  prepare: inParallel.prepare,
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    const params = { group: customer, customer: a };
    const leave = async (): Promise<void> => {
      await stage.send('delete-customer-credit-group-member', params);
      await stage.send('put-customer-credit-group-member', params);
      await evaluateGroup(stage, customer, 'joined');
    };
    const invoice = { customer: a, date: '2026-06-01', dueDate: '2026-07-01', amount: '300', currency: 'EUR' };
    const book: Task = { intent: 'book', run: () => stage.send('put-invoice', { invoice: `${a}-I` }, invoice) };
    return [book, ask(stage, b, 0), { intent: 'leave', run: leave }];
  },
};

export const groupScenarios = {
  groupInParallel: inParallel,
  groupLimitCut: limitCut,
  groupPayment: payment,
  groupLeaving: leaving,
} as const satisfies Readonly<Record<string, Scenario>>;
