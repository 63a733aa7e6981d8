import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApprovalDesk, type Action, type ApprovalDesk } from './approval-desk.ts';

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await startApprovalDesk();
});
afterAll(() => desk.harness.background().stop());
beforeEach(async () => {
  for (const id of ['W', 'V', 'R']) await desk.noWorkflow(id);
});

const problem = (code: string) => ({ type: `urn:holdfast:problem:${code}` });

describe('a release that a workflow fits is submitted (§11.1, §1.4)', () => {
  test('with its reason, review date, note and mode; the hold waits', async () => {
    await desk.workflow('W');
    const { hold, order, customer } = await desk.held();
    const holds = [{ legalEntity: 'ACME', hold, reviewDate: '2026-12-15' }];
    const asked = { mode: 'with-posting', note: 'They pay on Friday.', holds };
    const dry = await desk.release('cleo', [hold], { ...asked, dryRun: true });
    expect(dry.body.results).toMatchObject([{ outcome: 'awaiting-approval', hold: { state: 'awaiting-approval' } }]);
    expect(await desk.stateOf(hold)).toBe('open');

    const first = await desk.release('cleo', [hold], asked, 'one');
    expect(first.body.results).toMatchObject([{ outcome: 'awaiting-approval', isReplay: false }]);
    const again = await desk.release('cleo', [hold], asked, 'one');
    expect(again.body.results).toMatchObject([{ outcome: 'awaiting-approval', isReplay: true }]);
    const { approval, ...now } = await desk.holdNow(hold);
    expect(now).toMatchObject({ state: 'awaiting-approval', version: 2 });
    expect(approval).toMatchObject({ for: 'hold-release', withPosting: true, orderVersion: 1, isGranted: false });
    expect(await desk.request(approval?.request ?? '')).toMatchObject({
      state: 'in-progress',
      for: 'hold-release',
      workflow: 'W',
      task: 'none',
      requester: 'cleo',
      step: 0,
      hold,
      order,
      customer,
      amount: '10000.00',
      currency: 'EUR',
      orderVersion: 1,
      withPosting: true,
      reason: 'OK',
      note: 'They pay on Friday.',
      reviewDate: '2026-12-15',
      problem: null,
      asked: { role: 'credit-manager', users: null, approvals: 1 },
      history: [{ action: 'submit', by: 'cleo', step: 0 }],
    });
    await desk.settle();
    const needed = desk.events('approval-needed').filter((data) => data['hold'] === hold);
    expect(needed).toMatchObject([{ role: 'credit-manager', approvalsLeft: 1, requester: 'cleo', customer }]);
  });

  test('also one of somebody who might release it alone', async () => {
    await desk.workflow('W');
    const { hold } = await desk.held();
    expect((await desk.release('mia', [hold])).body.results).toMatchObject([{ outcome: 'awaiting-approval' }]);
  });

  test('none fits: it is released by who may, and refused to others', async () => {
    await desk.workflow('W', { condition: { amountFrom: '10000.01' } });
    const { hold } = await desk.held();
    expect((await desk.release('cleo', [hold])).body.results).toMatchObject([
      { outcome: 'refused', problem: problem('release-above-authority') },
    ]);
    expect((await desk.release('mia', [hold])).body.results).toMatchObject([{ outcome: 'done' }]);
  });

  test('the condition looks at the risk group and at the reasons of the hold', async () => {
    const group = { description: '', indicator: 'high', from: 51, to: 100 };
    await desk.setUp('put-risk-group', { riskGroup: 'HIGH' }, group);
    await desk.workflow('W', { condition: { riskGroups: ['HIGH'], reasons: ['credit-limit-used'] } });
    await desk.workflow('V', { rank: 2, condition: { reasons: ['days-overdue'] } });
    const { hold, customer } = await desk.held();
    expect((await desk.release('cleo', [hold])).body.results).toMatchObject([{ outcome: 'refused' }]);
    await desk.call(
      'put-customer',
      { customer },
      { name: customer, currency: 'EUR', creditLimit: '8000.00', riskGroup: 'HIGH' },
      { headers: { 'if-match': '*' } },
    );
    const request = await desk.submit('cleo', hold);
    expect(await desk.request(request)).toMatchObject({ workflow: 'W' });
  });

  test('while it is under way nobody ends the hold or asks for anything else', async () => {
    await desk.workflow('W');
    const { hold } = await desk.held();
    const request = await desk.submit('cleo', hold);
    const refused = { outcome: 'refused', problem: { ...problem('hold-awaiting-approval'), approvalRequest: request } };
    expect((await desk.release('mia', [hold])).body.results).toMatchObject([refused]);
    expect((await desk.reject('mia', [hold])).body.results).toMatchObject([refused]);
  });

  test('nobody but its requester is asked: refused', async () => {
    await desk.workflow('W', { steps: [{ users: ['mia', 'max'], approvals: 2 }] });
    const { hold } = await desk.held();
    const [result] = (await desk.release('mia', [hold])).body.results;
    expect(result).toMatchObject({
      outcome: 'refused',
      problem: { ...problem('no-other-approver'), workflow: 'W', step: 0 },
    });
    expect(await desk.stateOf(hold)).toBe('open');
  });
});

