import type { Harness } from '../../harness/start-harness.ts';
import { asItShould } from '../faults.ts';
import { fifoQueue } from '../fifo-queue.ts';
import type { Sent } from '../simulated-queues.ts';
import { entity, overwriting, type Stage } from '../stage.ts';
import type { Input } from '../store/request.ts';
import { byTime } from '../turn-order.ts';
import { startMs, type Manner, type World } from '../world.ts';

export type Load = {
  readonly customers: number;
  readonly by: 'HTTP' | 'queue';
  readonly decisions: number;
  readonly perSecond: number;
  /** Of transactions that AWS cancels although nobody here holds their items. */
  readonly conflictShare: number;
};

/** What came of it. */
export type Figures = {
  readonly decided: number;
  /** Committed ones that hold a decision, and how often one was sent. */
  readonly transactions: number;
  readonly attempts: number;
  /** Answered 503, or given back to the queue. */
  readonly givenUp: number;
  readonly seconds: number;
};

const customerOf = (number: number): string => `C${number}`;
const orderOf = (number: number): string => `O-${number}`;
/** Every so many orders are over what a rule lets pass. */
const heldEvery = 20;
/** functions/workers.ts, functions/store/queues.ts */
const batchSize = 10;
const firstBackOffMs = 2_000;

/** One group with credit for all, and an order for each decision. */
export async function prepareGroup({ send }: Stage, { customers, decisions }: Load): Promise<void> {
  const rule = { type: 'sales-order-amount', kind: 'blocking', scope: 'all', amount: '1000', currency: 'EUR' };
  await send('put-rule', { rule: 'LARGE' }, { body: rule, headers: overwriting, accepts: [412] });
  const group = { creditLimit: '1000000000', currency: 'EUR', expiryDate: '2099-12-31' };
  await send('put-customer-credit-group', { group: 'G' }, { body: group });
  for (let number = 0; number < customers; number += 1) {
    const customer = customerOf(number);
    await send('put-customer', { customer }, { body: { name: customer, currency: 'EUR' } });
    await send('put-customer-credit-group-member', { group: 'G', customer });
  }
  for (let number = 0; number < decisions; number += 1) {
    const amount = number % heldEvery === 0 ? '2000' : '100';
    const body = { customer: customerOf(number % customers), version: 1, state: 'draft', amount, currency: 'EUR' };
    await send('put-order', { order: orderOf(number) }, { body });
  }
}

/** Asks about every order once, at an even rate. Who gets no answer does not ask again; what a queue gives back comes again. */
export async function playLoad(world: World, { harness }: Stage, load: Load, seed: number): Promise<Figures> {
  let [decided, transactions, attempts, givenUp] = [0, 0, 0, 0];
  const manner: Manner = (random, time) => ({
    order: byTime(random, time),
    fault: (kind) =>
      kind === 'transaction' && random() < load.conflictShare
        ? { seen: 'conflict', effect: 'never' }
        : asItShould(random),
  });
  const listener = {
    onCommit: async ({ input }: { readonly input: Input }) => {
      const count = decisionsIn(input);
      decided += count;
      if (count > 0) transactions += 1;
    },
    onRequest: ({ input }: { readonly input: Input }) => {
      if (decisionsIn(input) > 0) attempts += 1;
    },
    onSent: (_: string, message: Sent) => queue.onSent(message),
    onDead: () => {},
    onPublished: () => {},
  };
  const begun = world.begin(seed, listener, manner);
  const queue = fifoQueue({
    harness,
    worker: 'process-intake',
    scheduler: () => begun.scheduler,
    batchSize: () => batchSize,
    againMs: () => world.time.now() + firstBackOffMs,
    onFailed: (count) => {
      givenUp += count;
    },
  });
  for (let number = 0; number < load.decisions; number += 1) {
    const customer = customerOf(number % load.customers);
    begun.scheduler.add({
      name: `ask ${number}`,
      startsMs: () => startMs + (number * 1_000) / load.perSecond,
      run: async () => {
        const isGivenUp = await (load.by === 'HTTP' ? askByHttp : askByQueue)(harness, customer, orderOf(number));
        if (isGivenUp) givenUp += 1;
        return 'done';
      },
    });
  }
  await begun.scheduler.run();
  return { decided, transactions, attempts, givenUp, seconds: (world.time.now() - startMs) / 1_000 };
}

function decisionsIn({ TransactItems = [] }: Input & { readonly TransactItems?: unknown }): number {
  const items = TransactItems as readonly { readonly Put?: { readonly Item?: Input } }[];
  return items.filter(({ Put }) => Put?.Item?.['kind'] === 'decision').length;
}

function asked(customer: string, order: string) {
  return { customer, order, checkpoint: 'confirmation', mode: 'posting' };
}

/** Whether it was given up. */
async function askByHttp(harness: Harness, customer: string, order: string): Promise<boolean> {
  const { status, body } = await harness.call('request-checkpoint', {
    as: 'root',
    params: { legalEntity: entity },
    headers: { 'idempotency-key': order },
    body: asked(customer, order),
  });
  if (status !== 200 && status !== 503) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return status === 503;
}

async function askByQueue(harness: Harness, customer: string, order: string): Promise<boolean> {
  const body = {
    id: order,
    type: 'checkpoint-request',
    legalEntity: entity,
    occurredAt: '2026-06-15T10:00:00Z',
    data: asked(customer, order),
  };
  await harness.work('route-intake', { messages: [{ body }] });
  return false;
}
