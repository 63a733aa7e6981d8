import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, expect, it, vi } from 'vitest';
import type { CustomerId, LegalEntityId } from '../../domain/ids.ts';
import { evaluateCustomerMessage } from '../../functions/evaluation-message.ts';
import { demoCustomer, demoEntity } from '../../local/demo.ts';
import { pasted } from '../harness/pasted.ts';
import { enginePid, isRunning } from '../harness/running-processes.ts';
import { endChild, startChild, type StartedChild } from '../harness/start-child.ts';
import { temporaryFolders } from '../harness/temporary-folders.ts';

// Several processes one after another, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const newFolder = temporaryFolders();
const children: StartedChild[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) await endChild(child, 'SIGTERM');
});

async function start(folder: string): Promise<StartedChild> {
  const child = await startChild(folder);
  children.push(child);
  return child;
}

async function settled({ url }: StartedChild): Promise<void> {
  expect((await fetch(`${url}/local/settled`)).status).toBe(200);
}

/** Has the evaluation queue ask for the demo customer, and waits until it is being handled. */
async function evaluating({ url }: StartedChild): Promise<void> {
  const { endpoint, items } = (await (await fetch(`${url}/local/queues`)).json()) as {
    readonly endpoint: string;
    readonly items: readonly { readonly name: string; readonly url: string }[];
  };
  const QueueUrl = items.find(({ name }) => name === 'evaluation')?.url;
  const client = new SQSClient({ endpoint });
  for (const cause of ['first', 'second']) {
    const message = evaluateCustomerMessage(demoEntity as LegalEntityId, demoCustomer as CustomerId, 'change', cause);
    await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: JSON.stringify(message.body),
        MessageGroupId: createHash('sha256').update(message.group).digest('hex'),
        MessageDeduplicationId: cause,
      }),
    );
  }
  for (let inFlight = '0'; inFlight !== '1'; await setTimeout(10)) {
    const AttributeNames = ['ApproximateNumberOfMessagesNotVisible' as const];
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    inFlight = Attributes?.['ApproximateNumberOfMessagesNotVisible'] ?? '';
  }
  client.destroy();
}

it('leaves a process alone that has the number of an engine which is gone', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await endChild(first, 'SIGKILL');
  const leftover = enginePid(folder);
  // Even one of the engine's name.
  symlinkSync('/bin/sleep', join(folder, 'dynoxide'));
  const foreign = spawn(join(folder, 'dynoxide'), ['600']);
  await once(foreign, 'spawn');
  const file = join(folder, 'engine.json');
  const record = readFileSync(file, 'utf8');
  writeFileSync(file, record.replace(`"pid":${leftover}`, `"pid":${foreign.pid}`));
  process.kill(leftover, 'SIGKILL');
  await start(folder);
  expect(isRunning(foreign.pid ?? 0)).toBe(true);
  foreign.kill();
});

it('goes on with a customer whose evaluation was under way when it was killed', async () => {
  const folder = newFolder();
  const first = await start(folder);
  expect(pasted(first, 0)).toMatchObject({ answer: 'held' });
  await settled(first);
  process.kill(enginePid(folder), 'SIGSTOP');
  await evaluating(first);
  await endChild(first, 'SIGKILL');

  const second = await start(folder);
  await settled(second);
  expect(pasted(second, 2)).toMatchObject({ amount: '1000.00' });
  await settled(second);
  expect(pasted(second, 3)).toMatchObject({ state: 'released', end: { by: 'automatic' } });
  const { items } = (await (await fetch(`${second.url}/local/dead-letters`)).json()) as { readonly items: unknown[] };
  expect(items).toEqual([]);
});
