import type { SQSBatchResponse } from 'aws-lambda';
import { ending } from '../scenarios/order-scenarios.ts';
import { ask, asked, byQueue, limit, putOrders, version } from '../scenarios/steps.ts';
import { entity, SenderAgain, type Stage } from '../stage.ts';
import { held, heldOf, type SweptChange } from './swept-change.ts';

type Body = Readonly<Record<string, unknown>>;

/** A decision, or a refusal of one that is not there. */
async function isDecided(stage: Stage, customer: string, request: string, index = 0): Promise<boolean> {
  const { items } = await stage.send('list-decisions', { order: `${customer}-${index}` });
  return (items as readonly Body[]).some((decision) => decision['request'] === request);
}

const passes: SweptChange = {
  name: 'an order passes',
  events: ['order-passed'],
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await putOrders(stage, customer, ['600']);
  },
  task: (stage, customer) => ask(stage, customer, 0),
  isStored: (stage, customer) => isDecided(stage, customer, `${customer}-0`),
};

const isHeld: SweptChange = {
  ...passes,
  name: 'an order is held',
  events: ['order-held'],
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('500') });
    await putOrders(stage, customer, ['600']);
  },
};

const askedByQueue: SweptChange = {
  ...passes,
  name: 'an order that is asked about by queue',
  task: (stage, customer) => byQueue(stage, 'checkpoint-request', asked(customer, 0)),
  isStored: (stage, customer) => isDecided(stage, customer, `checkpoint-request-${customer}-0`),
};

const askedTogether: SweptChange = {
  name: 'two orders that one message after the other asks about, decided together',
  events: ['order-passed', 'order-passed'],
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('2000') });
    await putOrders(stage, customer, ['600', '700']);
  },
  task: ({ harness }, customer) => {
    const messages = [0, 1].map((index) => {
      const envelope = { type: 'checkpoint-request', legalEntity: entity, occurredAt, id: `together-${index}` };
      const body = { envelope: { ...envelope, data: asked(customer, index) }, subject: 'root' };
      return { body, messageId: `together-${index}`, messageGroupId: customer };
    });
    const run = async (): Promise<void> => {
      const answer = (await harness.work('process-intake', { messages })) as SQSBatchResponse;
      if (answer.batchItemFailures.length > 0) throw new SenderAgain('together');
    };
    return { intent: 'together', run, mayRepeat: true };
  },
  isStored: async (stage, customer) =>
    (await isDecided(stage, customer, 'together-0')) && isDecided(stage, customer, 'together-1', 1),
};
const occurredAt = '2026-06-15T10:00:00Z';

const askedAfterRejection: SweptChange = {
  name: 'a rejected order is asked about',
  events: ['order-rejected'],
  prepare: async (stage, customer) => {
    await held(stage, customer);
    await ending(stage, 'reject-holds', heldOf(customer), 'ann').run();
  },
  task: (stage, customer) => ask(stage, customer, 1, 'after'),
  isStored: (stage, customer) => isDecided(stage, customer, `${customer}-1after`, 1),
};

const raised: SweptChange = {
  name: 'a new version of an order that passed is held as it comes',
  events: ['order-held'],
  prepare: (stage, customer) => held(stage, customer, ['600']),
  task: (stage, customer) => version(stage, customer, 0, '1600', 2),
  isStored: async (stage, customer) =>
    (await stage.send('get-order', { order: `${customer}-0` }))['amount'] === '1600.00',
};

export const orderChanges = {
  passes,
  isHeld,
  askedByQueue,
  askedTogether,
  askedAfterRejection,
  raised,
} as const satisfies Readonly<Record<string, SweptChange>>;
