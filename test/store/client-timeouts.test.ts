import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientTimeouts } from '../../functions/store/client-options.ts';
import { isTransient } from '../../functions/store/transient.ts';

const { maxAttempts, requestTimeoutMs } = clientTimeouts;

/** Takes every request and answers none. */
const silent = createServer((request) => request.resume());
let requests = 0;
silent.on('request', () => (requests += 1));

beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  for (const name of ['DYNAMODB_ENDPOINT', 'SQS_ENDPOINT', 'SNS_ENDPOINT']) vi.stubEnv(name, endpoint);
  vi.stubEnv('QUEUE_URL_EVALUATION', `${endpoint}/000000000000/evaluation`);
  vi.stubEnv('TOPIC_ARN', 'arn:aws:sns:eu-central-1:000000000000:events');
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

describe('a service that does not answer', () => {
  // All three at once: each takes as long as its attempts may.
  test('fails every client after its attempts, as what may succeed later', async () => {
    const { table } = await import('../../functions/store/table.ts');
    const { send } = await import('../../functions/store/queues.ts');
    const { publish } = await import('../../functions/store/topic.ts');
    const startedAt = Date.now();
    const outcomes = await Promise.allSettled([
      table.send(new GetCommand({ TableName: 'orders', Key: { PK: 'a', SK: 'b' } })),
      send('evaluation', [{ body: {}, group: 'a', id: 'b' }]),
      publish({
        specversion: '1.0',
        id: 'a',
        source: 'b',
        type: 'c',
        time: '2026-06-15T10:00:00Z',
        datacontenttype: 'application/json',
        data: {},
      }),
    ]);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(maxAttempts * requestTimeoutMs - 50);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'TimeoutError' } });
      expect(outcome.status === 'rejected' && isTransient(outcome.reason)).toBe(true);
    }
    expect(requests).toBe(outcomes.length * maxAttempts);
  });
});
