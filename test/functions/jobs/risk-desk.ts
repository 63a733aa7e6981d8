import type { OperationName } from '../../../functions/operations.ts';
import { killAt, type Fault } from '../documents/faults.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

type Fields = Readonly<Record<string, unknown>>;
type Starting = Extract<
  OperationName,
  | 'start-statistics-calculation'
  | 'start-risk-score-update'
  | 'start-statistics-deletion'
  | 'start-reconciliation'
  | 'start-review-work-search'
>;

/** An order desk with people who may start what risk and statistics need. */
export type RiskDesk = OrderDesk & {
  /** Starts a job and works it through; gives its results. */
  readonly done: (name: Starting, body?: Fields) => Promise<readonly Fields[]>;
  readonly start: (name: Starting, body?: Fields, key?: string, as?: string) => ReturnType<OrderDesk['call']>;
  readonly jobOf: (job: string) => Promise<Fields>;
  readonly resultsOf: (job: string) => Promise<readonly Fields[]>;
  /** Runs a job in a worker of its own. */
  readonly run: (job: string) => Promise<void>;
  /** Runs a job in a worker that is killed at a call of the table, and then in another one. */
  readonly killed: (name: Starting, body: Fields, fault: Fault, at: number) => Promise<Killed>;
  readonly invoice: (invoice: string, customer: string, date: string, amount: string) => Promise<void>;
  readonly pay: (payment: string, customer: string, date: string, amount: string, invoice?: string) => Promise<void>;
  readonly statistics: (customer: string) => Promise<Fields>;
};

type Killed = { readonly calls: number; readonly job: Fields; readonly results: readonly Fields[] };

let keys = 0;

export async function startRiskDesk(): Promise<RiskDesk> {
  const desk = await startOrderDesk('ACME', { background: true });
  const start: RiskDesk['start'] = (name, body = {}, key = `risk-${(keys += 1)}`, as = 'root') =>
    desk.call(name, {}, body, { as, headers: { 'idempotency-key': key } });
  const must = async (name: OperationName, params: Readonly<Record<string, string>>, body: Fields) => {
    const answer = await desk.call(name, params, body);
    if (answer.status !== 201) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
  };
  const resultsOf: RiskDesk['resultsOf'] = async (job) => {
    const items: Fields[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: Readonly<Record<string, string>> = { limit: '100', ...(cursor === '' ? {} : { cursor }) };
      const { body } = await desk.call('list-job-results', { job }, undefined, { query });
      items.push(...body.items);
      cursor = body.nextCursor;
    }
    return items;
  };
  const jobOf: RiskDesk['jobOf'] = async (job) => (await desk.call('get-job', { job })).body;
  const run: RiskDesk['run'] = async (job) => {
    await desk.harness.work('run-jobs', { messages: [{ body: { legalEntity: 'ACME', job } }] });
  };
  return {
    ...desk,
    start,
    resultsOf,
    jobOf,
    run,
    killed: async (name, body, fault, at) => {
      await desk.harness.background().settle();
      const { job } = (await start(name, body)).body as { readonly job: string };
      const failing = killAt(at, fault);
      try {
        await run(job);
      } finally {
        failing.stop();
      }
      await run(job);
      return { calls: failing.calls(), job: await jobOf(job), results: await resultsOf(job) };
    },
    done: async (name, body) => {
      const started = await start(name, body);
      if (started.status !== 201) throw new Error(`${name}: ${JSON.stringify(started.body)}`);
      await desk.harness.background().settle();
      const { job } = started.body as { readonly job: string };
      const { body: ended } = await desk.call('get-job', { job });
      if (ended.state !== 'done') throw new Error(`${name} is ${ended.state}: ${JSON.stringify(ended.problem)}`);
      return resultsOf(job);
    },
    invoice: (invoice, customer, date, amount) =>
      must('put-invoice', { invoice }, { customer, date, dueDate: date, amount, currency: 'EUR' }),
    pay: (payment, customer, date, amount, invoice) =>
      must(
        'put-payment',
        { payment },
        {
          customer,
          date,
          amount,
          currency: 'EUR',
          settlements: invoice === undefined ? [] : [{ invoice, amount }],
        },
      ),
    statistics: async (customer) => (await desk.call('get-statistics', { customer })).body,
  };
}
