import { ask, invoice, limit, payment, putOrders, type Task } from '../scenarios/steps.ts';
import type { Stage } from '../stage.ts';
import { isReleased, onceSeen, type SweptChange } from './swept-change.ts';

type Body = Readonly<Record<string, unknown>>;

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

export const evaluationChanges = {
  paid,
  reasonCleared,
  evaluated,
  jobDone,
  jobCancelled,
} as const satisfies Readonly<Record<string, SweptChange>>;