describe('an approval is of what was read (§11.4)', () => {
  test('not of what came back with more, nor of what nobody looked at', async () => {
    await desk.workflow('W');
    const { hold } = await desk.held();
    const request = await desk.submit('cleo', hold);
    const params = { legalEntity: 'ACME', approvalRequest: request };
    const read = await desk.call('get-approval-request', { approvalRequest: request });
    const approve = (ifMatch?: string) =>
      desk.harness.call('approve-request', {
        as: 'mia',
        params,
        body: {},
        headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
      });
    expect(await approve()).toMatchObject({ status: 428, body: problem('precondition-required') });
    await desk.act('send-back-request', 'max', request);
    const again = await desk.act('resubmit-request', 'cleo', request, { mode: 'without-posting' });
    expect(again).toMatchObject({ status: 200, body: { state: 'in-progress' } });
    const stale = await approve(read.headers['etag']);
    expect(stale).toMatchObject({ status: 412, body: problem('precondition-failed') });
    expect((await desk.request(request)).approvedBy).toEqual([]);
    const now = await desk.call('get-approval-request', { approvalRequest: request });
    expect(await approve(now.headers['etag'])).toMatchObject({ status: 200, body: { state: 'approved' } });
  });

  test('with a comment that Unicode can encode', async () => {
    const { status, body } = await desk.act('approve-request', 'mia', 'W.1.1', { comment: '\ud800' });
    expect([status, body]).toMatchObject([422, { ...problem('invalid-request'), errors: [{ pointer: '/comment' }] }]);
  });
});

test('a role that too few others have: refused, and again when it is submitted again (§1.5)', async () => {
  await desk.workflow('W', { steps: [{ role: 'credit-manager', approvals: 4 }] });
  const { hold } = await desk.held();
  const none = { ...problem('no-other-approver'), workflow: 'W', step: 0 };
  expect((await desk.release('mia', [hold])).body.results).toMatchObject([{ outcome: 'refused', problem: none }]);
  const dry = await desk.release('mia', [hold], { dryRun: true });
  expect(dry.body.results).toMatchObject([{ outcome: 'refused', problem: none }]);
  expect(await desk.stateOf(hold)).toBe('open');
  const request = await desk.submit('cleo', hold);
  await desk.act('send-back-request', 'mia', request);
  await desk.harness.grant('moe', 'ACME', ['credit-clerk']);
  expect(await desk.act('resubmit-request', 'cleo', request)).toMatchObject({ status: 409, body: none });
  await desk.harness.grant('moe', 'ACME', ['credit-manager']);
  expect(await desk.act('resubmit-request', 'cleo', request)).toMatchObject({ status: 200 });
});

