import { randomBytes } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Subject } from '../../../domain/ids.ts';
import { putElement } from '../../../domain/set-up/change-set-up.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { auditLinkCodec, type AuditLink } from '../../../functions/store/audit.ts';
import { legalEntityChain } from '../../../functions/store/audit-chain.ts';
import { changeRulebook } from '../../../functions/store/change-rulebook.ts';
import { auditPrefix, entityPartition, outboxKey } from '../../../functions/store/keys.ts';
import { readRulebook, readRulebookPointer } from '../../../functions/store/rulebook.ts';
import { dynamo, table } from '../../../functions/store/table.ts';
import { verifyChain } from '../../../functions/store/verify-chain.ts';
import { harnessStart } from '../../harness/start-harness.ts';
import { startDesk, type Desk } from './set-up-desk.ts';

const acme = 'ACME' as AuthorizedEntity;
const partition = entityPartition(acme);

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});

const reason = (description: string) => ({ type: 'hold', description });

async function chain(): Promise<readonly AuditLink[]> {
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName: desk.harness.tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': partition, ':prefix': auditPrefix },
    }),
  );
  return Items.map((stored) => auditLinkCodec(stored, 'audit'));
}

describe('changes at the same moment', () => {
  test('of two that change one element under one ETag, one wins and the other is told', async () => {
    const { headers } = await desk.call('put-reason', { reason: 'RACE' }, reason('first'));
    const answers = await Promise.all(
      ['a', 'b'].map((text) => desk.call('put-reason', { reason: 'RACE' }, reason(text), headers['etag'])),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = answers.find(({ status }) => status === 200);
    expect(await desk.call('get-reason', { reason: 'RACE' })).toMatchObject({ body: winner?.body });
  });

  test('of different elements all take effect, each with its own version', async () => {
    const names = ['P1', 'P2', 'P3', 'P4'];
    const answers = await Promise.all(names.map((name) => desk.call('put-reason', { reason: name }, reason(name))));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ headers }) => headers['etag'])).size).toBe(4);
  });
});

describe('the audit chain (§17)', () => {
  test('holds who, when, what, before and after of every change', async () => {
    await desk.call('put-reason', { reason: 'AUDIT' }, reason('old'));
    await desk.call('put-reason', { reason: 'AUDIT' }, reason('new'), '*');
    await desk.call('delete-reason', { reason: 'AUDIT' }, undefined, '*');
    await desk.call('put-grant', { subject: 'aud' }, { roles: ['auditor'] });

    const links = await chain();
    expect(links.slice(0, 2).map(({ what }) => what.kind)).toEqual(['legal-entity', 'grant']);
    const when = '2026-06-15T10:00:00.000Z';
    const what = { kind: 'reason', id: 'AUDIT' };
    expect(links.slice(-4)).toMatchObject([
      { who: 'root', when, what, before: null, after: reason('old') },
      { who: 'root', when, what, before: reason('old'), after: reason('new') },
      { who: 'root', when, what, before: reason('new'), after: null },
      { who: 'root', when, what: { kind: 'grant', id: 'aud' }, before: null, after: { roles: ['auditor'] } },
    ]);
    expect(await verifyChain(legalEntityChain(acme), undefined)).toMatchObject({ state: 'intact' });
  });

  test('a change that changes nothing, or is refused, leaves no trace', async () => {
    await desk.call('put-reason', { reason: 'QUIET' }, reason('quiet'));
    const before = await readRulebookPointer(acme);
    await desk.call('put-reason', { reason: 'QUIET' }, reason('quiet'), '*');
    await desk.call('put-reason', { reason: 'QUIET' }, reason('loud'), '"1"');
    await desk.call('put-reason', { reason: 'QUIET' }, { ...reason('loud'), type: 'shout' }, '*');
    expect(await readRulebookPointer(acme)).toEqual(before);
  });
});

