import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { auditLinkCodec, carriedLink, type AuditLink } from '../../../functions/store/audit.ts';
import { auditKey, accountKey, customerPartition } from '../../../functions/store/keys.ts';
import { table } from '../../../functions/store/table.ts';
import { expiry, startAdjustmentDesk, type AdjustmentDesk } from './adjustment-desk.ts';

const entity = 'ACME' as AuthorizedEntity;
const customer = 'CARRYING' as CustomerId;
const partition = customerPartition(entity, customer);
const key = accountKey(entity, customer);
type Account = Readonly<Record<string, unknown>>;

let desk: AdjustmentDesk;
let account: Account;
/** Created; edited; posted, whose link is carried; a hold placed after it. */
beforeAll(async () => {
  desk = await startAdjustmentDesk();
  await desk.customer(customer, { creditLimit: '1000' });
  const edited = { name: customer, currency: 'EUR', creditLimit: '1100' };
  await desk.done('put-customer', { customer }, edited, { headers: { 'if-match': '*' } });
  const adjustment = await desk.journal();
  await desk.line(adjustment, '1', { customer, newLimit: '1200', ...expiry });
  await desk.done('post-adjustment', { adjustment }, {}, { headers: { 'if-match': '*' } });
  await desk.hold('SO-1', { customer });
  account = await stored();
});

async function stored(): Promise<Account> {
  const { Item } = await table.send(new GetCommand({ TableName: desk.harness.tableName, Key: key }));
  return Item ?? {};
}

const keep = (Item: Account) => table.send(new PutCommand({ TableName: desk.harness.tableName, Item: { ...Item } }));

async function numbersOf(limit: number): Promise<readonly number[]> {
  const numbers: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: Readonly<Record<string, string>> = { limit: String(limit), ...(cursor === '' ? {} : { cursor }) };
    const { body } = await desk.call('list-customer-audit-links', { customer }, undefined, { query });
    numbers.push(...body.items.map(({ number }) => number));
    cursor = body.nextCursor;
  }
  return numbers;
}

const verified = async () => (await desk.done('verify-customer-audit-chain', { customer })).body;

describe('the link that an account carries (docs/adr/0021)', () => {
  it.each([1, 2, 3, 100])('is read in its place of the trail, in pages of %i', async (limit) => {
    expect(account['link']).toMatchObject({ number: '3' });
    expect(await numbersOf(limit)).toEqual([4, 3, 2, 1]);
  });

  it('is verified with the others', async () => {
    expect(await verified()).toMatchObject({ state: 'intact', links: 4, broken: null });
  });

  const alterations: Readonly<Record<string, (link: AuditLink) => object | undefined>> = {
    'is taken away': () => undefined,
    'says another person': (link) => carriedLink(partition, { ...link, who: 'eve' as AuditLink['who'] }),
    'says another limit': (link) => carriedLink(partition, { ...link, after: { creditLimit: '9.00' } }),
    'says another reason': (link) => carriedLink(partition, { ...link, reason: 'ADJ-000009' }),
    'has another number': (link) => carriedLink(partition, { ...link, number: 2 }),
    'has no number': (link) => ({ ...carriedLink(partition, link), number: 'none' }),
    'has more': (link) => ({ ...carriedLink(partition, link), more: 1 }),
    'is of another chain': (link) => ({ ...carriedLink(partition, link), hash: 'x'.repeat(43) }),
  };

  it.each(Object.entries(alterations))('where it %s, that is found', async (_, alter) => {
    const link = auditLinkCodec(account['link'], 'link');
    try {
      await keep({ ...account, link: alter(link) });
      const { state, broken } = await verified();
      expect([state, (broken?.number ?? 0) >= 2]).toEqual(['broken', true]);
    } finally {
      await keep(account);
    }
    expect((await verified()).state).toBe('intact');
  });

  it('where another stands in its place too, that is found', async () => {
    const link = auditLinkCodec(account['link'], 'link');
    const place = auditKey(partition, 3);
    const other = carriedLink(partition, { ...link, hash: 'x'.repeat(43) });
    await keep({ ...other, ...place });
    expect((await verified()).state).toBe('broken');
    await keep({ ...carriedLink(partition, link), ...place });
    expect((await verified()).state).toBe('intact');
  });
});