describe('an approval permits what was asked, once (§11.3)', () => {
  test('of who asked, whatever their authority', async () => {
    await desk.workflow('W');
    const { hold } = await desk.held();
    const request = await desk.submit('cleo', hold);
    const approved = await desk.act('approve-request', 'mia', request, { comment: 'fine' }, 'yes');
    expect(approved).toMatchObject({ status: 200, body: { state: 'approved', approvedBy: ['mia'] } });
    const replayed = await desk.act('approve-request', 'mia', request, { comment: 'fine' }, 'yes');
    expect(replayed).toMatchObject({
      status: 200,
      body: { state: 'approved' },
      headers: { 'idempotency-replayed': 'true' },
    });
    expect(await desk.act('approve-request', 'mia', request, {}, 'yes')).toMatchObject({ status: 422 });
    const ofMia = { status: 422, body: { type: 'urn:holdfast:problem:idempotency-key-reused' } };
    expect(await desk.act('approve-request', 'max', request, { comment: 'fine' }, 'yes')).toMatchObject(ofMia);
    expect(await desk.holdNow(hold)).toMatchObject({ state: 'open', approval: { request, isGranted: true } });

    expect((await desk.release('cleo', [hold])).body.results).toMatchObject([
      { outcome: 'done', hold: { state: 'released' } },
    ]);
    expect(await desk.request(request)).toMatchObject({
      state: 'carried-out',
      history: [
        { action: 'submit' },
        { action: 'approve', by: 'mia', comment: 'fine' },
        { action: 'carry-out', by: 'cleo' },
      ],
    });
    expect((await desk.holdNow(hold)).approval).toMatchObject({ request, isGranted: true });
  });

  test('nothing else: another way of release is asked for anew', async () => {
    await desk.workflow('W');
    const { hold } = await desk.held();
    const first = await desk.submit('cleo', hold, { mode: 'without-posting' });
    await desk.act('approve-request', 'mia', first);
    const second = await desk.submit('cleo', hold, { mode: 'with-posting' });
    expect(second).not.toBe(first);
    expect(await desk.request(first)).toMatchObject({
      state: 'void',
      history: [{}, {}, { action: 'void', because: 'asked-anew' }],
    });
    expect(await desk.holdNow(hold)).toMatchObject({ state: 'awaiting-approval', approval: { request: second } });
  });

  test('a rejection that no workflow fits voids what was approved', async () => {
    await desk.workflow('W');
    const { hold } = await desk.held();
    const request = await desk.submit('cleo', hold);
    await desk.act('approve-request', 'mia', request);
    expect((await desk.reject('mia', [hold])).body.results).toMatchObject([
      { outcome: 'done', hold: { state: 'rejected', approval: null } },
    ]);
    expect(await desk.request(request)).toMatchObject({ state: 'void', history: [{}, {}, { because: 'hold-ended' }] });
  });
});

