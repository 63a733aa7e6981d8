import type { AdjustmentApproval } from '../../domain/adjustment-approval.ts';
import type { ApprovalState } from '../../domain/workflow/approval-request.ts';
import { auditLink } from './audit.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { endApproval } from './end-approval.ts';
import { entityPartition } from './keys.ts';
import type { ApprovalChange } from './order-change.ts';
import { readRulebookPointer } from './rulebook.ts';
import { movePointerItem } from './rulebook-version.ts';
import type { TransactItem } from './transact.ts';

export type ApprovalContext = Pick<ChangeContext, 'entity' | 'who' | 'now'>;

/** The writes of changes of requests about adjustments, with their links (§17): in the chain of the legal entity, since a journal is about many customers. */
export async function auditedApprovals(
  { entity, who, now }: ApprovalContext,
  changes: readonly ApprovalChange[],
): Promise<readonly TransactItem[]> {
  if (changes.length === 0) return [];
  const pointer = await readRulebookPointer(entity);
  let head = pointer.audit;
  const links = changes.map(({ request, audited }) => {
    const what = { kind: 'approval-request', id: request } as const;
    const link = auditLink(entityPartition(entity), head, { who, when: now, what, ...audited });
    head = link.head;
    return link.item;
  });
  const moved = movePointerItem(entity, pointer, { version: pointer.version, audit: head });
  return [...changes.flatMap(({ parts }) => parts.map(({ item }) => item)), moved, ...links];
}

/** §11.4: a request ends with a change of what it is about. */
export function voidedApproval(
  { entity, who, now }: ApprovalContext,
  { approvalRequest: request, approvalStatus: state }: AdjustmentApproval,
): ApprovalChange {
  if (request === undefined) throw new Error('a request that nothing refers to was to be ended');
  const end = { state: 'void', because: 'adjustment-changed' } as const;
  const item = endApproval(entity, { request, ...end }, who, now, state as ApprovalState);
  return { request, parts: [{ name: 'approval', item }], audited: { before: { state }, after: end } };
}
