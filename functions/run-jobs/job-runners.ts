import type { JobKind } from '../../domain/job.ts';
import { calculateBalanceStatistics } from './calculate-balance-statistics.ts';
import { deleteStatistics } from './delete-statistics.ts';
import { evaluateForRelease } from './evaluate-for-release.ts';
import { checkImport, commitImport } from './import-rows.ts';
import { findReviewWork } from './find-review-work.ts';
import { forceHold } from './force-hold.ts';
import { generateAdjustmentLines } from './generate-adjustment-lines.ts';
import type { JobRunner } from './job-runner.ts';
import { reconcile } from './reconcile.ts';
import { updateRiskScores } from './update-risk-scores.ts';
import { postAdjustment } from './post-adjustment.ts';

/** A kind of job without a runner does not compile. */
export const jobRunners: { readonly [K in JobKind]: JobRunner } = {
  'evaluate-for-release': evaluateForRelease,
  'check-import': checkImport,
  'commit-import': commitImport,
  'force-hold': forceHold,
  'calculate-balance-statistics': calculateBalanceStatistics,
  'update-risk-scores': updateRiskScores,
  'delete-statistics': deleteStatistics,
  'generate-adjustment-lines': generateAdjustmentLines,
  'post-adjustment': postAdjustment,
  reconcile,
  'find-review-work': findReviewWork,
};