describe('what follows by itself (§11.3)', () => {
  test.each([
    ['release-with-posting', 'hold-release', { end: { withPosting: true } }, 'order-released'],
    ['release-without-posting', 'hold-release', { end: { withPosting: false } }, 'order-released'],
    ['reject', 'hold-reject', { state: 'rejected' }, 'order-rejected'],
  ] as const)('%s', async (task, subject, expected, event) => {
    await desk.workflow('W', { for: subject, task });
    const { hold } = await desk.held();
    const request =
      subject === 'hold-reject' ? await desk.submitRejection('cleo', hold) : await desk.submit('cleo', hold);
    const approved = await desk.act('approve-request', 'mia', request);
    expect(approved.body).toMatchObject({ state: 'carrying-out' });
    expect(await desk.stateOf(hold)).toBe('awaiting-approval');
    await desk.settle();
    expect(await desk.holdNow(hold)).toMatchObject({ ...expected, end: { by: 'cleo', reason: 'OK' } });
    expect(await desk.request(request)).toMatchObject({
      state: 'carried-out',
      history: [{}, {}, { action: 'carry-out' }],
    });
    expect(desk.events(event).filter((data) => data['hold'] === hold)).toHaveLength(1);
    await desk.harness.work('carry-out-approvals', {
      messages: [{ body: { legalEntity: 'ACME', approvalRequest: request } }],
    });
    expect(await desk.request(request)).toMatchObject({ history: [{}, {}, {}] });
  });

  test.each([
    ['with-posting', 'release-without-posting', false],
    ['without-posting', 'release-with-posting', true],
  ] as const)('asked %s, its task %s: the approvers see what will be done', async (mode, task, withPosting) => {
    await desk.workflow('W', { task });
    await desk.parameters({ releaseDelaySeconds: 60 });
    try {
      const { hold } = await desk.held();
      const request = await desk.submit('cleo', hold, { mode });
      expect([await desk.request(request), (await desk.holdNow(hold)).approval]).toMatchObject([
        { withPosting },
        { withPosting },
      ]);
      await desk.act('send-back-request', 'mia', request);
      const again = await desk.act('resubmit-request', 'cleo', request, { mode });
      expect(again).toMatchObject({ status: 200, body: { withPosting } });
      expect((await desk.holdNow(hold)).approval).toMatchObject({ withPosting });
      await desk.act('approve-request', 'mia', request);
      await desk.settle();
      if (!withPosting) {
        expect(await desk.holdNow(hold)).toMatchObject({ state: 'released', end: { withPosting } });
        return;
      }
      expect(await desk.holdNow(hold)).toMatchObject({ state: 'releasing' });
      await desk.withdraw('cleo', [hold]);
      await desk.parameters({ releaseDelaySeconds: 0 });
      const byHand = await desk.release('cleo', [hold], { mode: 'with-posting' });
      expect(byHand.body.results).toMatchObject([{ outcome: 'done', hold: { end: { withPosting } } }]);
    } finally {
      await desk.parameters({ releaseDelaySeconds: 0 });
    }
  });

  test('a task that cannot be done says why; mended, it is submitted again', async () => {
    await desk.workflow('W', { task: 'release-without-posting' });
    await desk.setUp('put-reason', { reason: 'SHORT' }, { type: 'release', description: 'Lives for a moment' });
    const { hold } = await desk.held();
    const request = await desk.submit('cleo', hold, { reason: 'SHORT' });
    await desk.call('delete-reason', { reason: 'SHORT' }, undefined, { headers: { 'if-match': '*' } });
    await desk.act('approve-request', 'mia', request);
    await desk.settle();
    const failed = await desk.request(request);
    expect(failed).toMatchObject({
      state: 'failed',
      problem: problem('unknown-reference'),
      history: [{}, {}, { action: 'fail', problem: problem('unknown-reference') }],
    });
    expect(await desk.stateOf(hold)).toBe('awaiting-approval');
    expect(desk.harness.background().deadLetters()).toEqual([]);

    expect(await desk.act('resubmit-request', 'mia', request)).toMatchObject({
      status: 403,
      body: problem('not-the-requester'),
    });
    expect(await desk.act('resubmit-request', 'cleo', request)).toMatchObject({
      status: 422,
      body: problem('unknown-reference'),
    });
    const mended = await desk.act('resubmit-request', 'cleo', request, { reason: 'OK', note: 'Mended.' });
    expect(mended).toMatchObject({
      status: 200,
      body: { state: 'in-progress', reason: 'OK', note: 'Mended.', problem: null },
    });
    await desk.act('approve-request', 'mia', request);
    await desk.settle();
    expect(await desk.holdNow(hold)).toMatchObject({
      state: 'released',
      note: null,
      end: { reason: 'OK', note: 'Mended.' },
    });
  });

  test.each(['release-without-posting', 'reject'] as const)(
    '%s is not done where whoever asked for it may not any more (§1.6)',
    async (task) => {
      await desk.workflow('W', { task, for: task === 'reject' ? 'hold-reject' : 'hold-release' });
      const { hold } = await desk.held();
      const request = await (task === 'reject' ? desk.submitRejection('cem', hold) : desk.submit('cem', hold));
      await desk.harness.grant('cem', 'ACME', ['auditor']);
      await desk.act('approve-request', 'mia', request);
      await desk.settle();
      await desk.harness.grant('cem', 'ACME', ['credit-clerk']);
      expect(await desk.request(request)).toMatchObject({ state: 'failed', problem: problem('not-allowed') });
      expect(await desk.stateOf(hold)).toBe('awaiting-approval');
      expect(await desk.act('recall-request', 'max', request)).toMatchObject({ body: { state: 'recalled' } });
    },
  );

  test('a release with posting waits for the delay, and withdrawn it may be made by hand (§8.7)', async () => {
    await desk.workflow('W', { task: 'release-with-posting' });
    await desk.parameters({ releaseDelaySeconds: 60 });
    try {
      const { hold } = await desk.held();
      const request = await desk.submit('cleo', hold, { mode: 'with-posting' });
      await desk.act('approve-request', 'mia', request);
      await desk.settle();
      expect(await desk.holdNow(hold)).toMatchObject({ state: 'releasing', approval: { request, isGranted: true } });
      expect(await desk.request(request)).toMatchObject({ state: 'approved' });
      expect((await desk.withdraw('cleo', [hold])).body.results).toMatchObject([{ outcome: 'done' }]);
      expect(await desk.holdNow(hold)).toMatchObject({ state: 'open', approval: { request, isGranted: true } });
    } finally {
      await desk.parameters({ releaseDelaySeconds: 0 });
    }
  });
});

