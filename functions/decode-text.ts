import { InvalidRequest } from './problem.ts';

/** UTF-8 with or without a byte order mark, which is taken off; anything else is refused. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidRequest([{ pointer: '', code: 'invalid_text', detail: 'is not UTF-8' }], 400);
  }
}
