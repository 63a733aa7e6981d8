import { setTimeout } from 'node:timers/promises';
import type { CustomerId } from '../../domain/ids.ts';
import { differencesOf, type Difference, type Documents } from '../../domain/reconcile.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readAwaitedRates } from '../store/awaited-rates.ts';
import { readCredit, readRulebookInForce, type StoredCredit } from '../store/credit-state.ts';
import { readDocuments } from '../store/customer-documents.ts';
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

type Counts = { readonly [K in keyof Documents]: number };
type Reconciled = { readonly differences: readonly Difference[]; readonly documents: Counts };
type Answered = Reconciled & { readonly currency: string; readonly isReplay: boolean };

/** Lists of documents may lag behind them by a moment; a difference that outlasts this is one. */
const lagMs = 1_000;

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
  if (record !== undefined) return { ...resultOf<Reconciled>(record), currency, isReplay: true };
  const first = await reconciled(entity, customer, deadlineMs);
  if (first.differences.length > 0) await setTimeout(lagMs);
  const result = first.differences.length > 0 ? await reconciled(entity, customer, deadlineMs) : first;
  await keepRecord(key, requestHash, result);
  return { ...result, currency, isReplay: false };
}

async function reconciled(entity: AuthorizedEntity, customer: CustomerId, deadlineMs: number): Promise<Reconciled> {
  const patience = patienceUntil(deadlineMs);
  for (;;) {
    const before = await readCredit(entity, customer, true);
    const [documents, awaited] = await Promise.all([
      readDocuments(entity, customer),
      readAwaitedRates(entity, customer),
    ]);
    const after = await readCredit(entity, customer, true);
    if (isUnmoved(before, after)) {
      const { sums, unconverted } = after.position;
      const stored = { sums, ageing: after.ageing, unconverted, awaited };
      return { differences: differencesOf(stored, documents), documents: countsOf(documents) };
    }
    await patience.pause(new Error('documents arrived while they were read'));
  }
}

function isUnmoved({ position, ageing }: StoredCredit, after: StoredCredit): boolean {
  const { balance, toDelivered, toOrders, toHeld } = after.position.sums;
  return (
    position.seq === after.position.seq &&
    position.unconverted === after.position.unconverted &&
    ageing.threshold === after.ageing.threshold &&
    position.sums.balance === balance &&
    position.sums.toDelivered === toDelivered &&
    position.sums.toOrders === toOrders &&
    position.sums.toHeld === toHeld
  );
}

function countsOf({ orders, packingSlips, invoices, credits }: Documents): Counts {
  return {
    orders: orders.length,
    packingSlips: packingSlips.length,
    invoices: invoices.length,
    credits: credits.length,
  };
}
