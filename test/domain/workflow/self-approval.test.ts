import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as approvals from '../../../domain/workflow/change-approval.ts';
import { temporaryFolders } from '../../harness/temporary-folders.ts';
import { playedRequest, type Approvals } from './random-approvals.ts';

const sequences = Number(process.env['APPROVAL_SEQUENCES'] ?? 100_000);
const firstSeed = Number(process.env['APPROVAL_SEED'] ?? 1);

// Most attempts are refused, and nobody reads where.
const { stackTraceLimit } = Error;
beforeAll(() => void (Error.stackTraceLimit = 0));
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit));

/** Plays requests one after the other, until one breaks something; its seed plays it again (`APPROVAL_SEED=… APPROVAL_SEQUENCES=1`). */
function played(tried: Approvals, count: number) {
  const ends: Record<string, number> = {};
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const { violation, end } = playedRequest(tried, seed);
    if (violation !== undefined) return { ends, violation: `seed ${seed}: ${violation}` };
    ends[end] = (ends[end] ?? 0) + 1;
  }
  return { ends, violation: undefined };
}

describe('whoever requested does not approve (§1.5, §11.2)', () => {
  test(`in ${sequences} random sequences`, { timeout: 120_000 }, () => {
    const { ends, violation } = played(approvals, sequences);
    expect(violation).toBeUndefined();
    if (sequences < 1_000) return;
    process.stdout.write(`${sequences} approval requests ended: ${JSON.stringify(ends)}\n`);
    const all = ['approved', 'carried-out', 'failed', 'in-progress', 'recalled', 'rejected', 'sent-back', 'void'];
    expect(Object.keys(ends)).toEqual(expect.arrayContaining(all));
  });
});

type Defect = { readonly file: string; readonly find: string; readonly replace: string; readonly shows: string };

const approvers = 'approvers.ts';
const changes = 'change-approval.ts';

/** Each condition taken away. */
const defects: Readonly<Record<string, Defect>> = {
  'the requester decides': {
    file: approvers,
    find: `  if (subject === request.requester) return refuse('own-request', {});\n`,
    replace: '',
    shows: 'NoSelfApproval',
  },
  'somebody approves twice in one step': {
    file: approvers,
    find: `  if (request.approvedBy.includes(subject)) return refuse('already-approved', {});\n`,
    replace: '',
    shows: 'NoDoubleApproval',
  },
  'whoever wants to decides': {
    file: approvers,
    find: `return isAsked(request, approver) ? undefined :`,
    replace: `return request.steps.length > 0 ? undefined :`,
    shows: 'AsToldByItsHistory',
  },
  'a delegate is the requester': {
    file: approvers,
    find: `  if (to.subject === request.requester) return refuse('unfit-delegate', { because: 'requester' });\n`,
    replace: '',
    shows: 'NoDelegationToRequester',
  },
  'a delegate has approved in this step': {
    file: approvers,
    find: `  if (request.approvedBy.includes(to.subject)) return refuse('unfit-delegate', { because: 'has-approved' });\n`,
    replace: '',
    shows: 'AsToldByItsHistory',
  },
  'a delegate may approve nothing': {
    file: approvers,
    find: `  if (!mayApprove(to)) return refuse('unfit-delegate', { because: 'may-not-approve' });\n`,
    replace: '',
    shows: 'AsToldByItsHistory',
  },
  'a delegate is asked already': {
    file: approvers,
    find: `return isAsked(request, to) ? refuse('unfit-delegate', { because: 'asked-already' }) : undefined;`,
    replace: `return undefined;`,
    shows: 'AsToldByItsHistory',
  },
  'who was asked decides without a role': {
    file: approvers,
    find: `  if (!mayApprove({ roles })) return false;\n`,
    replace: '',
    shows: 'AsToldByItsHistory',
  },
  'who gave their place away decides': {
    file: approvers,
    find: `  if (last !== undefined) return last.to === subject;\n`,
    replace: `  if (last?.to === subject) return true;\n`,
    shows: 'AsToldByItsHistory',
  },
  'a request waits for its requester alone': {
    file: approvers,
    find: `users?.filter((user) => user !== requester);`,
    replace: `users;`,
    shows: 'a step for its requester alone',
  },
  'anybody submits again': {
    file: changes,
    find: `  moved(request, 'resubmit');
  if (by !== request.requester) throw refuse('not-the-requester', {});\n`,
    replace: `  moved(request, 'resubmit');\n`,
    shows: 'AsToldByItsHistory',
  },
  'anybody recalls': {
    file: changes,
    find: `subject !== request.requester && !roles.includes('credit-manager')`,
    replace: `subject === ''  && roles.length > 99`,
    shows: 'AsToldByItsHistory',
  },
  'a step ends too early': {
    file: changes,
    find: `approvedBy.length < (steps[step]?.approvals ?? 0)`,
    replace: `approvedBy.length < Math.min(1, steps[step]?.approvals ?? 0)`,
    shows: 'State',
  },
  'approvals of one step count in the next': {
    file: changes,
    find: `return { ...request, step: step + 1, approvedBy: [], delegations: [] };`,
    replace: `return { ...request, step: step + 1, delegations: [] };`,
    shows: 'AsToldByItsHistory',
  },
  'delegations of one step count in the next': {
    file: changes,
    find: `return { ...request, step: step + 1, approvedBy: [], delegations: [] };`,
    replace: `return { ...request, step: step + 1, approvedBy: [] };`,
    shows: 'AsToldByItsHistory',
  },
  'what has ended goes on': {
    file: 'approval-request.ts',
    find: `  rejected: {},`,
    replace: `  rejected: { resubmit: 'in-progress' },`,
    shows: 'OneTerminalApproval',
  },
};

describe('a condition that is taken away', () => {
  const newFolder = temporaryFolders();
  const domain = join(import.meta.dirname, '../../../domain');

  /** The domain with one text of it replaced. */
  async function planted({ file, find, replace }: Defect): Promise<Approvals> {
    const copy = join(newFolder(), 'domain');
    cpSync(domain, copy, { recursive: true, filter: (path) => !path.endsWith('.json') });
    const path = join(copy, 'workflow', file);
    const text = readFileSync(path, 'utf8');
    if (text.split(find).length !== 2) throw new Error(`${file} does not hold once: ${find}`);
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
    return (await import(pathToFileURL(join(copy, 'workflow', changes)).href)) as Approvals;
  }

  test.each(Object.entries(defects))('shows: %s', async (_, defect) => {
    const { violation } = played(await planted(defect), 20_000);
    expect(violation).toContain(defect.shows);
  });
});