describe('those who are asked (§11.2)', () => {
  test('reject: the hold is what it was', async () => {
    await desk.workflow('W');
    const { hold } = await desk.held();
    const request = await desk.submit('cleo', hold);
    expect(await desk.act('reject-request', 'mia', request, { comment: 'No.' })).toMatchObject({
      body: { state: 'rejected' },
    });
    expect(await desk.holdNow(hold)).toMatchObject({ state: 'open', approval: null });
    for (const action of [
      'approve-request',
      'reject-request',
      'send-back-request',
      'recall-request',
      'resubmit-request',
    ] as const) {
      expect(await desk.act(action, 'max', request)).toMatchObject({
        status: 409,
        body: { ...problem('approval-not-in-state'), state: 'rejected' },
      });
    }
    expect(await desk.submit('cleo', hold)).not.toBe(request);
  });

  test('send back: whoever asked changes it and submits it again, or recalls it', async () => {
    await desk.workflow('W');
    const { hold } = await desk.held();
    const request = await desk.submit('cleo', hold, { mode: 'without-posting' });
    await desk.act('send-back-request', 'mia', request, { comment: 'With posting, please.' });
    expect(await desk.stateOf(hold)).toBe('awaiting-approval');
    const again = await desk.act('resubmit-request', 'cleo', request, { mode: 'with-posting' });
    expect(again.body).toMatchObject({ state: 'in-progress', withPosting: true });
    expect((await desk.holdNow(hold)).approval).toMatchObject({ withPosting: true });
    await desk.act('send-back-request', 'mia', request);
    await desk.noWorkflow('W');
    expect(await desk.act('resubmit-request', 'cleo', request)).toMatchObject({
      status: 409,
      body: problem('no-workflow-fits'),
    });
    expect(await desk.act('recall-request', 'cleo', request)).toMatchObject({ body: { state: 'recalled' } });
    expect(await desk.holdNow(hold)).toMatchObject({ state: 'open', approval: null });
    const { history } = await desk.request(request);
    expect(history.map(({ action }) => action)).toEqual(['submit', 'send-back', 'resubmit', 'send-back', 'recall']);
  });

  test('one after the other, in the order of the steps', async () => {
    await desk.workflow('W', {
      steps: [
        { role: 'credit-clerk', approvals: 2 },
        { users: ['mia', 'max'], approvals: 1 },
      ],
    });
    const { hold } = await desk.held();
    const request = await desk.submit('cleo', hold);
    expect(await desk.act('approve-request', 'mia', request)).toMatchObject({
      status: 403,
      body: problem('not-an-approver'),
    });
    await desk.act('approve-request', 'carl', request);
    expect(await desk.act('approve-request', 'carl', request)).toMatchObject({
      status: 409,
      body: problem('already-approved'),
    });
    expect((await desk.act('approve-request', 'cem', request)).body).toMatchObject({
      state: 'in-progress',
      step: 1,
      approvedBy: [],
    });
    expect((await desk.act('approve-request', 'max', request)).body).toMatchObject({ state: 'approved' });
  });

  test('delegate', async () => {
    await desk.workflow('W', { steps: [{ users: ['mia'], approvals: 1 }] });
    const { hold } = await desk.held();
    const request = await desk.submit('cleo', hold);
    for (const [to, because] of [
      ['cleo', 'requester'],
      ['ann', 'may-not-approve'],
      ['mia', 'asked-already'],
    ]) {
      const refused = await desk.act('delegate-request', 'mia', request, { to });
      expect(refused).toMatchObject({ status: 422, body: { ...problem('unfit-delegate'), because } });
    }
    expect((await desk.act('delegate-request', 'mia', request, { to: 'carl' })).body).toMatchObject({
      delegations: [{ from: 'mia', to: 'carl' }],
    });
    expect(await desk.act('approve-request', 'mia', request)).toMatchObject({ status: 403 });
    expect(await desk.act('approve-request', 'carl', request)).toMatchObject({ status: 200 });
    await desk.settle();
    const needed = desk.events('approval-needed').filter((data) => data['hold'] === hold);
    expect(needed.map((data) => data['delegates'])).toEqual([[], ['carl']]);
  });
});

