import { parseJsonText } from './json-text.ts';
import { InvalidRequest } from './problem.ts';

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
