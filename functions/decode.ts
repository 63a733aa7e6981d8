import type * as z from 'zod/mini';
import { issueDetail } from './issue-detail.ts';
import { parseJsonText, pointerOf } from './json-text.ts';
import { InvalidRequest, type FieldError } from './problem.ts';

/** The value that a body or a message holds as JSON; bad UTF-8 and anything that is not JSON are refused. */
export function decodeJson(bytes: Uint8Array): unknown {
  try {
    return parseJsonText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    if (error instanceof InvalidRequest) throw error;
    throw new InvalidRequest(
      [{ pointer: '', code: 'invalid_json', detail: error instanceof Error ? error.message : 'is not JSON' }],
      400,
    );
  }
}

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
