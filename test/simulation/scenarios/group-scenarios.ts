import { overwriting, type Stage } from '../stage.ts';
import { ask, cancel, force, invoice, limit, payment, putOrders, type Scenario, type Task } from './steps.ts';

/** The group of a run is named after its customer; its members have no credit of their own. */
export function membersOf(customer: string): readonly [string, string] {
  return [`${customer}A`, `${customer}B`];
}

const aGroup = (creditLimit: string) => ({ creditLimit, currency: 'EUR', expiryDate: '2099-12-31' });

export async function prepareGroup(stage: Stage, customer: string, creditLimit: string): Promise<void> {
  await stage.send('put-customer-credit-group', { group: customer }, { body: aGroup(creditLimit) });
  for (const member of membersOf(customer)) {
    await stage.send('put-customer', { customer: member }, { body: { name: member, currency: 'EUR' } });
    await stage.send('put-customer-credit-group-member', { group: customer, customer: member });
  }
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

/** What is there is replaced, so that sent again it may undo what came in between. */
function account(stage: Stage, group: string, creditLimit: string): Task {
  const sent = { body: aGroup(creditLimit), headers: overwriting };
  return { intent: 'group', run: () => stage.send('put-customer-credit-group', { group }, sent), mayRepeat: true };
}

const limitCut: Scenario = {
  takesTime: true,
  name: 'orders of two members and a cut of the limit of their group',
  prepare: inParallel.prepare,
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    return [ask(stage, a, 0), ask(stage, b, 0), account(stage, customer, '500')];
  },
};

const limitRaise: Scenario = {
  takesTime: true,
  name: 'held orders of two members and a raise of the limit of their group',
  prepare: async (stage, customer) => {
    const [a, b] = membersOf(customer);
    await prepareGroup(stage, customer, '500');
    await putOrders(stage, a, ['600', '300']);
    await putOrders(stage, b, ['400']);
    await ask(stage, a, 0, 'before').run();
    await ask(stage, b, 0, 'before').run();
  },
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    return [ask(stage, a, 1), ask(stage, b, 0), account(stage, customer, '1000')];
  },
};

const paid: Scenario = {
  takesTime: true,
  name: 'an order of one member and a payment of the other',
  prepare: async (stage, customer) => {
    const [a, b] = membersOf(customer);
    await prepareGroup(stage, customer, '1000');
    await invoice(stage, a, '900').run();
    await putOrders(stage, b, ['600']);
  },
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    return [ask(stage, b, 0), payment(stage, a, '900')];
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
      // Sent again, it may have left before.
      await stage.send('delete-customer-credit-group-member', params, { accepts: [404] });
      await stage.send('put-customer-credit-group-member', params);
    };
    return [invoice(stage, a, '300'), ask(stage, b, 0), { intent: 'leave', run: leave, mayRepeat: true }];
  },
};

const joining: Scenario = {
  takesTime: true,
  name: 'a customer with a hold that joins a group while orders of it and of a member are decided',
  prepare: async (stage, customer) => {
    const [a] = membersOf(customer);
    const outside = `${customer}X`;
    await prepareGroup(stage, customer, '1000');
    await stage.send('put-customer', { customer: outside }, { body: { name: outside, currency: 'EUR' } });
    await putOrders(stage, outside, ['600', '300']);
    await putOrders(stage, a, ['500']);
    await ask(stage, outside, 0, 'before').run();
  },
  tasks: (stage, customer) => {
    const [a] = membersOf(customer);
    const outside = `${customer}X`;
    const join: Task = {
      intent: 'join',
      run: () => stage.send('put-customer-credit-group-member', { group: customer, customer: outside }),
    };
    return [join, ask(stage, outside, 1), ask(stage, a, 0)];
  },
};

const cancellation: Scenario = {
  takesTime: true,
  name: 'a cancellation of one member and held orders of both',
  prepare: async (stage, customer) => {
    const [a, b] = membersOf(customer);
    await prepareGroup(stage, customer, '1000');
    await putOrders(stage, a, ['700', '500']);
    await putOrders(stage, b, ['500']);
    await ask(stage, a, 0, 'before').run();
    await ask(stage, b, 0, 'before').run();
  },
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    return [cancel(stage, a, 0), ask(stage, a, 1), ask(stage, b, 0)];
  },
};

const ownLimit: Scenario = {
  takesTime: true,
  name: 'orders of a member that has a limit of its own too, which is cut',
  prepare: async (stage, customer) => {
    const [a, b] = membersOf(customer);
    await prepareGroup(stage, customer, '1000');
    await stage.send('put-customer', { customer: b }, { body: limit('800'), headers: overwriting });
    await putOrders(stage, a, ['300']);
    await putOrders(stage, b, ['700', '400']);
  },
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    const sent = { body: limit('500'), headers: overwriting };
    const cut: Task = { intent: 'cut', run: () => stage.send('put-customer', { customer: b }, sent), mayRepeat: true };
    return [ask(stage, a, 0), ask(stage, b, 0), ask(stage, b, 1), cut];
  },
};

const forced: Scenario = {
  takesTime: true,
  name: 'orders of two members, one of which is forced and lets a hold of the other go',
  prepare: async (stage, customer) => {
    const [a, b] = membersOf(customer);
    await prepareGroup(stage, customer, '1000');
    await putOrders(stage, a, ['700']);
    await putOrders(stage, b, ['500', '300']);
    await ask(stage, a, 0, 'before').run();
    await ask(stage, b, 0, 'before').run();
  },
  tasks: (stage, customer) => {
    const [a, b] = membersOf(customer);
    return [force(stage, a, 0, 'ann'), ask(stage, b, 1), payment(stage, b, '100'), cancel(stage, a, 0)];
  },
};

export const groupScenarios = {
  groupInParallel: inParallel,
  groupLimitCut: limitCut,
  groupLimitRaise: limitRaise,
  groupPayment: paid,
  groupLeaving: leaving,
  groupJoining: joining,
  groupCancellation: cancellation,
  groupOwnLimit: ownLimit,
  groupForced: forced,
} as const satisfies Readonly<Record<string, Scenario>>;
