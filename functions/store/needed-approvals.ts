import { isAwaited, type ApprovalStatus } from '../../domain/adjustment-approval.ts';
import { mostLines, type Adjustment } from '../../domain/adjustment.ts';
import { businessDate } from '../../domain/civil-date.ts';
import type { ApprovalRequestId } from '../../domain/ids.ts';
import type { RefusedLine } from '../../domain/posted-limits.ts';
import { refuse } from '../../domain/refusal.ts';
import { journalCase, largestNewLimit, lineCase, type LineWithRisk } from '../../domain/workflow/adjustment-case.ts';
import type { AdjustmentAsked } from '../../domain/workflow/adjustment-asked.ts';
import { fittingWorkflow, type FittingWorkflow } from '../../domain/workflow/fitting-workflow.ts';
import type { Workflow, WorkflowSubject } from '../../domain/workflow/workflow.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readLines, type StoredLine } from './adjustment-lines.ts';
import { approvalRowCodec } from './approval-item.ts';
import { batchGet } from './batch-get.ts';
import { accountCodec } from './customers.ts';
import { accountKey, approvalKey } from './keys.ts';
import { Outrun } from './patience.ts';
import { currentRulebook, readRulebook } from './rulebook.ts';

type Context = { readonly entity: AuthorizedEntity; readonly now: string };
type UnapprovedLine = Extract<RefusedLine, { readonly code: 'approval-required' }>;
type Workflows = Readonly<Record<string, Workflow>>;
type Needed<Asked> = { readonly about: Asked; readonly fitting: FittingWorkflow | undefined };
type Asked<For extends AdjustmentAsked['for']> = Extract<AdjustmentAsked, { readonly for: For }>;

/** So many refused lines are named. */
const mostNamed = 100;

/**
 * §11.1: what a journal must be approved for before it is posted, by itself or line by line. `task`: the request whose task posts it
 * (§11.3).
 */
export async function assertApproved(
  context: Context,
  journal: Adjustment,
  task: ApprovalRequestId | undefined,
): Promise<void> {
  const { approvalStatus, approvalRequest = null } = journal;
  const isTask = task !== undefined && task === approvalRequest && approvalStatus === 'carrying-out';
  const isGranted = isTask || approvalStatus === 'approved';
  if (isAwaited(journal) && !isTask) {
    const of = await workflowsOf(context.entity, [approvalRequest]);
    throw required(approvalStatus, approvalRequest, of(approvalRequest));
  }
  const workflows = await workflowsFor(context, ['adjustment', 'adjustment-line']);
  const lines = await allLines(context.entity, journal);
  const known = await withRisk(context.entity, lines, workflows.all);
  const { converting, currency } = workflows;
  const fitting = isGranted ? undefined : fittingWorkflow(workflows.all, journalCase(known, converting), currency);
  if (fitting !== undefined) throw required(approvalStatus, null, fitting.id);
  const refused = lines.flatMap(({ line, approval }, index): readonly UnapprovedLine[] => {
    if (approval.approvalStatus === 'approved') return [];
    const stops = { line: line.line, code: 'approval-required' } as const;
    if (isAwaited(approval)) return [{ ...stops, approvalRequest: approval.approvalRequest ?? null, workflow: null }];
    const { riskGroup } = known[index] ?? {};
    const found = fittingWorkflow(workflows.all, lineCase({ line, riskGroup }, converting), currency);
    return found === undefined ? [] : [{ ...stops, approvalRequest: null, workflow: found.id }];
  });
  if (refused.length === 0) return;
  const named = refused.slice(0, mostNamed);
  const of = await workflowsOf(
    context.entity,
    named.map(({ approvalRequest }) => approvalRequest),
  );
  throw refuse('adjustment-not-postable', {
    lines: named.map((one) => ({ ...one, workflow: one.workflow ?? of(one.approvalRequest) })),
  });
}

/** Of requests under way: which workflow each was submitted to. */
async function workflowsOf(entity: AuthorizedEntity, requests: readonly (ApprovalRequestId | null)[]) {
  const keys = requests.flatMap((request) => (request === null ? [] : [approvalKey(entity, request)]));
  const rows = (await batchGet(keys)).map(({ row }) => approvalRowCodec(row, 'row'));
  const found = new Map(rows.map(({ request, workflow }) => [request, workflow]));
  return (request: ApprovalRequestId | null) => (request === null ? null : (found.get(request) ?? null));
}

function required(approvalStatus: ApprovalStatus, approvalRequest: string | null, workflow: string | null) {
  return refuse('approval-required', { approvalStatus, approvalRequest, workflow });
}

/** What is asked of a journal as it is, and the workflow that it takes. */
export async function journalAsked(context: Context, journal: Adjustment): Promise<Needed<Asked<'adjustment'>>> {
  if (journal.lines === 0) throw refuse('adjustment-empty', {});
  const { all, converting, currency } = await workflowsFor(context, ['adjustment']);
  const known = await withRisk(context.entity, await allLines(context.entity, journal), all);
  const amount = largestNewLimit(known, converting);
  const about = { for: 'adjustment', adjustment: journal.adjustment, amount, currency } as const;
  return { about, fitting: fittingWorkflow(all, journalCase(known, converting), currency) };
}

/** What is asked of a line as it is. */
export async function lineAsked(
  context: Context,
  { adjustment }: Adjustment,
  stored: StoredLine,
): Promise<Needed<Asked<'adjustment-line'>>> {
  const { all, converting, currency } = await workflowsFor(context, ['adjustment-line']);
  const known = await withRisk(context.entity, [stored], all);
  const { line, customer, newLimit: amount, currency: own } = stored.line;
  const about = { for: 'adjustment-line', adjustment, line, customer, amount, currency: own } as const;
  const found = known.map((one) => fittingWorkflow(all, lineCase(one, converting), currency));
  return { about, fitting: found[0] };
}

async function workflowsFor({ entity, now }: Context, subjects: readonly WorkflowSubject[]) {
  const { version, workflows, entity: setUp } = await currentRulebook(entity);
  const wanted = Object.entries(workflows).filter(([, { for: subject }]) => subjects.includes(subject));
  const rates = await readRulebook(entity, version);
  const converting = { rates, date: businessDate(now, setUp.timeZone) };
  return { all: Object.fromEntries(wanted), converting, currency: setUp.baseCurrency };
}

/** All of a journal's lines, as many as it says that it has. */
async function allLines(entity: AuthorizedEntity, { adjustment, lines }: Adjustment): Promise<readonly StoredLine[]> {
  const stored = await readLines(entity, adjustment, { limit: mostLines });
  if (stored.length !== lines) throw new Outrun('lines came or went since the journal was read');
  return stored;
}

/** Customers are read only where a workflow asks for their risk groups. */
async function withRisk(
  entity: AuthorizedEntity,
  lines: readonly StoredLine[],
  workflows: Workflows,
): Promise<readonly LineWithRisk[]> {
  const isAsked = Object.values(workflows).some(({ condition }) => condition.riskGroups !== undefined);
  const customers = isAsked
    ? lines.flatMap(({ line: { customer } }) => (customer === undefined ? [] : [customer]))
    : [];
  const accounts = await batchGet(customers.map((customer) => accountKey(entity, customer)));
  const groups = new Map(
    accounts.map((stored) => {
      const { customer } = accountCodec(stored, 'account');
      return [customer.customer, customer.riskGroup] as const;
    }),
  );
  return lines.map(({ line }) => ({
    line,
    riskGroup: line.customer === undefined ? undefined : groups.get(line.customer),
  }));
}
