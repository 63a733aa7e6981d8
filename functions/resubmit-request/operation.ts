import type * as z from 'zod/mini';
import type { CivilDate } from '../../domain/civil-date.ts';
import { refuse } from '../../domain/refusal.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import { isOfAdjustment } from '../../domain/workflow/adjustment-asked.ts';
import { assertResubmittable, resubmitted } from '../../domain/workflow/change-approval.ts';
import { askedOfTask, type HoldAsked } from '../../domain/workflow/hold-asked.ts';
import type { ApprovalAct, ApprovalSetting, HeldSubject } from '../change-approval-request.ts';
import { checkReason } from '../check-reason.ts';
import { neededApproval } from '../needed-approval.ts';
import { InvalidRequest } from '../problem.ts';
import type { AdjustmentSubject } from '../store/adjustment-subject.ts';
import { assertOthersAsked } from '../store/people.ts';
import type { resubmitRequest } from './contract.ts';

type Mended = z.output<(typeof resubmitRequest)['body']>;

/** §11.3: what is asked, mended, and submitted to the workflow that fits it now. */
export async function resubmission(
  setting: ApprovalSetting,
  mended: Mended,
  document: RulebookDocument,
): Promise<ApprovalAct> {
  const { on, seen } = setting;
  if (!('own' in on)) return adjustmentResubmission(setting, on, mended);
  if (isOfAdjustment(seen.about)) throw new Error(`approval request ${seen.approval.request} is about no hold`);
  return holdResubmission(setting, on, mendedBy(seen.about, mended), mended, document);
}

async function holdResubmission(
  { entity, seen, me, now }: ApprovalSetting,
  { known, own }: HeldSubject,
  about: HoldAsked,
  { comment }: Mended,
  { reasons, workflows }: RulebookDocument,
): Promise<ApprovalAct> {
  const fitting = () => {
    checkReason(reasons, about.reason, 'release');
    const found = neededApproval(own, about, known, workflows);
    return found ?? noneFits();
  };
  const again = resubmitted(seen.approval, fitting, me.subject, { at: now, comment });
  await assertOthersAsked(entity, again.request);
  return { ...again, isDecision: false, about: askedOfTask(about, again.request.task) };
}

/** What was mended of a journal or a line was mended in it. */
async function adjustmentResubmission(
  { entity, seen, me, now }: ApprovalSetting,
  on: AdjustmentSubject,
  { comment, ...ofHold }: Mended,
): Promise<ApprovalAct> {
  const given = Object.entries(ofHold).find(([, value]) => value !== undefined);
  if (given !== undefined) {
    throw new InvalidRequest([{ pointer: `/${given[0]}`, code: 'custom', detail: 'is of holds only' }]);
  }
  // What it is about may be gone, and its request has ended then.
  assertResubmittable(seen.approval, me.subject);
  const { about, fitting } = await on.asked(now);
  const found = () => fitting ?? noneFits();
  const again = resubmitted(seen.approval, found, me.subject, { at: now, comment });
  await assertOthersAsked(entity, again.request);
  return { ...again, isDecision: false, about };
}

function noneFits(): never {
  throw refuse('no-workflow-fits', {});
}

function mendedBy(about: HoldAsked, { reason, note, reviewDate, mode }: Mended): HoldAsked {
  if (mode !== undefined && about.for !== 'hold-release') {
    throw new InvalidRequest([{ pointer: '/mode', code: 'custom', detail: 'is of releases only' }]);
  }
  return {
    ...about,
    reason: reason ?? about.reason,
    note: otherwise(note, about.note),
    reviewDate: otherwise<CivilDate>(reviewDate, about.reviewDate),
    withPosting: mode === undefined ? about.withPosting : mode === 'with-posting',
  };
}

/** Null takes it away; what is not given stays. */
function otherwise<T>(given: T | null | undefined, before: T | undefined): T | undefined {
  return given === undefined ? before : (given ?? undefined);
}
