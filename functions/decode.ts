import { parse } from 'lossless-json';
import type * as z from 'zod/mini';
import { issueDetail } from './issue-detail.ts';
import { InvalidRequest, type FieldError } from './problem.ts';

/** Text of a JSON value; two members of one name, bad UTF-8 and anything that is not JSON are refused. */
export function decodeJson(bytes: Uint8Array): unknown {
  try {
    const source = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // Integers of a contract are small; amounts are strings. A number beyond a double's precision cannot be valid.
    return parse(source, null, { parseNumber: Number, onDuplicateKey: duplicateKey });
  } catch (error) {
    if (error instanceof InvalidRequest) throw error;
    throw new InvalidRequest(
      [{ pointer: '', code: 'invalid_json', detail: error instanceof Error ? error.message : 'is not JSON' }],
      400,
    );
  }
}

function duplicateKey({ key }: { readonly key: string }): never {
  throw new InvalidRequest([{ pointer: `/${key}`, code: 'duplicate_key', detail: 'appears twice in one object' }], 400);
}

/** The value as its schema reads it, or a pointer to each wrong field (§16). */
export function decode<S extends z.ZodMiniType>(schema: S, value: unknown, base: string): z.output<S> {
  const result = schema.safeParse(value, { error: issueDetail });
  if (result.success) return result.data;
  throw new InvalidRequest(result.error.issues.flatMap((issue) => fieldErrors(issue, base)));
}

function fieldErrors(issue: z.core.$ZodIssue, base: string): readonly FieldError[] {
  const pointer = base + issue.path.map((step) => `/${escaped(String(step))}`).join('');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: `${pointer}/${escaped(key)}`,
      code: issue.code,
      detail: issue.message,
    }));
  }
  return [{ pointer, code: issue.code, detail: issue.message }];
}

/** RFC 6901 */
function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}
