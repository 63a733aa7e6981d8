import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outgoingEvents } from '../../../functions/outgoing-events.ts';
import { messageValidator, type Described } from '../../contract/message-validator.ts';
import { undescribed } from '../../harness/described-events.ts';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';

type Event = { readonly id: string; readonly type: string; readonly data: Readonly<Record<string, unknown>> };

let desk: HoldDesk;
const published: { readonly event: Event; readonly attributes: Readonly<Record<string, string>> }[] = [];

beforeAll(async () => {
  desk = await startHoldDesk({ background: true });
  await work();
  await desk.harness.background().settle();
  for (const { message, attributes } of desk.harness.background().publishedEvents()) {
    published.push({ event: JSON.parse(message) as Event, attributes });
  }
}, 60_000);
afterAll(() => desk.harness.background().stop());

/** Everything that is told of: passes, holds, forced ones too, edits, releases and rejections, approvals, cancellations, limits and jobs. */
async function work(): Promise<void> {
  await desk.order('P', { amount: '10.00' });
  await desk.ask('P', {});
  const parameters = { printer: 'P-7', copies: 2 };
  for (const order of ['A', 'B', 'C', 'D', 'E', 'F', 'G']) {
    const part = order === 'A' ? { amount: '4000.00', currency: 'EUR' } : {};
    await desk.hold(order, {}, { ...part, postingParameters: parameters });
  }
  const notes = { owner: 'mia', reviewDate: '2026-07-01', note: 'Call' };
  await desk.call('edit-hold', { hold: 'F.1' }, notes, { headers: { 'if-match': '*' } });
  for (const order of ['P', 'F']) {
    const headers = { 'idempotency-key': `force-${order}` };
    await desk.call('force-hold', { order }, { reason: 'WHY' }, { headers });
  }
  await desk.release('mia', ['A.1', 'B.1'], { mode: 'with-posting' });
  await desk.release('mia', ['C.1']);
  await desk.reject('mia', ['D.1']);
  await desk.ask('D', {}, 'ask-D-again');
  await desk.call('cancel-order', { order: 'E' }, { customer: 'C1' });
  // What it is over is more now, and there is another reason.
  const rule = { type: 'sales-order-amount', kind: 'blocking', scope: 'all', amount: '5000' };
  await desk.setUp('put-rule', { rule: 'LARGE' }, rule);
  await desk.harness.background().settle();
  const group = { creditLimit: '20000', currency: 'EUR', expiryDate: '2099-12-31', description: 'Together' };
  const temporaryLimits = [{ from: '2026-06-01', to: '2026-06-30', amount: '30000' }];
  for (const [body, headers] of [
    [group, {}],
    [{ ...group, temporaryLimits }, { 'if-match': '*' }],
  ] as const) {
    await desk.harness.call('put-customer-credit-group', { as: 'root', params: { group: 'G' }, body, headers });
  }
  const steps = [{ role: 'credit-manager', approvals: 1 }];
  const workflow = { description: '', for: 'hold-release', rank: 1, condition: {}, steps, task: 'none' };
  await desk.setUp('put-workflow', { workflow: 'W' }, workflow);
  await desk.release('cleo', ['G.1']);
  await desk.call('approve-request', { approvalRequest: 'G.1.1' }, {}, { as: 'mia', headers: { 'if-match': '*' } });
  await desk.call('start-hold-evaluation', {}, {}, { headers: { 'idempotency-key': 'all' } });
  await desk.setUp('put-customer', { customer: 'DUE' }, { name: 'Due', currency: 'EUR', nextReviewDate: '2026-06-01' });
  await desk.call('start-review-work-search', {}, {}, { headers: { 'idempotency-key': 'review' } });
}

describe('every event that is published', () => {
  const document = JSON.parse(
    readFileSync(new URL('../../../docs/reference/asyncapi.json', import.meta.url), 'utf8'),
  ) as Described;

  it.each(Object.keys(outgoingEvents))('%s occurs, and each is as the committed description says', (name) => {
    const own = published.filter(({ event }) => event.type === `holdfast.${name}.v1`);
    expect(own.length).toBeGreaterThan(0);
    const problemsOf = messageValidator(document, name);
    expect(own.map(({ event }) => problemsOf(event))).toEqual(own.map(() => []));
    expect(own.flatMap(({ event }) => undescribed(event) ?? [])).toEqual([]);
  });

  it('is of a type that is described', () => {
    const described = Object.keys(outgoingEvents).map((name) => `holdfast.${name}.v1`);
    expect(published.filter(({ event }) => !described.includes(event.type))).toEqual([]);
  });

  it('has the attributes to filter by', () => {
    const expected = published.map(({ event: { type, data } }) => {
      const { legalEntity, creditGroup } = data;
      return JSON.parse(JSON.stringify({ type, legalEntity, creditGroup })) as object;
    });
    expect(published.map(({ attributes }) => attributes)).toEqual(expected);
  });

  it('comes in each of its forms', () => {
    const formsOf = (name: string) =>
      new Set(
        published
          .filter(({ event }) => event.type === `holdfast.${name}.v1`)
          .map(({ event }) => Object.keys(event.data).toSorted().join(' ')),
      );
    const names = ['order-held', 'order-rejected', 'hold-changed', 'limit-changed'];
    expect(names.map((name) => formsOf(name).size)).toEqual([2, 2, 4, 2]);
    const released = published.filter(({ event }) => event.type === 'holdfast.order-released.v1');
    const postings = released.map(({ event }) => event.data['posting']);
    const posting = {
      checkpoint: 'confirmation',
      mode: 'posting',
      currency: 'EUR',
      parameters: { printer: 'P-7', copies: 2 },
    };
    expect(postings).toEqual([{ ...posting, amount: '4000.00' }, { ...posting, amount: null }, null]);
  });
});

describe('what is not as described is found', () => {
  it.each([
    ['a member is missing', (data: object) => ({ ...data, order: undefined })],
    ['an amount is a number', (data: object) => ({ ...data, amount: 10 })],
    ['a code is not known', (data: object) => ({ ...data, answer: 'perhaps' })],
  ])('where %s', (_, change) => {
    const passed = published.find(({ event }) => event.type === 'holdfast.order-passed.v1');
    if (passed === undefined) throw new Error('nothing passed');
    const wrong = JSON.parse(JSON.stringify({ ...passed.event, data: change(passed.event.data) })) as Event;
    expect(undescribed(wrong)).toBeDefined();
    expect(undescribed({ ...passed.event, type: 'holdfast.order-lost.v1' })).toBeDefined();
  });
});
