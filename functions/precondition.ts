import { refuse } from '../domain/refusal.ts';

/**
 * Whether a change of something that people edit may go on: it must name the version that it changes, or `*` for whatever
 * is there. `current` is the stored version, absent where there is nothing yet; creating needs no header.
 */
export function checkPrecondition(ifMatch: number | '*' | undefined, current: number | undefined): void {
  if (current === undefined) {
    if (ifMatch !== undefined) throw refuse('precondition-failed', { current: null });
    return;
  }
  if (ifMatch === undefined) throw refuse('precondition-required', { header: 'If-Match' });
  if (ifMatch !== '*' && ifMatch !== current) throw refuse('precondition-failed', { current: `"${current}"` });
}
