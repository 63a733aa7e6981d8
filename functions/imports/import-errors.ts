import type { JobId } from '../../domain/ids.ts';
import type { JobResult } from '../../domain/job.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readResults } from '../store/job-results.ts';
import type { RowError } from './row-fields.ts';

export type ImportError = RowError & { readonly row: number; readonly id: string | null };

const resultsAtOnce = 1_000;
const outdated: RowError = {
  column: null,
  code: 'outdated',
  detail: 'the record, or the text of the row, has changed since the dry run',
};

/** What is wrong with rows from one on, in the order of the file; at most so many lines. */
export async function errorsFrom(
  entity: AuthorizedEntity,
  job: JobId,
  row: number,
  most: number,
): Promise<ImportError[]> {
  const errors: ImportError[] = [];
  let page = 0;
  while (errors.length < most) {
    const pages = await readResults(entity, job, page, resultsAtOnce);
    const last = pages.at(-1);
    if (last === undefined) break;
    page = last.page;
    errors.push(...pages.flatMap(({ results }) => results.flatMap(errorsOf)).filter((error) => error.row >= row));
  }
  return errors.slice(0, most);
}

function errorsOf(result: JobResult): readonly ImportError[] {
  const {
    row,
    id = null,
    errors,
  } = result as unknown as Pick<ImportError, 'row' | 'id'> & {
    readonly errors?: readonly RowError[];
  };
  const found = errors ?? (result.outcome === 'outdated' ? [outdated] : []);
  return found.map((error) => ({ row, id, ...error }));
}
