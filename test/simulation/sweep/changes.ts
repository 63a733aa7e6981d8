import type { SQSBatchResponse } from 'aws-lambda';
import type { EventName } from '../../../functions/outgoing-events.ts';
import { membersOf, prepareGroup } from '../scenarios/group-scenarios.ts';
import { ending } from '../scenarios/order-scenarios.ts';
import { ask, asked, byQueue, cancel, invoice, limit, payment, putOrders, version } from '../scenarios/steps.ts';
import type { Scenario, Task } from '../scenarios/steps.ts';
import { entity, SenderAgain, type Stage } from '../stage.ts';

/** One change that is told, for a sweep that kills whoever makes, tells or follows it. */
export type SweptChange = Omit<Scenario, 'tasks'> & {
  readonly task: (stage: Stage, customer: string) => Task;
  /** What is published, in any order, where nothing goes wrong. */
  readonly events: readonly EventName[];
  /** Whether the change is there; asked when all is over. */
  readonly isStored: (stage: Stage, customer: string) => Promise<boolean>;
  /** It is prepared with a hold that could go, so that it stays where the change does not come. */
  readonly isPreparedStuck?: true;
};

type Body = Readonly<Record<string, unknown>>;

/** An order passed, and one is held. */
async function held(stage: Stage, customer: string, amounts: readonly string[] = ['600', '600']): Promise<void> {
  await stage.send('put-customer', { customer }, { body: limit('1000') });
  await putOrders(stage, customer, amounts);
  for (const index of amounts.keys()) await ask(stage, customer, index, 'before').run();
}

/** A decision, or a refusal of one that is not there. */
async function isDecided(stage: Stage, customer: string, request: string, index = 0): Promise<boolean> {
  const { items } = await stage.send('list-decisions', { order: `${customer}-${index}` });
  return (items as readonly Body[]).some((decision) => decision['request'] === request);
}

async function holdState(stage: Stage, customer: string): Promise<unknown> {
  return (await stage.send('get-hold', { hold: `${customer}-1.1` }))['state'];
}

const hold = (customer: string): string => `${customer}-1.1`;
const isReleased = async (stage: Stage, customer: string) => (await holdState(stage, customer)) === 'released';

/** Sent again after it was done it is told that it was: what it saw is no more. */
const onceSeen = { headers: { 'if-match': '"1"' }, accepts: [412] };

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
    await ending(stage, 'reject-holds', hold(customer), 'ann').run();
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

function ended(name: string, events: SweptChange['events'], end: SweptChange['task'], state: string): SweptChange {
  return {
    name,
    events,
    prepare: (stage, customer) => held(stage, customer),
    task: end,
    isStored: async (stage, customer) => (await holdState(stage, customer)) === state,
  };
}

const releasedWithPosting = ended(
  'a hold is released with posting',
  ['order-released'],
  (stage, customer) => ending(stage, 'release-holds', hold(customer), 'ann', 'with-posting'),
  'released',
);
const releasedWithout = ended(
  'a hold is released without posting',
  ['order-released'],
  (stage, customer) => ending(stage, 'release-holds', hold(customer), 'ann', 'without-posting'),
  'released',
);
const rejected = ended(
  'a hold is rejected',
  ['order-rejected'],
  (stage, customer) => ending(stage, 'reject-holds', hold(customer), 'ann'),
  'rejected',
);
const cancelled = ended(
  'a held order is cancelled',
  ['hold-changed'],
  (stage, customer) => cancel(stage, customer, 1),
  'cancelled',
);

const edited: SweptChange = {
  name: 'a hold gets an owner, a review date and a note',
  events: ['hold-changed'],
  prepare: (stage, customer) => held(stage, customer),
  task: (stage, customer) => {
    const body = { owner: 'ann', reviewDate: '2026-07-01', note: 'Call' };
    return { intent: 'edit', run: () => stage.send('edit-hold', { hold: hold(customer) }, { body, ...onceSeen }) };
  },
  isStored: async (stage, customer) => (await stage.send('get-hold', { hold: hold(customer) }))['owner'] === 'ann',
};

const limitChanged: SweptChange = {
  name: 'a credit limit is cut, which a hold shows',
  events: ['limit-changed', 'hold-changed'],
  prepare: (stage, customer) => held(stage, customer),
  task: (stage, customer) => {
    const run = () => stage.send('put-customer', { customer }, { body: limit('900'), ...onceSeen });
    return { intent: 'limit', run };
  },
  isStored: async (stage, customer) => (await stage.send('get-customer', { customer }))['creditLimit'] === '900.00',
};

