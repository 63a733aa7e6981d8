import { describe, expect, test } from 'vitest';
import type { RefusalCode } from '../../../domain/refusal.ts';
import {
  approvalActions,
  approvalStates,
  liveApprovalStates,
  nextApprovalState,
  type ApprovalState,
} from '../../../domain/workflow/approval-request.ts';
import {
  approved,
  carriedOut,
  delegated,
  failed,
  permitted,
  recalled,
  rejected,
  resubmitted,
  sentBack,
} from '../../../domain/workflow/change-approval.ts';
import { stepWithoutOthers } from '../../../domain/workflow/approvers.ts';
import { aRequest, aWorkflow, at, clerk, manager, subject, users } from './an-approval.ts';

const said = { at };

function refusal(code: RefusalCode, details = {}): Error {
  return expect.objectContaining({ code, details }) as Error;
}

/** §11.2, §11.3, every state with every action: what is not named here is refused. */
const allowed: Readonly<Record<string, ApprovalState>> = {
  'in-progress approve': 'approved',
  'in-progress reject': 'rejected',
  'in-progress send-back': 'sent-back',
  'in-progress delegate': 'in-progress',
  'in-progress recall': 'recalled',
  'in-progress void': 'void',
  'sent-back resubmit': 'in-progress',
  'sent-back recall': 'recalled',
  'sent-back void': 'void',
  'carrying-out recall': 'recalled',
  'carrying-out permit': 'approved',
  'carrying-out carry-out': 'carried-out',
  'carrying-out fail': 'failed',
  'carrying-out void': 'void',
  'failed resubmit': 'in-progress',
  'failed recall': 'recalled',
  'failed void': 'void',
  'approved carry-out': 'carried-out',
  'approved void': 'void',
};

describe('the states of a request (§11.2, §11.3)', () => {
  const pairs = approvalStates.flatMap((state) => approvalActions.map((action) => [state, action] as const));
  test.each(pairs)('%s: %s', (state, action) => {
    expect(nextApprovalState(state, action)).toBe(allowed[`${state} ${action}`]);
  });

  test('four of them are ends', () => {
    const ended = approvalStates.filter((state) => !liveApprovalStates.includes(state));
    expect(ended).toEqual(['carried-out', 'rejected', 'recalled', 'void']);
  });
});

describe('approving (§11.2)', () => {
  test('with the last approval of the last step it is approved, and each is kept with who and when', () => {
    const steps = [
      { role: 'credit-clerk', approvals: 1 },
      { users: users('mia', 'max'), approvals: 2 },
    ] as const;
    const first = approved(aRequest({ steps }), clerk('carl'), { at, comment: 'fine' });
    expect(first.request).toMatchObject({ state: 'in-progress', step: 1, approvedBy: [] });
    expect(first.entry).toEqual({ number: 2, action: 'approve', by: 'carl', at, step: 0, comment: 'fine' });
    const second = approved(first.request, manager('mia'), said);
    expect(second.request).toMatchObject({ state: 'in-progress', step: 1, approvedBy: ['mia'] });
    const third = approved(second.request, manager('max'), said);
    expect(third.request).toMatchObject({ state: 'approved', step: 1, approvedBy: ['mia', 'max'] });
    expect(third.entry).toMatchObject({ number: 4, step: 1 });
  });

  test('a task is carried out after it', () => {
    const { request } = approved(aRequest({ task: 'release-with-posting' }), manager('mia'), said);
    expect(request.state).toBe('carrying-out');
    expect(carriedOut(request, subject('rita'), said).request.state).toBe('carried-out');
    expect(permitted(request, subject('rita'), said).request.state).toBe('approved');
    const problem = { type: 'urn:holdfast:problem:no-posting-to-release', title: 'nothing to post' };
    const mended = failed(request, problem, subject('rita'), said);
    expect(mended).toMatchObject({ request: { state: 'failed', problem }, entry: { action: 'fail', problem } });
    const again = resubmitted(
      mended.request,
      () => ({ id: 'V', workflow: aWorkflow() }),
      subject('rita'),
      said,
    ).request;
    expect(again).toMatchObject({ state: 'in-progress', workflow: 'V', task: 'none', step: 0, approvedBy: [] });
    expect(again).not.toHaveProperty('problem');
  });
});

const asked = aRequest({ steps: [{ users: users('mia', 'max', 'rita'), approvals: 2 }] });
const once = approved(asked, manager('mia'), said).request;

