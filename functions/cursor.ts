import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { refuse } from '../domain/refusal.ts';
import { requiredEnvironment } from './store/required-environment.ts';

/**
 * A place in a list as opaque text. `scope` names the list, its filters and its order, so that a cursor of one list is
 * refused in another; the signature keeps anyone from making one up.
 */
export function encodeCursor(scope: string, place: readonly string[]): string {
  const payload = Buffer.from(JSON.stringify(place)).toString('base64url');
  return `${payload}.${signatureOf(scope, payload).toString('base64url')}`;
}

/** The place, or a refusal where the cursor is not one that this list gave. */
export function decodeCursor(scope: string, cursor: string): readonly string[] {
  const [payload = '', signature = '', ...rest] = cursor.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(scope, payload);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw refuse('invalid-cursor', {});
  }
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as readonly string[];
}

function signatureOf(scope: string, payload: string): Buffer {
  return createHmac('sha256', signingKey())
    .update(JSON.stringify([scope, payload]))
    .digest();
}

let keyOfProcess: Buffer | undefined;

/**
 * `CURSOR_KEY`, which all functions of a deployment share. On one machine a key of the process will do: its cursors end
 * with it. In Lambda they would fail whenever another instance answers, so there it is a defect.
 */
function signingKey(): string | Buffer {
  const isShared = process.env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined || (process.env['CURSOR_KEY'] ?? '') !== '';
  if (isShared) return requiredEnvironment('CURSOR_KEY');
  keyOfProcess ??= randomBytes(32);
  return keyOfProcess;
}
