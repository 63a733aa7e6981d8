import { overwriting, type Stage } from '../stage.ts';
import { membersOf, prepareGroup } from './group-scenarios.ts';
import { ask, cancel, limit, putOrders, type Scenario, type Task } from './steps.ts';

const expiry = { expiryDate: '2099-12-31' };

type Line = { readonly customer: string } | { readonly creditGroup: string };

/** The nth journal of the legal entity, which gives each of these a new limit. */
async function journal(stage: Stage, lines: readonly Line[], newLimit: string): Promise<void> {
  const body = { type: 'credit-limit', description: '' };
  const { adjustment } = await stage.send('create-adjustment', {}, { body });
  for (const [index, line] of lines.entries()) {
    const params = { adjustment, line: String(index) };
    await stage.send('put-adjustment-line', params, { body: { ...line, newLimit, ...expiry } });
  }
}

function post(stage: Stage, adjustment: string): Task {
  const headers = { ...overwriting, 'idempotency-key': adjustment };
  // Its limits may have changed since.
  const sent = { body: {}, headers, accepts: [409] };
  return { intent: `post ${adjustment}`, run: () => stage.send('post-adjustment', { adjustment }, sent) };
}

const adjustmentCut: Scenario = {
  name: 'orders and a cut by adjustment',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await putOrders(stage, customer, ['800', '100']);
    await journal(stage, [{ customer }], '500');
  },
  tasks: (stage, customer) => [ask(stage, customer, 0), ask(stage, customer, 1), post(stage, 'ADJ-000001')],
};

const adjustmentRaise: Scenario = {
  name: 'orders and a raise by adjustment',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('500') });
    await putOrders(stage, customer, ['600', '400', '300']);
    await ask(stage, customer, 0, 'held').run();
    await journal(stage, [{ customer }], '1000');
  },
  tasks: (stage, customer) => [ask(stage, customer, 1), ask(stage, customer, 2), post(stage, 'ADJ-000001')],
};

/** Whoever comes last meets another limit than its line shows, or another account than was read. */
const adjustmentsAtOnce: Scenario = {
  name: 'two adjustments of one customer, and an edit of it',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await putOrders(stage, customer, ['800']);
    for (const newLimit of ['500', '2000']) await journal(stage, [{ customer }], newLimit);
  },
  tasks: (stage, customer) => [
    post(stage, 'ADJ-000001'),
    post(stage, 'ADJ-000002'),
    ask(stage, customer, 0),
    {
      intent: 'edit',
      mayRepeat: true,
      run: () => stage.send('put-customer', { customer }, { body: limit('600'), headers: overwriting }),
    },
  ],
};

/** The second posting finds a link that the account carries, which the edit files too. */
const adjustedAgain: Scenario = {
  name: 'an adjustment after another, and an edit',
  prepare: async (stage, customer) => {
    await adjustmentRaise.prepare(stage, customer);
    await post(stage, 'ADJ-000001').run();
    await journal(stage, [{ customer }], '1200');
  },
  tasks: (stage, customer) => [
    post(stage, 'ADJ-000002'),
    ask(stage, customer, 0),
    {
      intent: 'edit',
      mayRepeat: true,
      run: () =>
        stage.send('put-customer', { customer }, { body: { ...limit('1000'), notes: 'x' }, headers: overwriting }),
    },
  ],
};

/** A group's limit and a member's own, which is always tested, in one transaction. */
const groupAdjustment: Scenario = {
  takesTime: true,
  name: 'orders of two members, and an adjustment of the group and one of them',
  prepare: async (stage, customer) => {
    const [a, b] = membersOf(customer);
    await prepareGroup(stage, customer, '500');
    const body = { ...limit('500'), mandatoryLimit: true };
    await stage.send('put-customer', { customer: a }, { body, headers: overwriting });
    await putOrders(stage, a, ['600']);
    await putOrders(stage, b, ['700', '300']);
    await ask(stage, a, 0, 'held').run();
    await ask(stage, b, 0, 'held').run();
    await journal(stage, [{ customer: a }, { creditGroup: customer }], '1000');
  },
  tasks: (stage, customer) => [ask(stage, membersOf(customer)[1], 1), post(stage, 'ADJ-000001')],
};

/** Its group's limit stays: what its own lets go is evaluated with the group's holds all the same. */
const memberAdjustment: Scenario = {
  takesTime: true,
  name: 'orders of two members, and an adjustment of one of them',
  prepare: async (stage, customer) => {
    const [a, b] = membersOf(customer);
    await prepareGroup(stage, customer, '1000');
    const body = { ...limit('500'), mandatoryLimit: true };
    await stage.send('put-customer', { customer: a }, { body, headers: overwriting });
    await putOrders(stage, a, ['600']);
    await putOrders(stage, b, ['700', '300']);
    await ask(stage, a, 0, 'held').run();
    await ask(stage, b, 0, 'first').run();
    await journal(stage, [{ customer: a }], '1000');
  },
  tasks: (stage, customer) => [
    ask(stage, membersOf(customer)[1], 1),
    post(stage, 'ADJ-000001'),
    cancel(stage, membersOf(customer)[1], 0),
  ],
};

/** What is posted by itself is what was approved: the line may be another by then. */
const approvedAdjustment: Scenario = {
  name: 'an adjustment that two may approve, and who asked for it too, while a line of it changes',
  prepare: async (stage, customer) => {
    const steps = [{ role: 'credit-manager', approvals: 1 }];
    const workflow = { description: '', for: 'adjustment', rank: 1, condition: {}, steps, task: 'post' };
    await stage.send('put-workflow', { workflow: 'W' }, { body: workflow });
    await stage.send('put-customer', { customer }, { body: limit('500') });
    await putOrders(stage, customer, ['600', '300']);
    await ask(stage, customer, 0, 'held').run();
    await journal(stage, [{ customer }], '1000');
    const sent = { as: 'ann', body: {}, headers: { ...overwriting, 'idempotency-key': 'submit' } };
    await stage.send('submit-adjustment', { adjustment: 'ADJ-000001' }, sent);
  },
  tasks: (stage, customer) => [
    approve(stage, 'bob'),
    approve(stage, 'ann'),
    post(stage, 'ADJ-000001'),
    ask(stage, customer, 1),
    {
      intent: 'rewrite',
      mayRepeat: true,
      run: () => {
        const params = { adjustment: 'ADJ-000001', line: '0' };
        const body = { customer, newLimit: '2000', ...expiry };
        return stage.send('put-adjustment-line', params, { body, headers: overwriting, accepts: [409] });
      },
    },
  ],
};

function approve(stage: Stage, as: string): Task {
  const headers = { ...overwriting, 'idempotency-key': `approve-${as}` };
  const sent = { body: {}, headers, as, accepts: [403, 409] };
  // Of the second version of the journal: it has a line.
  const params = { approvalRequest: 'ADJ-000001.2' };
  return { intent: `approve ${as}`, run: () => stage.send('approve-request', params, sent) };
}

export const adjustmentScenarios = {
  adjustmentCut,
  adjustmentRaise,
  adjustmentsAtOnce,
  adjustedAgain,
  groupAdjustment,
  memberAdjustment,
  approvedAdjustment,
} as const satisfies Readonly<Record<string, Scenario>>;
