import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { joined, requestKey } from '../store/keys.ts';
import { findRecord, keepRecord, resultOf } from '../store/request-record.ts';
import { checkCredit } from './contract.ts';
import { answerCheck, type CreditCheckAnswer } from './operation.ts';

/** §7.7: asked again under the same key, it answers as it did then. */
export const handler = http(checkCredit, async ({ body, idempotencyKey, requestHash }, { entity, now }) => {
  const key = requestKey(entity, 'check-credit', joined(body.customer, idempotencyKey));
  const record = await findRecord(key, requestHash);
  if (record !== undefined) return { body: resultOf<CreditCheckAnswer>(record), isReplay: true };
  if (body.kind === 'project-invoice') throw refuse('document-not-supported', { kind: body.kind });
  const answer = await answerCheck(entity, body, now);
  await keepRecord(key, requestHash, answer);
  return { body: answer };
});