describe('nobody approves their own request, by no path (§1.5)', () => {
  const decisions: readonly Action[] = ['approve-request', 'reject-request', 'send-back-request'];

  test.each([
    ['as a manager', { steps: [{ role: 'credit-manager', approvals: 1 }] }],
    ['named in the step', { steps: [{ users: ['mia', 'max'], approvals: 1 }] }],
  ])('%s', async (_, changes) => {
    await desk.workflow('W', changes);
    const { hold } = await desk.held();
    const request = await desk.submit('mia', hold);
    for (const action of decisions) {
      expect(await desk.act(action, 'mia', request)).toMatchObject({ status: 403, body: problem('own-request') });
    }
    const own = await desk.act('delegate-request', 'mia', request, { to: 'carl' });
    expect(own).toMatchObject({ status: 403, body: problem('own-request') });
    const to = await desk.act('delegate-request', 'max', request, { to: 'mia' });
    expect(to).toMatchObject({ status: 422, body: { ...problem('unfit-delegate'), because: 'requester' } });
    expect(await desk.request(request)).toMatchObject({ state: 'in-progress', approvedBy: [] });
  });

  test('with the role that they were given since', async () => {
    await desk.workflow('W');
    const { hold } = await desk.held();
    const request = await desk.submit('cem', hold);
    await desk.harness.grant('cem', 'ACME', ['credit-clerk', 'credit-manager']);
    expect(await desk.act('approve-request', 'cem', request)).toMatchObject({
      status: 403,
      body: problem('own-request'),
    });
    await desk.harness.grant('cem', 'ACME', ['credit-clerk']);
  });

  test('in a later step, or after it came back', async () => {
    await desk.workflow('W', {
      steps: [
        { role: 'credit-manager', approvals: 1 },
        { users: ['mia', 'max'], approvals: 1 },
      ],
    });
    const { hold } = await desk.held();
    const request = await desk.submit('mia', hold);
    await desk.act('send-back-request', 'max', request);
    await desk.act('resubmit-request', 'mia', request);
    await desk.act('approve-request', 'moe', request);
    expect(await desk.act('approve-request', 'mia', request)).toMatchObject({
      status: 403,
      body: problem('own-request'),
    });
    expect(await desk.act('approve-request', 'max', request)).toMatchObject({ body: { state: 'approved' } });
  });

  test('somebody whose role went away', async () => {
    await desk.workflow('W', { steps: [{ users: ['moe'], approvals: 1 }] });
    const { hold } = await desk.held();
    const request = await desk.submit('cleo', hold);
    await desk.harness.grant('moe', 'ACME', ['credit-admin']);
    expect(await desk.act('approve-request', 'moe', request)).toMatchObject({
      status: 403,
      body: problem('not-allowed'),
    });
    await desk.harness.grant('moe', 'ACME', ['credit-manager']);
    expect(await desk.act('approve-request', 'moe', request)).toMatchObject({ status: 200 });
  });
});
