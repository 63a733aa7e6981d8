import { Busy, InvalidRequest, problemOf, refusalCatalogue } from '../functions/problem.ts';
import type { ProblemCode } from './problems-of.ts';

/** When each problem arises, in the words of the catalogue. */
export const problemTitles: ReadonlyMap<ProblemCode, string> = new Map<ProblemCode, string>([
  ...(Object.entries(refusalCatalogue) as [ProblemCode, { readonly title: string }][]).map(
    ([code, { title }]) => [code, title] as const,
  ),
  ['invalid-request', problemOf(new InvalidRequest([])).title],
  ['busy', problemOf(new Busy(undefined)).title],
  ['defect', problemOf(undefined).title],
]);
