import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { compareWithDocuments, type Compared } from '../store/compare-with-documents.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { joined, requestKey } from '../store/keys.ts';
import { patienceUntil } from '../store/patience.ts';
import { findRecord, keepRecord, resultOf } from '../store/request-record.ts';

type Asked = {
  readonly entity: AuthorizedEntity;
  readonly customer: CustomerId;
  readonly idempotencyKey: string;
  readonly requestHash: string;
  readonly deadlineMs: number;
};

type Answered = Compared & { readonly currency: string; readonly isReplay: boolean };

/** §14: what is stored beside what the documents add up to. Asked again under the same key, it answers as it did then. */
export async function reconcile({
  entity,
  customer,
  idempotencyKey,
  requestHash,
  deadlineMs,
}: Asked): Promise<Answered> {
  const key = requestKey(entity, 'reconcile-customer', joined(customer, idempotencyKey));
  const [{ currency }, record] = await Promise.all([readRulebookInForce(entity, true), findRecord(key, requestHash)]);
  if (record !== undefined) return { ...resultOf<Compared>(record), currency, isReplay: true };
  const result = await compareWithDocuments(entity, customer, { patience: patienceUntil(deadlineMs) });
  await keepRecord(key, requestHash, result);
  return { ...result, currency, isReplay: false };
}
