import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';
import { isWrite, watchRequests } from '../../store/watched-requests.ts';

let desk: OrderDesk;
beforeAll(async () => {
  desk = await startOrderDesk('ACME', { background: true });
  await desk.harness.grant('erp', 'ACME', ['order-intake']);
  const rule = { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' };
  await desk.setUp('put-rule', { rule: 'USED' }, rule);
  await desk.parameters({ creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' });
});
afterAll(() => desk.harness.background().stop());

const occurredAt = '2026-06-15T10:00:00Z';

function question(id: string, customer: string, order: string, wishes: object = {}) {
  const data = { customer, order, checkpoint: 'confirmation', mode: 'posting', ...wishes };
  return { envelope: { id, type: 'checkpoint-request', legalEntity: 'ACME', occurredAt, data }, subject: 'erp' };
}

/** Draft orders of 1,000 each. */
async function orders(customer: string, count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) => `${customer}-${index + 1}`);
  for (const order of names) await desk.order(order, { customer });
  return names;
}

/** One batch of the order queue, all of one message group: the ids that failed, and how many transactions were written. */
async function batch(bodies: readonly unknown[]) {
  let failed: unknown;
  const requests = await watchRequests(async () => {
    const messages = bodies.map((body) => ({ body, messageGroupId: 'G' }));
    failed = await desk.harness.work('process-intake', { messages });
  });
  expect(failed).toEqual({ batchItemFailures: [] });
  return requests.filter(isWrite).length;
}

async function answerOf(order: string, request: string): Promise<string> {
  const { body } = await desk.call('list-decisions', { order });
  return body.items.find((decision) => decision.request === request)?.answer ?? 'none';
}

describe('questions about orders of one customer in a batch', () => {
  it('are answered in one transaction', async () => {
    await desk.customer('H1');
    const names = await orders('H1', 8);
    expect(await batch(names.map((order) => question(`q-${order}`, 'H1', order)))).toBe(1);
    for (const order of names) expect(await answerOf(order, `q-${order}`)).toBe('passed');
    const { body } = await desk.call('get-credit-position', { customer: 'H1' });
    expect(body.exposure).toBe('8000.00');
  });

  it('pass as far as they fit within the limit, and the others are held', async () => {
    await desk.customer('H2', { creditLimit: '5000.00' });
    const names = await orders('H2', 9);
    await batch(names.map((order) => question(`q-${order}`, 'H2', order)));
    const answers = await Promise.all(names.map((order) => answerOf(order, `q-${order}`)));
    expect(answers.filter((answer) => answer === 'passed')).toHaveLength(5);
    expect(answers.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'passed'));
    expect(answers.slice(5)).toEqual(Array.from({ length: 4 }, () => 'held'));
  });

  it('have one effect where the batch comes again, or holds one of them twice', async () => {
    await desk.customer('H3');
    const names = await orders('H3', 3);
    const bodies = names.map((order) => question(`q-${order}`, 'H3', order));
    await batch([...bodies, ...bodies]);
    await batch(bodies);
    const { body } = await desk.call('get-credit-position', { customer: 'H3' });
    expect(body.exposure).toBe('3000.00');
    for (const order of names) expect((await desk.call('list-decisions', { order })).body.items).toHaveLength(1);
  });

  it('that are refused or unreadable go to the dead letters, and the others on', async () => {
    await desk.customer('H4');
    const [one = '', two = '', three = ''] = await orders('H4', 3);
    const before = desk.harness.background().deadLetters().length;
    await batch([
      question('a', 'H4', one),
      question('b', 'H4', 'UNKNOWN'),
      question('c', 'H4', two, { checkpoint: 'never' }),
      question('d', 'H4', three),
      question('e', 'H4', two),
    ]);
    expect(await answerOf(one, 'a')).toBe('passed');
    expect(await answerOf(three, 'd')).toBe('passed');
    expect(await answerOf(two, 'e')).toBe('passed');
    const causes = desk.harness.background().deadLetters().slice(before);
    expect(causes.map(({ cause }) => (cause as { readonly type: string }).type).toSorted()).toEqual([
      'urn:holdfast:problem:invalid-request',
      'urn:holdfast:problem:not-found',
    ]);
  });

  it('of different customers without a group are answered each on its own', async () => {
    await desk.customer('H5');
    await desk.customer('H6');
    const names = [...(await orders('H5', 1)), ...(await orders('H6', 1))];
    expect(await batch(names.map((order) => question(`q-${order}`, order.slice(0, 2), order)))).toBe(2);
  });
});

describe('questions about orders of members of one group', () => {
  it('are answered in one transaction within the limit of the group', async () => {
    const account = { description: 'Hot', creditLimit: '6000', currency: 'EUR', expiryDate: '2099-12-31' };
    await desk.harness.call('put-customer-credit-group', { as: 'root', params: { group: 'HOT' }, body: account });
    for (const customer of ['M1', 'M2', 'M3']) {
      await desk.customer(customer, { creditLimit: '0' });
      await desk.setUp('put-customer-credit-group-member', { group: 'HOT', customer }, {});
    }
    const names = [...(await orders('M1', 3)), ...(await orders('M2', 3)), ...(await orders('M3', 3))];
    const transactions = await batch(names.map((order) => question(`q-${order}`, order.slice(0, 2), order)));
    const answers = await Promise.all(names.map((order) => answerOf(order, `q-${order}`)));
    expect(answers.filter((answer) => answer === 'passed')).toHaveLength(6);
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(3);
    expect(transactions).toBeLessThan(names.length);
  });
});
