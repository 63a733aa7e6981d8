import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreditGroupId, CustomerId, LegalEntityId, OrderId } from '../../../domain/ids.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import { readDocuments, TooManyDocuments } from '../../../functions/store/customer-documents.ts';
import { groupPositionKey, orderKey, positionKey, type Key } from '../../../functions/store/keys.ts';
import { table } from '../../../functions/store/table.ts';
import { afterBatchOf, beforeBatchOf, type Fault } from '../documents/faults.ts';
import { startRiskDesk, type RiskDesk } from './risk-desk.ts';

const acme = entityOfRecord('ACME' as LegalEntityId);
const idOf = ({ customer, creditGroup }: Readonly<Record<string, unknown>>) => customer ?? creditGroup;

let desk: RiskDesk;
beforeAll(async () => {
  desk = await startRiskDesk();
  for (const customer of ['A', 'B', 'M']) {
    await desk.customer(customer);
    await desk.invoice(`I-${customer}`, customer, '2026-06-01', '100.00');
    await desk.order(`O-${customer}`, { customer, state: 'open', amount: '50.00' });
  }
  await group('G');
  await join('ACME', 'A', 'G');
  await join('ACME', 'M', 'G');
});
afterAll(() => desk.harness.background().stop());

async function group(creditGroup: string): Promise<void> {
  const body = { description: creditGroup, creditLimit: '9000', currency: 'EUR', expiryDate: '2099-12-31' };
  const params = { group: creditGroup };
  const { status } = await desk.harness.call('put-customer-credit-group', { as: 'root', params, body });
  expect(status).toBe(201);
}
async function join(legalEntity: string, customer: string, creditGroup: string): Promise<void> {
  const params = { legalEntity, customer, group: creditGroup };
  const { status, body } = await desk.harness.call('put-customer-credit-group-member', { as: 'root', params });
  expect([status, body]).toMatchObject([201, {}]);
}
async function planted(Key: Key, attribute: string, by: bigint): Promise<void> {
  await table.send(
    new UpdateCommand({
      TableName: desk.harness.tableName,
      Key,
      UpdateExpression: 'ADD #attribute :by',
      ExpressionAttributeNames: { '#attribute': attribute },
      ExpressionAttributeValues: { ':by': by },
    }),
  );
}
const positionOf = (customer: string) => positionKey(acme, customer as CustomerId);
const groupPosition = groupPositionKey('G' as CreditGroupId);

