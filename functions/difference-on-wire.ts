import { formatAmount } from '../domain/money.ts';
import type { Difference } from '../domain/reconcile.ts';

/** A difference with both amounts in their currency (`base` where it has none of its own), or both as numbers of documents. */
export function differenceOnWire<D extends Omit<Difference, 'of'>>(found: D, base: string) {
  const currency = found.currency === undefined ? base : found.currency;
  const shown = (value: bigint) => (currency === null ? String(value) : formatAmount(value, currency));
  const amounts = { stored: shown(found.stored), fromDocuments: shown(found.fromDocuments) };
  return { ...found, id: found.id ?? null, currency, ...amounts };
}