const groupLimitChanged: SweptChange = {
  name: 'the limit of a customer credit group is cut',
  events: ['limit-changed'],
  prepare: (stage, customer) => prepareGroup(stage, customer, '1000'),
  task: (stage, group) => {
    const body = { creditLimit: '900', currency: 'EUR', expiryDate: '2099-12-31' };
    return { intent: 'limit', run: () => stage.send('put-customer-credit-group', { group }, { body, ...onceSeen }) };
  },
  isStored: async (stage, group) =>
    (await stage.send('get-customer-credit-group', { group }))['creditLimit'] === '900.00',
};

const paid: SweptChange = {
  name: 'a payment lets held orders go',
  events: ['order-released'],
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await invoice(stage, customer, '900').run();
    await putOrders(stage, customer, ['50', '600']);
    for (const index of [0, 1]) await ask(stage, customer, index, 'before').run();
  },
  task: (stage, customer) => payment(stage, customer, '900'),
  isStored: isReleased,
};

const limitRaised: SweptChange = {
  ...paid,
  name: 'the limit of a group is raised, which lets go a hold of a member',
  events: ['limit-changed', 'order-released'],
  prepare: async (stage, customer) => {
    const [member] = membersOf(customer);
    await prepareGroup(stage, customer, '500');
    await putOrders(stage, member, ['50', '600']);
    for (const index of [0, 1]) await ask(stage, member, index, 'before').run();
  },
  task: (stage, group) => {
    const body = { creditLimit: '900', currency: 'EUR', expiryDate: '2099-12-31' };
    return { intent: 'limit', run: () => stage.send('put-customer-credit-group', { group }, { body, ...onceSeen }) };
  },
  isStored: (stage, customer) => isReleased(stage, membersOf(customer)[0]),
};

const reasonCleared: SweptChange = {
  name: 'a reason of a hold is cleared, and another stays',
  events: ['hold-changed'],
  prepare: async (stage, customer) => {
    const body = { ...limit('100'), accountStatus: 'STOP' };
    await stage.send('put-customer', { customer }, { body });
    await putOrders(stage, customer, ['600', '600']);
    await ask(stage, customer, 1, 'before').run();
  },
  task: (stage, customer) => {
    const run = () => stage.send('put-customer', { customer }, { body: limit('100'), ...onceSeen });
    return { intent: 'status', run };
  },
  isStored: async (stage, customer) => (await stage.send('get-customer', { customer }))['accountStatus'] === undefined,
};

/** What a payment freed, and nobody has looked at: the events of what is prepared are not handed on. */
async function freed(stage: Stage, customer: string): Promise<void> {
  await paid.prepare(stage, customer);
  await payment(stage, customer, '900').run();
}

const evaluated: SweptChange = {
  name: "a customer's holds are evaluated because somebody asks",
  events: ['order-released'],
  isPreparedStuck: true,
  prepare: freed,
  task: (stage, customer) => {
    const sent = { body: {}, headers: { 'idempotency-key': 'evaluate' } };
    return { intent: 'evaluate', run: () => stage.send('evaluate-customer-holds', { customer }, sent) };
  },
  isStored: isReleased,
};

const startJob = (stage: Stage): Task => {
  const sent = { body: {}, headers: { 'idempotency-key': 'job' } };
  return { intent: 'job', run: () => stage.send('start-hold-evaluation', {}, sent) };
};

async function jobState(stage: Stage): Promise<unknown> {
  const { items } = await stage.send('list-jobs', {});
  return (items as readonly Body[]).find(({ requestedBy }) => requestedBy === 'root')?.['state'];
}

const jobDone: SweptChange = {
  name: 'a job evaluates all holds',
  events: ['order-released', 'job-done'],
  isPreparedStuck: true,
  prepare: freed,
  task: startJob,
  isStored: async (stage) => (await jobState(stage)) === 'done',
};

const jobCancelled: SweptChange = {
  name: 'a job is cancelled before it began',
  events: ['job-done'],
  prepare: async (stage) => {
    await startJob(stage).run();
  },
  task: (stage) => ({
    intent: 'cancel job',
    run: async () => {
      const { items } = await stage.send('list-jobs', {});
      const job = String((items as readonly Body[]).find(({ requestedBy }) => requestedBy === 'root')?.['job']);
      return stage.send('cancel-job', { job }, { body: {}, headers: { 'idempotency-key': 'cancel' } });
    },
  }),
  isStored: async (stage) => (await jobState(stage)) === 'cancelled',
};

export const changes = {
  passes,
  isHeld,
  askedByQueue,
  askedTogether,
  askedAfterRejection,
  raised,
  releasedWithPosting,
  releasedWithout,
  rejected,
  cancelled,
  edited,
  limitChanged,
  groupLimitChanged,
  limitRaised,
  paid,
  reasonCleared,
  evaluated,
  jobDone,
  jobCancelled,
} as const satisfies Readonly<Record<string, SweptChange>>;
export type ChangeName = keyof typeof changes;
