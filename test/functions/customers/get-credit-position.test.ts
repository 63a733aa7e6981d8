import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { CustomerId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { ageingKey, positionKey } from '../../../functions/store/keys.ts';
import { packItems } from '../../../functions/store/packed-items.ts';
import { table } from '../../../functions/store/table.ts';
import { startCustomerDesk, type CustomerDesk } from './customer-desk.ts';

let desk: CustomerDesk;
beforeAll(async () => {
  desk = await startCustomerDesk();
});

function read(customer: string) {
  return desk.call('get-credit-position', { customer });
}

/** As documents would leave it. */
async function book(customer: string): Promise<void> {
  const [entity, id] = ['ACME' as AuthorizedEntity, customer as CustomerId];
  const sums = { ':b': 500_000n, ':d': 520_000n, ':o': 560_000n, ':h': 640_000n };
  const items = packItems([{ dueDate: '2026-06-01' as CivilDate, open: 100_000n }]);
  await table.send(
    new UpdateCommand({
      TableName: desk.harness.tableName,
      Key: positionKey(entity, id),
      UpdateExpression: 'SET balance = :b, toDelivered = :d, toOrders = :o, toHeld = :h',
      ExpressionAttributeValues: sums,
    }),
  );
  await table.send(
    new UpdateCommand({
      TableName: desk.harness.tableName,
      Key: ageingKey(entity, id),
      UpdateExpression: 'SET #items = :items, unappliedCash = :cash',
      ExpressionAttributeNames: { '#items': 'items' },
      ExpressionAttributeValues: { ':items': items, ':cash': 70_000n },
    }),
  );
}

describe('a credit position (§5.7)', () => {
  test('of a new customer is nothing, against no credit', async () => {
    await desk.put('NEW');
    expect(await read('NEW')).toMatchObject({
      status: 200,
      body: {
        customer: 'NEW',
        businessDate: '2026-06-15',
        currency: 'EUR',
        exposure: '0.00',
        available: '0.00',
        usedPercent: '0.00',
        overdue: { total: '0.00', worstDays: 0, oldestDueDate: null },
        group: null,
      },
    });
  });

  test('shows every component, the limit, what is overdue and the documents behind them', async () => {
    await desk.put('C&1', { creditLimit: '8000', creditLimitExpiryDate: '2026-12-31' });
    await book('C&1');
    expect((await read('C&1')).body).toEqual({
      customer: 'C&1',
      businessDate: '2026-06-15',
      currency: 'EUR',
      components: {
        openReceivables: '5000.00',
        deliveredNotInvoiced: '200.00',
        openOrders: '400.00',
        openOrdersOnHold: '800.00',
      },
      exposure: '6400.00',
      limit: {
        source: 'credit-limit',
        creditLimit: '8000.00',
        base: '8000.00',
        policiesAdded: '0.00',
        withPolicies: '8000.00',
        policiesTakenOff: '0.00',
        total: '8000.00',
        temporaryLimit: null,
        expiryDate: '2026-12-31',
        policies: [],
      },
      limitsTested: ['own'],
      available: '1600.00',
      usedPercent: '80.00',
      overdue: { total: '300.00', worstDays: 14, oldestDueDate: '2026-06-01' },
      ageing: {
        current: '0.00',
        days1To30: '300.00',
        days31To60: '0.00',
        days61To90: '0.00',
        days91To180: '0.00',
        over180: '0.00',
      },
      unappliedCash: '700.00',
      group: null,
      documents: {
        invoices: '/legal-entities/ACME/invoices?customer=C%261&state=open',
        payments: '/legal-entities/ACME/payments?customer=C%261&state=open',
        creditNotes: '/legal-entities/ACME/credit-notes?customer=C%261&state=open',
        overdueInvoices: '/legal-entities/ACME/invoices?customer=C%261&state=overdue',
        deliveredOrders: '/legal-entities/ACME/orders?customer=C%261&state=delivered',
        orders: '/legal-entities/ACME/orders?customer=C%261&state=open',
        holds: '/holds?legalEntity=ACME&customer=C%261',
      },
      documentsWithoutRate: [],
    });
  });

  test('has no used percent without a limit, nor where a limit of 0 is exceeded', async () => {
    await desk.put('FREE', { unlimited: true });
    await book('FREE');
    expect((await read('FREE')).body).toMatchObject({ available: null, usedPercent: null, limitsTested: [] });
    await desk.put('ZERO');
    await book('ZERO');
    expect((await read('ZERO')).body).toMatchObject({ available: '-6400.00', usedPercent: null });
  });

  test('shows each policy in force and the limit with it, before and after it is taken off as part of the exposure', async () => {
    const policy = {
      id: 'P1',
      kind: 'insurance',
      provider: 'Insurer',
      effectiveDate: '2026-06-15',
      expirationDate: '2026-06-15',
      value: '10000.00',
      updateLimitPercent: '40',
      includedInExposure: true,
    };
    const ended = { ...policy, id: 'P2', effectiveDate: '2026-01-01', expirationDate: '2026-06-14' };
    await desk.put('INSURED', { creditLimit: '30000', policies: [policy, ended] });
    const { provider: _, ...shown } = policy;
    expect((await read('INSURED')).body.limit).toMatchObject({
      base: '30000.00',
      policiesAdded: '4000.00',
      withPolicies: '34000.00',
      policiesTakenOff: '10000.00',
      total: '24000.00',
      policies: [{ ...shown, adds: '4000.00', takesOff: '10000.00' }],
    });
  });

  test('a temporary limit is in force from its first to its last day in Berlin', async () => {
    const temporary = { from: '2026-06-10', to: '2026-06-20', amount: '12000.00' };
    await desk.put('TEMPORARY', { creditLimit: '8000', temporaryLimits: [temporary] });
    const totals: (string | null)[] = [];
    for (const instant of ['06-09T21:59:59Z', '06-09T22:00:00Z', '06-20T21:59:59Z', '06-20T22:00:00Z']) {
      desk.harness.setClock(`2026-${instant}`);
      const { limit } = (await read('TEMPORARY')).body;
      expect(limit.creditLimit).toBe('8000.00');
      expect(limit.temporaryLimit).toEqual(limit.source === 'temporary-limit' ? temporary : null);
      totals.push(limit.total);
    }
    expect(totals).toEqual(['8000.00', '12000.00', '12000.00', '8000.00']);
    desk.harness.setClock('2026-06-15T10:00:00Z');
  });

  test('of an unknown customer is not found', async () => {
    expect(await read('NOBODY')).toMatchObject({ status: 404, body: { kind: 'customer' } });
  });
});
