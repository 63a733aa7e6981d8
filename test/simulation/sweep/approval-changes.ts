import { act, askedFor, heldWithWorkflow, managers, release } from '../scenarios/approval-scenarios.ts';
import type { Stage } from '../stage.ts';
import type { SweptChange } from './swept-change.ts';

const params = (customer: string) => ({ approvalRequest: `${customer}-0.1.1` });

async function requestState(stage: Stage, customer: string): Promise<unknown> {
  return (await stage.send('get-approval-request', params(customer)))['state'];
}

const releasedByTask = async (stage: Stage, customer: string): Promise<boolean> =>
  (await stage.send('get-hold', { hold: `${customer}-0.1` }))['state'] === 'released';

const submitted: SweptChange = {
  name: 'a release that needs approval is asked for',
  events: ['approval-needed', 'hold-changed'],
  prepare: (stage, customer) => heldWithWorkflow(stage, customer, managers(1), 'none'),
  task: (stage, customer) => release(stage, customer, 'ann'),
  isStored: async (stage, customer) =>
    (await stage.send('get-hold', { hold: `${customer}-0.1` }))['state'] === 'awaiting-approval',
};

const approved: SweptChange = {
  name: 'a release is approved, and carried out by its task',
  events: ['approval-changed', 'approval-changed', 'order-released'],
  prepare: (stage, customer) => askedFor(stage, customer, managers(1), 'release-without-posting'),
  task: (stage, customer) => act(stage, customer, 'approve-request', 'bob'),
  isStored: releasedByTask,
};

const refused: SweptChange = {
  name: 'a release is not approved',
  events: ['approval-changed', 'hold-changed'],
  prepare: (stage, customer) => askedFor(stage, customer, managers(1), 'none'),
  task: (stage, customer) => act(stage, customer, 'reject-request', 'bob'),
  isStored: async (stage, customer) => (await requestState(stage, customer)) === 'rejected',
};

export const approvalChanges = { submitted, approved, refused } as const satisfies Readonly<
  Record<string, SweptChange>
>;
