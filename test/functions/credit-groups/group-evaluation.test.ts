import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CreditGroupId } from '../../../domain/ids.ts';
import { beforeFirstWrite, isWrite, watchRequests, writtenItems } from '../../store/watched-requests.ts';
import { aGroup, startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;
let group = '' as CreditGroupId;
let groups = 0;
let seconds = 0;

beforeAll(async () => {
  desk = await startGroupDesk({ background: true });
  for (const legalEntity of ['ACME', 'BETA']) {
    await desk.done('put-reason', { legalEntity, reason: 'AUTO' }, { type: 'release', description: 'Automatic' });
    await desk.done(
      'put-account-status',
      { legalEntity, accountStatus: 'STOP' },
      { description: 'Stop', stops: 'all' },
    );
    await desk.parameters(legalEntity, {
      creditLimitCheck: 'hold',
      automaticReleaseReason: 'AUTO',
    });
  }
});
afterAll(() => desk.harness.background().stop());

/** Each test has a group of its own with a limit of 1,000, of which its member D of ACME owes everything. */
beforeEach(async () => {
  groups += 1;
  group = `G${groups}` as CreditGroupId;
  await desk.done('put-customer-credit-group', { group }, aGroup({ creditLimit: '1000' }));
  await member('ACME', 'D');
  await desk.invoice('ACME', name('D'), `I${groups}`, '1000');
});

const name = (customer: string) => `${customer}${groups}`;
const settle = () => desk.harness.background().settle();

async function member(legalEntity: string, customer: string): Promise<void> {
  await desk.customer(legalEntity, name(customer));
  await desk.done('put-customer-credit-group-member', { group, legalEntity, customer: name(customer) });
}

/** Of several customers' holds, the clock alone says which is older. */
async function held(legalEntity: string, customer: string, order: string, amount = '100'): Promise<void> {
  seconds += 1;
  desk.harness.setClock(new Date(Date.parse('2026-06-15T10:00:00Z') + seconds * 1_000).toISOString());
  const [answer] = await desk.decide(legalEntity, name(customer), name(order), amount);
  expect(answer).toBe('held');
}

const stateOf = async (legalEntity: string, order: string) =>
  (await desk.done('get-hold', { legalEntity, hold: `${name(order)}.1` })).body.state;

let payments = 0;
async function pay(amount: string, customer = 'D'): Promise<void> {
  const body = { customer: name(customer), date: '2026-06-02', amount, currency: 'EUR' };
  await desk.done('put-payment', { legalEntity: 'ACME', payment: `P${(payments += 1)}` }, body);
}

function evaluate(cause = 'paid', because = 'relief'): Promise<unknown> {
  const body = { kind: 'group', creditGroup: group, because, cause };
  return desk.harness.work('evaluate-holds', { messages: [{ body, messageGroupId: group }] });
}

describe('the holds of a group are evaluated together', () => {
  it('reads each customer once, and writes the position of each and of the group once a transaction', async () => {
    const members = ['A', 'B', 'C'];
    for (const customer of members) await member('ACME', customer);
    for (const round of [1, 2, 3, 4]) {
      for (const customer of members) await held('ACME', customer, `${customer}-${round}`, '50');
    }
    await settle();
    await pay('600');
    const requests = await watchRequests(() => evaluate());
    const partitions = requests
      .filter(({ command }) => command === 'Query')
      .map(({ input }) => input['ExpressionAttributeValues'] as Record<string, string>)
      .filter((values) => values[':prefix'] === 'A#')
      .map((values) => values[':pk']);
    expect(partitions.toSorted()).toEqual([...members.map((of) => `C#ACME#${name(of)}`), `G#${group}`]);
    const [items = [], ...more] = writtenItems(requests);
    expect(more).toEqual([]);
    const moved = items.flatMap(({ Update }) => (Update === undefined ? [] : [Update.Key['pk']]));
    expect(moved.toSorted()).toEqual([...members.map((of) => `C#ACME#${name(of)}`), `G#${group}`]);
    const states = await Promise.all(members.flatMap((of) => [1, 2, 3, 4].map((n) => stateOf('ACME', `${of}-${n}`))));
    expect(new Set(states)).toEqual(new Set(['released']));
  });

  it('the oldest first across legal entities, up to exactly the limit', async () => {
    await member('ACME', 'A');
    await member('BETA', 'B');
    for (const round of [1, 2, 3]) {
      await held('ACME', 'A', `A-${round}`);
      await held('BETA', 'B', `B-${round}`);
    }
    await settle();
    await pay('300');
    await evaluate();
    const states = async (legalEntity: string, of: string) =>
      Promise.all([1, 2, 3].map((round) => stateOf(legalEntity, `${of}-${round}`)));
    expect(await states('ACME', 'A')).toEqual(['released', 'released', 'open']);
    expect(await states('BETA', 'B')).toEqual(['released', 'open', 'open']);
  });

  it('keeps within the limit where an invoice of another member came in between', async () => {
    await member('ACME', 'A');
    await member('ACME', 'B');
    await held('ACME', 'A', 'A-1');
    await held('ACME', 'B', 'B-1');
    await settle();
    await pay('300');
    await watchRequests(
      () => evaluate(),
      beforeFirstWrite(() => desk.invoice('ACME', name('D'), `J${groups}`, '100.01')),
    );
    expect([await stateOf('ACME', 'A-1'), await stateOf('ACME', 'B-1')]).toEqual(['released', 'open']);
  });

  it('each as the parameters of its own legal entity want it', async () => {
    await member('ACME', 'A');
    await member('BETA', 'B');
    await held('BETA', 'B', 'B-1');
    await held('ACME', 'A', 'A-1');
    await settle();
    await desk.parameters('BETA', { autoEvaluate: false });
    await pay('200');
    await evaluate();
    expect([await stateOf('BETA', 'B-1'), await stateOf('ACME', 'A-1')]).toEqual(['open', 'released']);
    await desk.parameters('BETA', { autoEvaluate: true });
    await settle();
    expect(await stateOf('BETA', 'B-1')).toBe('released');
  });

  it('a customer that has left since it was pointed at is none of them', async () => {
    await member('ACME', 'A');
    await held('ACME', 'A', 'A-1');
    await settle();
    await pay('100');
    await watchRequests(
      () => evaluate(),
      async ({ command }, earlier) => {
        // What points at the open holds has been read.
        const queries = earlier.filter((request) => request.command === 'Query');
        if (command === 'Query' && queries.length === 2) {
          await desk.done('delete-customer-credit-group-member', { group, legalEntity: 'ACME', customer: name('A') });
        }
      },
    );
    expect(await stateOf('ACME', 'A-1')).toBe('open');
  });
});

describe('many changes of a group are evaluated once', () => {
  it('a group without open holds costs one read', async () => {
    expect((await watchRequests(() => evaluate())).map(({ command }) => command)).toEqual(['Query']);
  });

  it('what an evaluation has seen costs two reads, whichever member it was of', async () => {
    await member('ACME', 'A');
    await held('ACME', 'A', 'A-1', '500');
    await settle();
    await pay('100');
    await pay('100', 'A');
    await evaluate('1');
    const requests = await watchRequests(() => evaluate('2'));
    expect(requests.map(({ command }) => command)).toEqual(['Query', 'BatchGetItem']);
    await pay('300');
    await evaluate('3');
    expect(await stateOf('ACME', 'A-1')).toBe('released');
  });

  it('payments of many members are one message and one evaluation', async () => {
    for (const customer of ['A', 'B', 'C']) await member('ACME', customer);
    await held('ACME', 'A', 'A-1', '150');
    await settle();
    for (const customer of ['A', 'B', 'C', 'D']) await pay('50', customer);
    const requests = await watchRequests(settle);
    // Two transactions would be two evaluations.
    expect(requests.filter(isWrite)).toHaveLength(1);
    expect(await stateOf('ACME', 'A-1')).toBe('released');
  });

  it('a change of one member’s account lets another’s order go: an older hold competes no longer', async () => {
    await member('ACME', 'A');
    await member('BETA', 'B');
    await held('ACME', 'A', 'A-1', '300');
    await held('BETA', 'B', 'B-1', '100');
    await pay('200');
    await settle();
    expect(await stateOf('BETA', 'B-1')).toBe('open');
    const stopped = { name: 'A', currency: 'EUR', accountStatus: 'STOP' };
    const params = { legalEntity: 'ACME', customer: name('A') };
    await desk.done('put-customer', params, stopped, { headers: { 'if-match': '*' } });
    await settle();
    expect([await stateOf('ACME', 'A-1'), await stateOf('BETA', 'B-1')]).toEqual(['open', 'released']);
  });
});
