import { Refusal, type Refusals } from '../../domain/refusal.ts';
import type { SetUpProblem } from '../../domain/set-up/set-up-problem.ts';
import { InvalidRequest, problemOf } from '../problem.ts';
import type { ChangeContext } from '../store/change-rulebook.ts';
import type { RowError, RowFields } from './row-fields.ts';

/** What a dry run says of a row. `version` is of the record that it would change, `null` where there is none yet. */
export type Verdict =
  | { readonly outcome: 'would-create' | 'would-change' | 'unchanged'; readonly version: number | null }
  | { readonly outcome: 'invalid'; readonly errors: readonly RowError[] };

/** What came of a row that was committed. */
export type Committed =
  { readonly outcome: Carried } | { readonly outcome: 'refused'; readonly errors: readonly RowError[] };

/** What carrying a row out changed; `unchanged` is that all was already as it says. */
export type Carried = 'created' | 'changed' | 'unchanged' | 'outdated';

/** How rows of one kind are checked, which changes nothing, and carried out as the dry run showed them. */
export type RowImport = {
  readonly check: (context: ChangeContext, fields: RowFields) => Promise<Verdict>;
  readonly commit: (context: ChangeContext, fields: RowFields, version: number | null) => Promise<Carried>;
};

/** What the caller of a single operation would be told, by column; anything else is no row's fault. */
export function rowErrors(error: unknown): readonly RowError[] {
  if (error instanceof InvalidRequest) {
    return error.errors.map(({ pointer, code, detail }) => ({ column: columnAt(pointer), code, detail }));
  }
  if (!(error instanceof Refusal)) throw error;
  const { code, details } = error as Refusal;
  const { title } = problemOf(error);
  if (code === 'invalid-set-up') {
    const { errors } = details as { readonly errors: readonly SetUpProblem[] };
    return errors.map((problem) => ({ column: columnAt(problem.pointer), code: problem.code, detail: title }));
  }
  if (code === 'unknown-reference') {
    const { pointer, kind, value } = details as Refusals['unknown-reference'];
    return [{ column: columnAt(pointer), code, detail: `there is no ${kind} ${value}` }];
  }
  return [{ column: null, code, detail: title }];
}

function columnAt(pointer: string): string | null {
  return pointer.split('/')[1] ?? null;
}
