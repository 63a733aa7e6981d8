import { BatchWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import type { CustomerId, LegalEntityId, Subject } from '../../../domain/ids.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import { auditLink, type AuditHead } from '../../../functions/store/audit.ts';
import { customerChain, findHead } from '../../../functions/store/audit-chain.ts';
import { table, tableName } from '../../../functions/store/table.ts';
import { mostVerified } from '../../../functions/store/verify-chain.ts';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';

let desk: HoldDesk;
beforeAll(async () => {
  desk = await startHoldDesk();
});

const chain = customerChain(entityOfRecord('ACME' as LegalEntityId), 'C1' as CustomerId);
const verify = async (query: Readonly<Record<string, string>> = {}) =>
  (await desk.call('verify-customer-audit-chain', { customer: 'C1' }, undefined, { query })).body;

async function edit(times: number): Promise<void> {
  for (let count = 1; count <= times; count += 1) {
    const body = { owner: null, reviewDate: null, note: `${count}` };
    await desk.call('edit-hold', { hold: 'O1.1' }, body, { headers: { 'if-match': '*' } });
  }
}

test('a chain that grows while it is verified is intact', { timeout: 60_000 }, async () => {
  await desk.hold('O1');
  const growing = edit(60);
  const seen = [await verify()];
  while (seen.at(-1)?.links !== 62) seen.push(await verify());
  await growing;
  expect(seen.map(({ state, broken }) => ({ state, broken }))).toEqual(
    seen.map(() => ({ state: 'intact', broken: null })),
  );
  expect(seen.length).toBeGreaterThan(10);
});

/** Links as changes write them, past the changes. */
async function lengthen(by: number): Promise<AuditHead> {
  const who = 'mia' as Subject;
  const made = [];
  let head = (await findHead(chain)) ?? { number: 0, hash: '' };
  for (let count = 0; count < by; count += 1) {
    const what = { kind: 'customer', id: 'C1' } as const;
    const link = auditLink(chain.partition, head, { who, when: `${count}`, what, before: null, after: { count } });
    made.push({ PutRequest: { Item: link.item.Put?.Item } });
    head = link.head;
  }
  for (let from = 0; from < made.length; from += 25) {
    await table.send(new BatchWriteCommand({ RequestItems: { [tableName()]: made.slice(from, from + 25) } }));
  }
  await table.send(
    new UpdateCommand({
      TableName: tableName(),
      Key: chain.headKey,
      UpdateExpression: 'SET auditNumber = :number, auditHead = :hash',
      ExpressionAttributeValues: { ':number': head.number, ':hash': head.hash },
    }),
  );
  return head;
}

test('a chain longer than one request verifies is verified in several', { timeout: 60_000 }, async () => {
  const head = await lengthen(2 * mostVerified);
  const first = await verify();
  expect(first).toMatchObject({ state: 'unfinished', links: mostVerified, head, broken: null });
  const second = await verify({ cursor: first.nextCursor ?? '' });
  expect(second).toMatchObject({ state: 'unfinished', links: 2 * mostVerified });
  const last = await verify({ cursor: second.nextCursor ?? '' });
  expect(last).toMatchObject({ state: 'intact', links: head.number, head, nextCursor: null });

  const kept = { keptNumber: String(head.number), keptHash: head.hash };
  const otherwise = await desk.call('verify-customer-audit-chain', { customer: 'C1' }, undefined, {
    query: { ...kept, cursor: first.nextCursor ?? '' },
  });
  expect([otherwise.status, otherwise.body.type]).toEqual([422, 'urn:holdfast:problem:invalid-cursor']);
});
