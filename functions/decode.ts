import type * as z from 'zod/mini';
import { issueDetail } from './issue-detail.ts';
import { pointerOf } from './json-pointer.ts';
import { InvalidRequest, type FieldError } from './problem.ts';

/** The value as its schema reads it, or a pointer to each wrong field (§16). */
export function decode<S extends z.ZodMiniType>(schema: S, value: unknown, base: string): z.output<S> {
  const result = schema.safeParse(value, { error: issueDetail });
  if (result.success) return result.data;
  throw new InvalidRequest(result.error.issues.flatMap((issue) => fieldErrors(issue, base)));
}

function fieldErrors(issue: z.core.$ZodIssue, base: string): readonly FieldError[] {
  const pointer = base + pointerOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointer + pointerOf([key]),
      code: issue.code,
      detail: issue.message,
    }));
  }
  return [{ pointer, code: issue.code, detail: issue.message }];
}
