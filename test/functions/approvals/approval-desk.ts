import type { OperationName } from '../../../functions/operations.ts';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';
import type { CallAnswer } from '../../harness/start-harness.ts';

type Body = Readonly<Record<string, unknown>>;
export type Action = Extract<
  OperationName,
  | 'approve-request'
  | 'reject-request'
  | 'send-back-request'
  | 'delegate-request'
  | 'recall-request'
  | 'resubmit-request'
>;
type Published = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/** A desk where `mia`, `max` and `moe` are managers, `carl`, `cleo` and `cem` clerks, and one customer a test. */
export type ApprovalDesk = HoldDesk & {
  /** For hold-release, by one manager, with nothing by itself after it, unless said. */
  readonly workflow: (id: string, changes?: Body) => Promise<void>;
  readonly noWorkflow: (id: string) => Promise<void>;
  /** A hold of a customer of its own. */
  readonly held: (changes?: Body) => Promise<Held>;
  /** Has `as` release a hold, and gives the request that comes of it. */
  readonly submit: (as: string, hold: string, more?: Body) => Promise<string>;
  readonly submitRejection: (as: string, hold: string) => Promise<string>;
  readonly act: <A extends Action>(
    action: A,
    as: string,
    request: string,
    body?: Body,
    key?: string,
  ) => Promise<CallAnswer<A>>;
  readonly request: (request: string) => Promise<CallAnswer<'get-approval-request'>['body']>;
  readonly holdNow: (hold: string) => Promise<CallAnswer<'get-hold'>['body']>;
  readonly settle: () => Promise<void>;
  /** What was published so far, of a type. */
  readonly events: (type: string) => readonly Published['data'][];
};
export type Held = { readonly order: string; readonly hold: string; readonly customer: string };

let numbers = 0;

export async function startApprovalDesk(): Promise<ApprovalDesk> {
  const desk = await startHoldDesk({ background: true });
  const { harness } = desk;
  await harness.grant('moe', 'ACME', ['credit-manager']);
  await harness.grant('cem', 'ACME', ['credit-clerk']);
  const submitted = (answer: CallAnswer<'release-holds' | 'reject-holds'>): string => {
    const [result] = answer.body.results;
    const request = result?.outcome === 'awaiting-approval' ? result.hold.approval?.request : undefined;
    if (request === undefined) throw new Error(`it was not submitted: ${JSON.stringify(answer.body)}`);
    return request;
  };
  const settle = () => harness.background().settle();
  return {
    ...desk,
    workflow: (id, changes = {}) =>
      desk.setUp(
        'put-workflow',
        { workflow: id },
        {
          description: '',
          for: 'hold-release',
          rank: 1,
          condition: {},
          steps: [{ role: 'credit-manager', approvals: 1 }],
          task: 'none',
          ...changes,
        },
      ),
    noWorkflow: async (id) => {
      await desk.call('delete-workflow', { workflow: id }, undefined, { headers: { 'if-match': '*' } });
    },
    held: async (changes = {}) => {
      numbers += 1;
      const [order, customer] = [`SO${numbers}`, `K${numbers}`];
      await desk.customer(customer);
      await desk.hold(order, { customer, ...changes });
      return { order, customer, hold: `${order}.1` };
    },
    submit: async (as, hold, more = {}) => submitted(await desk.release(as, [hold], more)),
    submitRejection: async (as, hold) => submitted(await desk.reject(as, [hold])),
    act: (action, as, request, body = {}, key = undefined) =>
      harness.call(action, {
        as,
        params: { legalEntity: 'ACME', approvalRequest: request },
        body,
        headers: { 'if-match': '*', ...(key === undefined ? {} : { 'idempotency-key': key }) },
      }),
    request: async (request) => (await desk.call('get-approval-request', { approvalRequest: request })).body,
    holdNow: async (hold) => (await desk.call('get-hold', { hold })).body,
    settle,
    events: (type) =>
      harness
        .background()
        .publishedEvents()
        .map(({ message }) => JSON.parse(message) as Published)
        .filter((event) => event.type === `holdfast.${type}.v1`)
        .map(({ data }) => data),
  };
}
