import { access } from '../functions/access.ts';
import type { Contract } from '../functions/contract.ts';
import type { OperationName } from '../functions/operations.ts';
import { refusalCatalogue } from '../functions/problem.ts';
import type { RefusalCode } from '../domain/refusal.ts';

export type Operation = Contract & { readonly name: OperationName };
export type ProblemCode = RefusalCode | 'invalid-request' | 'busy' | 'defect';

/** Every problem document that an operation may answer, its own refusals and the pipeline's, by status. */
export function problemsOf(operation: Operation): ReadonlyMap<number, readonly ProblemCode[]> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const [status, code] of [...requestProblems(operation), ...refusals(operation), ...ownProblems]) {
    const codes = byStatus.get(status) ?? [];
    if (!codes.includes(code)) byStatus.set(status, [...codes, code]);
  }
  return new Map([...byStatus].sort(([one], [other]) => one - other));
}

type Problem = readonly [status: number, code: ProblemCode];

/** §16: a body can be unreadable or too large; parameters and fields can be wrong. */
function requestProblems({ body, csvBody }: Operation): readonly Problem[] {
  const wrong: Problem = [422, 'invalid-request'];
  return body === undefined && csvBody !== true ? [wrong] : [[400, 'invalid-request'], [413, 'invalid-request'], wrong];
}

/** §16: a defect is ours; contention that outlasts the retries is to be sent again. */
const ownProblems: readonly Problem[] = [
  [500, 'defect'],
  [503, 'busy'],
];

function refusals(operation: Operation): readonly Problem[] {
  return [...pipelineRefusals(operation), ...operation.refusals].map((code) => [refusalCatalogue[code].status, code]);
}

/** What the pipeline refuses before an operation runs (§1.3, docs/explanation/shape.md, "Edges"). */
function pipelineRefusals({ name, method }: Operation): readonly RefusalCode[] {
  return [
    'not-allowed',
    ...(access[name].in === 'path-entity' ? (['legal-entity-not-found'] as const) : []),
    ...(method === 'POST' ? (['idempotency-key-required'] as const) : []),
  ];
}
