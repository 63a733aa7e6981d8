import { beforeAll, expect, test } from 'vitest';
import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../../functions/actor.ts';
import { customerChain } from '../../functions/store/audit-chain.ts';
import { verifyChain } from '../../functions/store/verify-chain.ts';
import { startHoldDesk, type HoldDesk } from './hold-desk.ts';

const atOnce = 20;
const entity = 'ACME' as AuthorizedEntity;
let desk: HoldDesk;
beforeAll(async () => {
  desk = await startHoldDesk();
});

/** Each hold is a link of its customer's audit chain, so that of those at once one after the other gets through. */
test.each(['draft', 'open'])(
  'many %s orders of one customer at once are all held',
  { timeout: 60_000 },
  async (state) => {
    const customer = `C-${state}`;
    await desk.customer(customer);
    const orders = Array.from({ length: atOnce }, (_, index) => `${customer}-${index}`);
    for (const order of orders) await desk.order(order, { customer, state, amount: '9000.00' });
    const answers = await Promise.all(orders.map((order) => desk.ask(order, { customer })));
    expect(answers.map(({ status, body }) => [status, body.answer])).toEqual(orders.map(() => [200, 'held']));
    const chain = await verifyChain(customerChain(entity, customer as CustomerId), undefined);
    expect([chain.state, chain.head?.number]).toEqual(['intact', 1 + atOnce]);
  },
);
