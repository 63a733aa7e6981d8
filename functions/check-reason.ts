import { refuse } from '../domain/refusal.ts';
import type { RulebookDocument } from '../domain/rulebook.ts';

/** §2.3: the reason is one of the legal entity's own, and of the type that is needed. */
export function checkReason(
  reasons: RulebookDocument['reasons'],
  reason: string,
  expected: RulebookDocument['reasons'][string]['type'],
): void {
  const type = reasons[reason]?.type;
  if (type === undefined) throw refuse('unknown-reference', { pointer: '/reason', kind: 'reason', value: reason });
  if (type !== expected) throw refuse('wrong-reason-type', { reason, expected });
}
