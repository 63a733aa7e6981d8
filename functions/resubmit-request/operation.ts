import type * as z from 'zod/mini';
import type { CivilDate } from '../../domain/civil-date.ts';
import { refuse } from '../../domain/refusal.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import { resubmitted } from '../../domain/workflow/change-approval.ts';
import type { HoldAsked } from '../../domain/workflow/hold-asked.ts';
import type { ApprovalAct, ApprovalSetting } from '../change-approval-request.ts';
import { checkReason } from '../check-reason.ts';
import { neededApproval } from '../needed-approval.ts';
import { InvalidRequest } from '../problem.ts';
import type { resubmitRequest } from './contract.ts';

type Mended = z.output<(typeof resubmitRequest)['body']>;

/** §11.3: what is asked, mended, and submitted to the workflow that fits it now. */
export function resubmission(
  { seen, me, known, own }: ApprovalSetting,
  mended: Mended,
  { reasons, workflows }: RulebookDocument,
): ApprovalAct {
  const about = mendedBy(seen.about, mended);
  const fitting = () => {
    checkReason(reasons, about.reason, 'release');
    const found = neededApproval(own, about, known, workflows);
    if (found === undefined) throw refuse('no-workflow-fits', {});
    return found;
  };
  const said = { at: known.moment.now, comment: mended.comment };
  return { ...resubmitted(seen.approval, fitting, me.subject, said), isDecision: false, about };
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
