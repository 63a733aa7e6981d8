import type { JobResult } from '../../domain/job.ts';
import { updateRiskScore } from '../store/risk-scores.ts';
import { customersRunner } from './customers-runner.ts';

/** §12.4, §14: a score that no risk group takes in is reported as such. */
export const updateRiskScores = customersRunner(async (customer, { entity, job, deadlineMs }): Promise<JobResult> => {
  const scored = await updateRiskScore(entity, customer, { job: job.job, who: job.requestedBy, deadlineMs });
  if (scored === undefined) return { outcome: 'nothing-to-score', customer };
  const { score: riskScore, riskGroup = null, isChanged } = scored;
  const outcome = riskGroup === null ? 'no-risk-group' : isChanged ? 'changed' : 'unchanged';
  return { outcome, customer, riskScore, riskGroup, isChanged };
});