test('a new version leaves word to evaluate the holds of the legal entity (§9.5)', async () => {
  const { headers } = await desk.call('put-reason', { reason: 'WORD' }, reason('word'));
  const version = Number(headers['etag']?.replaceAll('"', ''));
  const Key = outboxKey(partition, `rulebook-${version}`);
  const { Item } = await table.send(new GetCommand({ TableName: desk.harness.tableName, Key }));
  expect(Item).toMatchObject({
    kind: 'event',
    pending: 'P',
    pendingSince: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z#rulebook-\d+$/) as string,
    type: 'evaluate-entity',
    legalEntity: 'ACME',
    occurredAt: '2026-06-15T10:00:00.000Z',
    data: JSON.stringify({ rulebook: version }),
  });
});

describe('reading a rulebook', () => {
  test('a version is read and compiled once, and never changes', async () => {
    const { version } = await readRulebookPointer(acme);
    const send = vi.spyOn(dynamo, 'send');
    const [first, second] = await Promise.all([readRulebook(acme, version), readRulebook(acme, version)]);
    await desk.call('put-rule', { rule: 'CACHED' }, { type: 'days-overdue', kind: 'blocking', scope: 'all', days: 1 });
    const sent = send.mock.calls.length;
    expect(await readRulebook(acme, version)).toBe(first);
    expect(second).toBe(first);
    expect(send.mock.calls.length).toBe(sent);
    send.mockRestore();
    expect((await readRulebook(acme, version)).version).toBe(version);
  });

  test('a version that was not found is looked for again', async () => {
    const next = (await readRulebookPointer(acme)).version + 1;
    await expect(readRulebook(acme, next)).rejects.toThrow();
    await desk.call('put-reason', { reason: 'NEXT' }, reason('next'));
    expect((await readRulebook(acme, next)).version).toBe(next);
  });
});

test('a rulebook that would not fit one item is refused, and nothing is stored', async () => {
  const before = await readRulebookPointer(acme);
  const context = { entity: acme, who: 'root' as Subject, now: harnessStart, deadlineMs: Date.now() + 10_000 };
  const refused = changeRulebook(context, (document) => {
    const description = randomBytes(400_000).toString('base64');
    return putElement(document, 'reasons', 'LARGE', { type: 'hold', description });
  });
  await expect(refused).rejects.toMatchObject({ code: 'rulebook-too-large', details: { maxBytes: 350 * 1024 } });
  expect(await readRulebookPointer(acme)).toEqual(before);
});

describe('trouble on the way to the table', () => {
  const conflict = new TransactionCanceledException({
    message: 'conflict',
    $metadata: {},
    CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
  });
  const timeout = Object.assign(new Error('timed out'), { name: 'TimeoutError' });

  test.each([
    ['a collision before it', conflict, 'before'],
    ['a time-out after it, whose outcome is unknown', timeout, 'after'],
  ] as const)('%s is sent again and takes effect once', async (name, error, when) => {
    const before = await readRulebookPointer(acme);
    const tries = failTransactions(error, when, 2);
    const answer = await desk.call('put-reason', { reason: name.slice(0, 20) }, reason(name));
    tries.stop();
    expect(answer.status).toBe(201);
    expect(tries.seen()).toBe(3);
    const after = await readRulebookPointer(acme);
    expect(after.version).toBe(before.version + 1);
    expect(after.audit.number).toBe(before.audit.number + 1);
  });

  test('what lasts is answered with 503 and Retry-After after eight tries, and nothing is stored (§16)', async () => {
    const before = await readRulebookPointer(acme);
    const tries = failTransactions(conflict, 'before', Infinity);
    const answer = await desk.call('put-reason', { reason: 'BUSY' }, reason('busy'));
    tries.stop();
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(tries.seen()).toBe(8);
    expect(await readRulebookPointer(acme)).toEqual(before);
  });
});

/** Lets the next `times` transactions fail, before they reach the table or after it carried them out. */
function failTransactions(error: Error, when: 'before' | 'after', times: number) {
  let seen = 0;
  const name = 'failTransactions';
  table.middlewareStack.add(
    (next, { commandName }) =>
      async (input) => {
        if (commandName !== 'TransactWriteCommand' && commandName !== 'TransactWriteItemsCommand') return next(input);
        seen += 1;
        const isFailing = seen <= times;
        if (isFailing && when === 'before') throw error;
        const answer = await next(input);
        if (isFailing) throw error;
        return answer;
      },
    { step: 'initialize', name },
  );
  return { seen: () => seen, stop: () => table.middlewareStack.remove(name) };
}
