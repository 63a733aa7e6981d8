import { overwriting, type Stage } from '../stage.ts';
import { ending } from './order-scenarios.ts';
import { ask, cancel, invoice, limit, payment, putOrders, version, type Scenario, type Task } from './steps.ts';

type Act = 'approve-request' | 'reject-request' | 'send-back-request' | 'recall-request' | 'delegate-request';

/** One order over the limit, held, whose release somebody must approve. */
export async function heldWithWorkflow(stage: Stage, customer: string, step: object, task: string): Promise<void> {
  const workflow = { description: '', for: 'hold-release', rank: 1, condition: {}, steps: [step], task };
  await stage.send('put-workflow', { workflow: 'W' }, { body: workflow });
  await stage.send('put-customer', { customer }, { body: limit('1000') });
  await invoice(stage, customer, '900').run();
  await putOrders(stage, customer, ['600']);
  await ask(stage, customer, 0, 'before').run();
}

/** `ann` asks for its release. */
export async function askedFor(stage: Stage, customer: string, step: object, task: string): Promise<void> {
  await heldWithWorkflow(stage, customer, step, task);
  await release(stage, customer, 'ann').run();
}

export const managers = (approvals: number) => ({ role: 'credit-manager', approvals });

export function release(stage: Stage, customer: string, as: string, attempt?: string): Task {
  return ending(stage, 'release-holds', `${customer}-0.1`, as, 'without-posting', attempt);
}

/** Of the first request about the hold. Who comes too late, or may not, is refused. */
export function act({ send }: Stage, customer: string, operation: Act, as: string, body = {}): Task {
  const params = { approvalRequest: `${customer}-0.1.1` };
  const headers = { ...overwriting, 'idempotency-key': `${operation}-${as}` };
  const sent = { body, headers, as, accepts: [403, 409, 422] };
  return { intent: `${operation} ${as}`, run: () => send(operation, params, sent) };
}

const approved: Scenario = {
  name: 'a release that two approve, and who asked for it too, while the order changes',
  prepare: (stage, customer) => askedFor(stage, customer, managers(2), 'release-without-posting'),
  tasks: (stage, customer) => [
    act(stage, customer, 'approve-request', 'bob'),
    act(stage, customer, 'approve-request', 'root'),
    act(stage, customer, 'approve-request', 'ann'),
    version(stage, customer, 0, '700', 2),
  ],
};

const recalled: Scenario = {
  name: 'a release that is approved, recalled and rejected, and paid for',
  prepare: (stage, customer) => askedFor(stage, customer, managers(1), 'release-without-posting'),
  tasks: (stage, customer) => [
    act(stage, customer, 'approve-request', 'bob'),
    act(stage, customer, 'recall-request', 'ann'),
    act(stage, customer, 'reject-request', 'root'),
    payment(stage, customer, '900'),
  ],
};

const permitted: Scenario = {
  name: 'a release that is approved, delegated to who asked, made by hand, and an order that is cancelled',
  prepare: (stage, customer) => askedFor(stage, customer, { users: ['bob', 'root'], approvals: 1 }, 'none'),
  tasks: (stage, customer) => [
    act(stage, customer, 'approve-request', 'bob'),
    act(stage, customer, 'delegate-request', 'root', { to: 'ann' }),
    release(stage, customer, 'ann', 'again'),
    cancel(stage, customer, 0),
  ],
};

export const approvalScenarios = { approved, recalled, permitted } as const satisfies Readonly<
  Record<string, Scenario>
>;
