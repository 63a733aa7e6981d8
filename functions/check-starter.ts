import type { JobKind } from '../domain/job.ts';
import { access, authorize } from './access.ts';
import type { Actor, AuthorizedEntity } from './actor.ts';
import type { OperationName } from './operations.ts';

/** Whoever has a job go on, or has it go by a schedule, does what it does: for some kinds only who may start one may. */
const mayGoOn: Readonly<Record<JobKind, OperationName>> = {
  'generate-adjustment-lines': 'generate-adjustment-lines',
  'post-adjustment': 'post-adjustment',
  'evaluate-for-release': 'retry-job',
  'force-hold': 'start-hold-forcing',
  'check-import': 'start-import-dry-run',
  'commit-import': 'commit-import',
  'calculate-balance-statistics': 'start-statistics-calculation',
  'update-risk-scores': 'start-risk-score-update',
  'delete-statistics': 'start-statistics-deletion',
  reconcile: 'start-reconciliation',
  'find-review-work': 'start-review-work-search',
};

export function checkStarter(kind: JobKind, actor: Actor, entity: AuthorizedEntity): void {
  authorize(access[mayGoOn[kind]], actor, entity);
}
