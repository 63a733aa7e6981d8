import * as z from 'zod/mini';
import type { RefusalCode } from '../domain/refusal.ts';
import { approvalView } from './approval-wire.ts';
import { contract } from './contract.ts';
import { approvalRequestId, legalEntityId, note } from './wire.ts';

export const approvalParams = z.strictObject({ legalEntity: legalEntityId, approvalRequest: approvalRequestId });

const comment = z.optional(note).check(z.describe('Kept with what was done.'));

/** What people do with an approval request: each says one thing of it, once for each key (§11.2). */
export function approvalActionContract<
  const Name extends string,
  const Path extends string,
  const Shape extends Readonly<Record<string, z.ZodMiniType>>,
>(declared: {
  readonly name: Name;
  readonly path: Path;
  readonly summary: string;
  readonly description: string;
  readonly body: Shape;
  readonly precondition?: boolean;
  readonly refusals: readonly RefusalCode[];
}) {
  return contract({
    name: declared.name,
    area: 'approvals',
    method: 'POST',
    path: `/legal-entities/{legalEntity}/approval-requests/{approvalRequest}/${declared.path}`,
    summary: declared.summary,
    description: declared.description,
    params: approvalParams,
    body: z.strictObject({ comment, ...declared.body }),
    response: approvalView,
    ...(declared.precondition === true ? { precondition: true } : {}),
    refusals: [
      'not-found',
      'approval-not-in-state',
      'adjustment-not-open',
      'idempotency-key-required',
      'idempotency-key-reused',
      ...declared.refusals,
    ],
  });
}