describe('a job that reconciles (§14)', () => {
  it('compares every customer with its documents and every group with its members', async () => {
    const results = await desk.done('start-reconciliation');
    expect(results.map((one) => [one.outcome, idOf(one)])).toEqual([
      ['equal', 'A'],
      ['equal', 'B'],
      ['equal', 'M'],
      ['equal', 'G'],
    ]);
    expect(results[0]).toMatchObject({ documents: { orders: 1, packingSlips: 0, invoices: 1, credits: 0 } });
  });

  it('compares those that are named, and says which are not there', async () => {
    const chosen = async (asked: object) =>
      (await desk.done('start-reconciliation', asked as Record<string, unknown>)).map((one) => [
        one.outcome,
        idOf(one),
      ]);
    expect(await chosen({ customers: ['B', 'NOBODY', 'B'] })).toEqual([
      ['equal', 'B'],
      ['not-found', 'NOBODY'],
    ]);
    expect(await chosen({ creditGroups: ['NONE', 'G'] })).toEqual([
      ['equal', 'G'],
      ['not-found', 'NONE'],
    ]);
    expect(await chosen({ customers: ['B'], creditGroups: ['G'] })).toEqual([
      ['equal', 'B'],
      ['equal', 'G'],
    ]);
  });

  it('reports both amounts of every difference by component, and corrects nothing', async () => {
    await planted(positionOf('B'), 'balance', 1n);
    await planted(orderKey(acme, 'O-B' as OrderId), 'delivered', 1_00n);
    for (const _ of [1, 2]) {
      const [result] = await desk.done('start-reconciliation', { customers: ['B'] });
      expect(result).toMatchObject({ outcome: 'different', customer: 'B', differenceCount: 3 });
      const place = { of: 'position', id: null, currency: 'EUR' };
      expect(result?.['differences']).toEqual(
        expect.arrayContaining([
          { ...place, what: 'openReceivables', stored: '100.01', fromDocuments: '100.00' },
          { ...place, of: 'order', id: 'O-B', what: 'delivered', stored: '1.00', fromDocuments: '0.00' },
        ]),
      );
    }
    const jobs = (await desk.call('list-jobs')).body.items;
    const told = jobs.filter(({ kind, outcomes }) => kind === 'reconcile' && outcomes['different'] === 1);
    expect(told).toHaveLength(2);
    const events = JSON.stringify(desk.harness.background().publishedEvents());
    for (const { job } of told) expect(events).toContain(job);
    await planted(positionOf('B'), 'balance', -1n);
    await planted(orderKey(acme, 'O-B' as OrderId), 'delivered', -1_00n);
  });

  it.each([
    ['balance', 1n, 'openReceivables', 'EUR', ['200.01', '200.00']],
    ['toHeld', 1n, 'openOrdersOnHold', 'EUR', ['0.01', '0.00']],
    ['unconverted', 1n, 'unconverted', null, ['1', '0']],
    ['members', -1n, 'members', null, ['1', '2']],
  ] as const)('finds what a group has too much or too little in %s', async (attribute, by, what, currency, amounts) => {
    await planted(groupPosition, attribute, by);
    const [result] = await desk.done('start-reconciliation', { creditGroups: ['G'] });
    await planted(groupPosition, attribute, -by);
    const [stored, fromDocuments] = amounts;
    const found = { of: 'credit-group', id: null, what, currency, stored, fromDocuments };
    expect(result).toMatchObject({ outcome: 'different', creditGroup: 'G' });
    expect(result?.['differences']).toContainEqual(found);
  });

  it('reads no more documents of one customer than it is told to', async () => {
    await expect(readDocuments(acme, 'A' as CustomerId, 1)).rejects.toBeInstanceOf(TooManyDocuments);
    expect((await readDocuments(acme, 'A' as CustomerId, 2)).invoices).toHaveLength(1);
  });

  it('does not take for a difference what is booked while it reads', async () => {
    const positions = positionOf('A').pk;
    afterBatchOf(positions, () => desk.invoice('I-A2', 'A', '2026-06-02', '7.00'));
    expect(await desk.done('start-reconciliation', { creditGroups: ['G'] })).toMatchObject([{ outcome: 'equal' }]);
    beforeBatchOf(orderKey(acme, 'O-A' as OrderId).pk, () => desk.invoice('I-A3', 'A', '2026-06-02', '7.00'));
    expect(await desk.done('start-reconciliation', { customers: ['A'] })).toMatchObject([
      { outcome: 'equal', documents: { invoices: 3 } },
    ]);
  });

  it('says so where it could never read at rest', async () => {
    let booked = 0;
    const again = async (): Promise<void> => {
      booked += 1;
      if (booked > 8) return;
      beforeBatchOf(orderKey(acme, 'O-M' as OrderId).pk, again);
      await desk.invoice(`I-M-${booked}`, 'M', '2026-06-02', '1.00');
    };
    beforeBatchOf(orderKey(acme, 'O-M' as OrderId).pk, again);
    const results = await desk.done('start-reconciliation', { customers: ['M'] });
    expect(results).toEqual([{ outcome: 'kept-moving', customer: 'M' }]);
    expect(await desk.done('start-reconciliation', { customers: ['M'] })).toMatchObject([{ outcome: 'equal' }]);
  }, 60_000);

  it.each(['lost before', 'lost after'] as const)(
    'killed at any call of the table (%s), it ends as if it had not been',
    async (fault) => {
      const asked = { customers: ['B'], creditGroups: ['G'] };
      const sweep = (at: number) => desk.killed('start-reconciliation', asked, fault satisfies Fault, at);
      const { calls } = await sweep(Number.MAX_SAFE_INTEGER);
      expect(calls).toBeGreaterThan(15);
      for (let call = 1; call <= calls; call += 1) {
        const { job, results } = await sweep(call);
        expect({ call, state: job['state'], outcomes: job['outcomes'] }).toEqual({
          call,
          state: 'done',
          outcomes: { equal: 2 },
        });
        expect(results.map(idOf)).toEqual(['B', 'G']);
      }
    },
    120_000,
  );

  it('can be cancelled and goes on where it stopped, for managers and auditors', async () => {
    await desk.harness.grant('eva', 'ACME', ['auditor', 'credit-clerk']);
    await desk.harness.grant('cleo', 'ACME', ['credit-clerk']);
    expect((await desk.start('start-reconciliation', {}, 'no', 'cleo')).status).toBe(403);
    const started = await desk.start('start-reconciliation', {}, 'yes', 'eva');
    expect(started.status).toBe(201);
    const { job } = started.body as { readonly job: string };
    const headers = { 'idempotency-key': 'once' };
    expect((await desk.call('cancel-job', { job }, {}, { as: 'cleo', headers })).body.state).toBe('cancelled');
    await desk.harness.background().settle();
    expect(await desk.resultsOf(job)).toEqual([]);
    expect((await desk.call('retry-job', { job }, {}, { as: 'cleo', headers })).status).toBe(403);
    expect((await desk.call('retry-job', { job }, {}, { as: 'eva', headers })).status).toBe(200);
    await desk.harness.background().settle();
    expect(await desk.jobOf(job)).toMatchObject({ state: 'done', done: 4, total: 4 });
  });
});
