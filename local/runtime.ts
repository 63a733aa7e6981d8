import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { businessDate } from '../domain/civil-date.ts';
import type { LegalEntityId } from '../domain/ids.ts';
import { businessInstant } from '../functions/clock.ts';
import { workers, type Worker, type WorkerName } from '../functions/workers.ts';
import { dynamo, tableName } from '../functions/store/table.ts';
import { openClock } from './clock-file.ts';
import { demoEntity, demoTimeZone } from './demo.ts';
import { makeFeeder, type Feeder } from './feeder.ts';
import { startFeeder } from './feeder-loop.ts';
import { startGateway } from './gateway.ts';
import { loadHandler } from './handlers.ts';
import type { Issuer } from './issuer.ts';
import { lambdaContext } from './lambda-context.ts';
import { localPages } from './local-pages.ts';
import { loop, type Loop } from './loop.ts';
import { pollOnce } from './poller.ts';
import type { LocalQueues } from './queues.ts';
import { createTable } from './table.ts';
import { startTicker } from './ticker.ts';
import { throttle } from './throttle.ts';
import { tokenCheck } from './token-check.ts';

export type RuntimeOptions = {
  /** Keeps the clock. */
  readonly folder: string;
  readonly port: number;
  readonly issuer: Issuer;
  readonly queues: LocalQueues;
  readonly requestsPerSecond?: number | undefined;
  /** Only for data that have no dates yet. */
  readonly mayStartInPast?: boolean;
};

export type Runtime = {
  readonly url: string;
  /** The business date of the demo's legal entity. */
  readonly today: () => string;
  readonly stop: () => Promise<void>;
};

const longPollSeconds = 20;

/** Everything that AWS would run around the functions. The environment must name table, engine and queues by now. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  await createTable(dynamo, tableName());
  const client = new SQSClient({ endpoint: options.queues.endpoint });
  const feeder = makeFeeder({ client: dynamo, tableName: tableName(), publish: invoker('publish-changes') });
  const feeding = startFeeder(feeder);
  const pollers = startPollers(client, options.queues, feeding.wake);
  const ticker = startTicker(invoker('tick'));
  const gateway = await startGateway({
    port: options.port,
    checkToken: tokenCheck(options.issuer),
    throttle: throttle(options.requestsPerSecond),
    localPage: localPages({
      issuer: options.issuer,
      queues: options.queues,
      unpublished: feeder.setAside,
      clock: openClock(options.folder, options),
      afterClockChange: ticker.tick,
      isSettled: () => isSettled(options.queues, feeder),
    }),
    afterRequest: feeding.wake,
  });
  return {
    url: gateway.url,
    today: () => businessDate(businessInstant(demoEntity as LegalEntityId), demoTimeZone),
    // Requests first, then what they caused, so that nothing is cut off half way.
    stop: async () => {
      await gateway.stop();
      await Promise.all([ticker.stop(), feeding.stop(), ...pollers.map((poller) => poller.stop())]);
      client.destroy();
    },
  };
}

/** Nothing is pending, queued or being handled, and nothing began while that was looked up. */
async function isSettled({ queues }: LocalQueues, feeder: Feeder): Promise<boolean> {
  const before = invocations;
  const isIdle = (): boolean => queues.every((queue) => queue.depth() === 0) && invocations === before;
  return isIdle() && (await feeder.isFed()) && isIdle();
}

function startPollers(client: SQSClient, { queues }: LocalQueues, afterBatch: () => void): readonly Loop[] {
  return (workers as readonly Worker[]).flatMap((worker) => {
    const { trigger } = worker;
    const queue = trigger.kind === 'queue' ? queues.find(({ name }) => name === trigger.queue) : undefined;
    if (trigger.kind !== 'queue' || queue === undefined) return [];
    const polled = { client, queue, batchSize: trigger.batchSize, handle: invoker(worker.name as WorkerName) };
    const round = async (signal: AbortSignal): Promise<void> => {
      await pollOnce(polled, longPollSeconds, signal);
      afterBatch();
    };
    return [loop(`poller of ${queue.name}`, round)];
  });
}

let invocations = 0;

/** The worker's own handler, as its trigger calls it. */
function invoker(name: WorkerName): (event: unknown) => Promise<unknown> {
  return async (event) => {
    invocations += 1;
    const handler = await loadHandler(name);
    return handler(event, lambdaContext(name, `${name}-${invocations}`) satisfies Context);
  };
}
