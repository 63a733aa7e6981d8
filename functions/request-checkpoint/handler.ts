import type { RequestId } from '../../domain/ids.ts';
import { decisionOnWire } from '../decision-wire.ts';
import { http } from '../http.ts';
import { requestCheckpoint } from './contract.ts';
import { askCheckpoint } from './operation.ts';

/** §7.1 */
export const handler = http(requestCheckpoint, async ({ body, idempotencyKey }, { actor, entity, deadlineMs }) => {
  const asker = { subject: actor.subject, deadlineMs, request: idempotencyKey as RequestId };
  const { decision, currency, isReplay } = await askCheckpoint(entity, body, asker);
  return { body: decisionOnWire(decision, currency), isReplay };
});
