import { outboxCodec } from '../../../functions/store/outbox.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CustomerId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { auditLinkCodec } from '../../../functions/store/audit.ts';
import { customerChain } from '../../../functions/store/audit-chain.ts';
import { positionCodec } from '../../../functions/store/customer-item.ts';
import { auditPrefix } from '../../../functions/store/keys.ts';
import { verifyChain } from '../../../functions/store/verify-chain.ts';
import { startCustomerDesk, storedItems, type CustomerDesk } from './customer-desk.ts';

let desk: CustomerDesk;
beforeAll(async () => {
  desk = await startCustomerDesk();
});

async function auditOf(customer: string) {
  const stored = await storedItems(customer, auditPrefix);
  const positions = await storedItems(customer, 'A#position');
  const { policyVersion } = positionCodec(positions[0], 'position');
  const { state } = await verifyChain(customerChain('ACME' as AuthorizedEntity, customer as CustomerId), undefined);
  return { links: stored.map((link) => auditLinkCodec(link, 'audit')), state, policyVersion };
}

const events = async (customer: string) =>
  (await storedItems(customer, 'E#')).map((event) => ({ ...event, ...outboxCodec(event, 'event') }));

describe('changes at the same moment', () => {
  test('of several that create one customer, one does', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const answers = await Promise.all(names.map((name) => desk.put('BORN', { name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 428, 428, 428]);
    const winner = answers.find(({ status }) => status === 201);
    expect((await desk.get('BORN')).body).toEqual(winner?.body);
    expect((await auditOf('BORN')).links).toHaveLength(1);
  });

  test('of several under one ETag, one wins and the others are told', async () => {
    await desk.put('RACE');
    const limits = ['1', '2', '3', '4'];
    const answers = await Promise.all(limits.map((creditLimit) => desk.put('RACE', { creditLimit }, '"1"')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const winner = answers.find(({ status }) => status === 200);
    const read = await desk.get('RACE');
    expect(read.body).toEqual(winner?.body);
    expect(read.headers['etag']).toBe('"2"');
  });

  test('of several that overwrite whatever is there, each counts, one after another', async () => {
    await desk.put('STAR');
    const limits = ['1', '2', '3', '4'];
    const answers = await Promise.all(limits.map((creditLimit) => desk.put('STAR', { creditLimit }, '*')));
    expect(answers.map(({ headers }) => headers['etag']).sort()).toEqual(['"2"', '"3"', '"4"', '"5"']);
    const { links, state, policyVersion } = await auditOf('STAR');
    expect([state, policyVersion]).toEqual(['intact', 5]);
    expect(links.slice(1).map(({ before }) => before)).toEqual(links.slice(0, -1).map(({ after }) => after));
  });
});

test('§17: every change is in the chain of the customer, with who, when, before and after', async () => {
  await desk.put('AUDITED', { creditLimit: '100' });
  await desk.put('AUDITED', { creditLimit: '100', accountStatus: undefined, country: 'FR' }, '"1"');
  const { links, state } = await auditOf('AUDITED');
  const by = { who: 'root', when: '2026-06-15T10:00:00.000Z', what: { kind: 'customer', id: 'AUDITED' } };
  expect(links).toMatchObject([
    { ...by, before: null, after: { name: 'Northwind', creditLimit: '100.00', creditLimitCurrency: 'EUR' } },
    { ...by, before: { creditLimit: '100.00' }, after: { creditLimit: '100.00', country: 'FR' } },
  ]);
  expect(state).toBe('intact');
});

describe('what a change lets be done and sent', () => {
  const temporaryLimits = [{ from: '2026-06-01', to: '2026-06-30', amount: '5' }];

  test('a new customer has no holds to evaluate, and without credit no limit changed', async () => {
    await desk.put('SILENT');
    expect(await events('SILENT')).toEqual([]);
  });

  test('a change of a limit is sent with both values (§15.2), and holds are evaluated (§9.5)', async () => {
    await desk.put('LOUD', { creditLimit: '100' });
    await desk.put('LOUD', { creditLimit: '100', temporaryLimits }, '"1"');
    const sent = await events('LOUD');
    const common = { legalEntity: 'ACME', customer: 'LOUD', pending: 'P', occurredAt: '2026-06-15T10:00:00.000Z' };
    const none = {
      currency: 'EUR',
      creditLimit: '0.00',
      creditLimitExpiryDate: null,
      unlimited: false,
      temporaryLimits: [],
    };
    const first = { ...none, creditLimit: '100.00' };
    const second = { ...first, temporaryLimits: [{ ...temporaryLimits[0], amount: '5.00' }] };
    expect(sent).toMatchObject([
      { ...common, type: 'evaluate-customer', data: { cause: 'account:2' } },
      { ...common, type: 'limit-changed', data: { before: none, after: first } },
      { ...common, type: 'limit-changed', data: { before: first, after: second } },
    ]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
  });

  test('a limit in another currency is another limit, but no credit is the same in all', async () => {
    const dollars = { currency: 'USD', creditLimitCurrency: 'USD' };
    await desk.put('ABROAD', dollars);
    await desk.put('ABROAD', { ...dollars, creditLimit: '100' }, '"1"');
    await desk.put('ABROAD', { currency: 'USD', creditLimit: '100' }, '"2"');
    const limits = (await events('ABROAD')).filter(({ type }) => type === 'limit-changed');
    const inDollars = { currency: 'USD', creditLimit: '100.00' };
    expect(limits).toMatchObject([
      { data: { before: { currency: 'USD', creditLimit: '0.00' }, after: inDollars } },
      { data: { before: inDollars, after: { currency: 'EUR', creditLimit: '100.00' } } },
    ]);
  });

  test.each([
    ['an expiry date', { creditLimitExpiryDate: '2026-12-31' }],
    ['no limit at all', { unlimited: true }],
  ])('%s is a change of the limit too', async (name, change) => {
    await desk.put(`LOUD ${name}`);
    await desk.put(`LOUD ${name}`, change, '"1"');
    const sent = (await events(`LOUD ${name}`)).filter(({ type }) => type === 'limit-changed');
    expect(sent).toMatchObject([{ data: { after: change } }]);
  });

  test('any other change has holds evaluated, and sends no limit', async () => {
    await desk.put('QUIET');
    await desk.put('QUIET', { excludeFromCreditManagement: true }, '"1"');
    await desk.put('QUIET', { excludeFromCreditManagement: true }, '"2"');
    expect(await events('QUIET')).toMatchObject([{ type: 'evaluate-customer', data: { cause: 'account:2' } }]);
  });
});
