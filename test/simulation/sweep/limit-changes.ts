import { membersOf, prepareGroup } from '../scenarios/group-scenarios.ts';
import { ask, limit, putOrders } from '../scenarios/steps.ts';
import { held, isReleased, onceSeen, type SweptChange } from './swept-change.ts';

const limitChanged: SweptChange = {
  name: 'a credit limit is cut, which a hold shows',
  events: ['limit-changed', 'hold-changed'],
  prepare: (stage, customer) => held(stage, customer),
  task: (stage, customer) => {
    const run = () => stage.send('put-customer', { customer }, { body: limit('900'), ...onceSeen });
    return { intent: 'limit', run };
  },
  isStored: async (stage, customer) => (await stage.send('get-customer', { customer }))['creditLimit'] === '900.00',
};

const groupLimitChanged: SweptChange = {
  name: 'the limit of a customer credit group is cut',
  events: ['limit-changed'],
  prepare: (stage, customer) => prepareGroup(stage, customer, '1000'),
  task: (stage, group) => {
    const body = { creditLimit: '900', currency: 'EUR', expiryDate: '2099-12-31' };
    return { intent: 'limit', run: () => stage.send('put-customer-credit-group', { group }, { body, ...onceSeen }) };
  },
  isStored: async (stage, group) =>
    (await stage.send('get-customer-credit-group', { group }))['creditLimit'] === '900.00',
};

const limitRaised: SweptChange = {
  name: 'the limit of a group is raised, which lets go a hold of a member',
  events: ['limit-changed', 'order-released'],
  prepare: async (stage, customer) => {
    const [member] = membersOf(customer);
    await prepareGroup(stage, customer, '500');
    await putOrders(stage, member, ['50', '600']);
    for (const index of [0, 1]) await ask(stage, member, index, 'before').run();
  },
  task: (stage, group) => {
    const body = { creditLimit: '900', currency: 'EUR', expiryDate: '2099-12-31' };
    return { intent: 'limit', run: () => stage.send('put-customer-credit-group', { group }, { body, ...onceSeen }) };
  },
  isStored: (stage, customer) => isReleased(stage, membersOf(customer)[0]),
};

export const limitChanges = {
  limitChanged,
  groupLimitChanged,
  limitRaised,
} as const satisfies Readonly<Record<string, SweptChange>>;
