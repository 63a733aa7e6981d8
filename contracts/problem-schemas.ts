import * as z from 'zod/mini';
import type { RefusalCode } from '../domain/refusal.ts';
import { problemType } from '../functions/problem-type.ts';
import { refusalCatalogue } from '../functions/problem.ts';
import type { ProblemCode } from './problems-of.ts';
import { refusalMembers } from './refusal-members.ts';

const fieldErrors = z
  .array(
    z.looseObject({
      pointer: z.string().check(
        z.meta({
          description: 'JSON pointer (RFC 6901) into the body; below /path or /query for parameters.',
          examples: ['/amount'],
        }),
      ),
      code: z.string().check(z.meta({ examples: ['invalid_type'] })),
      detail: z.string(),
    }),
  )
  .check(z.minLength(1));

/** Each problem document that the API answers (RFC 9457), by its code. */
export const problemSchemas: ReadonlyMap<ProblemCode, z.ZodMiniObject> = new Map<ProblemCode, z.ZodMiniObject>([
  ...refusalCodes().map(
    (code) => [code, problem(code, [refusalCatalogue[code].status], refusalMembers[code])] as const,
  ),
  ['invalid-request', problem('invalid-request', [400, 413, 422], { errors: fieldErrors })],
  ['busy', problem('busy', [503], {})],
  ['defect', problem('defect', [500], {})],
]);

function refusalCodes(): readonly RefusalCode[] {
  return Object.keys(refusalCatalogue) as RefusalCode[];
}

/** Loose: RFC 9457 lets members come later, and clients ignore those that they do not know. */
function problem(code: ProblemCode, statuses: readonly number[], members: z.core.$ZodLooseShape): z.ZodMiniObject {
  return z
    .looseObject({
      type: z.literal(problemType(code)),
      title: z.string().check(z.describe('For people; its wording may change.')),
      status: z.literal(statuses),
      ...members,
    })
    .check(z.meta({ id: `${pascal(code)}Problem` }));
}

function pascal(code: string): string {
  return code.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