describe('who may decide (§1.5, §11.2)', () => {
  const by = [
    ['its requester', asked, manager('rita'), 'own-request'],
    ['who approved before', once, manager('mia'), 'already-approved'],
    ['who is not asked', asked, manager('nobody'), 'not-an-approver'],
    [
      'who was asked and has no role any more',
      asked,
      { ...manager('mia'), roles: ['credit-admin'] },
      'not-an-approver',
    ],
    ['who has another role', aRequest(), clerk('carl'), 'not-an-approver'],
  ] as const;
  test.each(by)('not %s', (_, request, person, code) => {
    const decide = [
      () => approved(request, person, said),
      () => rejected(request, person, said),
      () => sentBack(request, person, said),
      () => delegated(request, person, clerk('carl'), said),
    ];
    for (const one of decide) expect(one).toThrow(refusal(code));
  });

  test('a request that waits for nobody but its requester is not made', () => {
    const steps = [
      { role: 'credit-manager', approvals: 1 },
      { users: users('rita', 'mia'), approvals: 2 },
    ] as const;
    expect(() => aRequest({ steps })).toThrow(refusal('no-other-approver', { workflow: 'W', step: 1 }));
  });

  test.each([
    ['a role that one other has', [{ role: 'credit-manager', approvals: 1 }], undefined],
    ['a role that the requester is the second to have', [{ role: 'credit-manager', approvals: 2 }], 0],
    ['users of whom one has no role any more', [{ users: users('mia', 'gone'), approvals: 2 }], 0],
    ['users of whom enough have one', [{ users: users('mia', 'gone'), approvals: 1 }], undefined],
  ] as const)('where people are known: %s', (_what, steps, expected) => {
    const people = [manager('rita'), manager('mia'), clerk('carl')];
    expect(stepWithoutOthers({ steps, requester: subject('rita') }, people)).toBe(expected);
  });

  test('only its requester submits again, and only they or a manager recall', () => {
    const back = sentBack(asked, manager('mia'), said).request;
    const fitting = () => ({ id: 'W', workflow: aWorkflow() });
    expect(() => resubmitted(back, fitting, subject('mia'), said)).toThrow(refusal('not-the-requester'));
    expect(() => recalled(back, clerk('carl'), said)).toThrow(refusal('not-the-requester'));
    expect(recalled(back, clerk('rita'), said).request.state).toBe('recalled');
    expect(recalled(back, manager('boss'), said).request.state).toBe('recalled');
  });
});

describe('delegating (§11.2)', () => {
  test('gives the place to another, who may give it on or back', () => {
    const { request, entry } = delegated(asked, manager('mia'), clerk('carl'), said);
    expect(entry).toMatchObject({ action: 'delegate', by: 'mia', to: 'carl' });
    expect(() => approved(request, manager('mia'), said)).toThrow(refusal('not-an-approver'));
    expect(approved(request, clerk('carl'), said).request.approvedBy).toEqual(['carl']);
    const back = delegated(request, clerk('carl'), manager('mia'), said).request;
    expect(() => approved(back, clerk('carl'), said)).toThrow(refusal('not-an-approver'));
    expect(approved(back, manager('mia'), said).request.approvedBy).toEqual(['mia']);
  });

  test('is for its step alone', () => {
    const steps = [
      { users: users('mia'), approvals: 1 },
      { users: users('mia'), approvals: 1 },
    ];
    const { request } = delegated(aRequest({ steps }), manager('mia'), clerk('carl'), said);
    const next = approved(request, clerk('carl'), said).request;
    expect(() => approved(next, clerk('carl'), said)).toThrow(refusal('not-an-approver'));
    expect(approved(next, manager('mia'), said).request.state).toBe('approved');
  });

  test.each([
    ['its requester', asked, manager('rita'), 'requester'],
    ['who has approved in this step', once, manager('mia'), 'has-approved'],
    ['who may approve nothing', asked, { ...clerk('eve'), roles: ['auditor'] }, 'may-not-approve'],
    ['who is asked already', asked, manager('mia'), 'asked-already'],
  ] as const)('not to %s', (_, request, to, because) => {
    expect(() => delegated(request, manager('max'), to, said)).toThrow(refusal('unfit-delegate', { because }));
  });

  test('not for ever', () => {
    const long = { ...asked, entries: 199 };
    const { request } = delegated(long, manager('mia'), clerk('carl'), said);
    const onwards = () => delegated(request, clerk('carl'), clerk('cleo'), said);
    expect(onwards).toThrow(refusal('approval-too-long', { maximum: 200 }));
    expect(approved(request, clerk('carl'), said).entry.number).toBe(201);
  });
});
