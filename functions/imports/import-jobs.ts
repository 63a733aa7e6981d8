import type { ImportId, JobId } from '../../domain/ids.ts';
import type { Job } from '../../domain/job.ts';

/** What the jobs of an import were asked. */
export type AskedDryRun = { readonly import: ImportId };
export type AskedCommit = AskedDryRun & { readonly dryRun: JobId };

export function isDryRunOf({ kind, asked }: Job, file: ImportId): boolean {
  return kind === 'check-import' && (asked as AskedDryRun).import === file;
}

/** A dry run or a commit. */
export function isJobOf(job: Job, file: ImportId): boolean {
  return isDryRunOf(job, file) || (job.kind === 'commit-import' && (job.asked as AskedCommit).import === file);
}
