import { formatAmount } from '../../domain/money.ts';
import type { Difference } from '../../domain/reconcile.ts';
import { http } from '../http.ts';
import { reconcileCustomer } from './contract.ts';
import { reconcile } from './operation.ts';

function differenceOnWire({ id, currency: own, stored, fromDocuments, ...rest }: Difference, base: string) {
  const currency = own === undefined ? base : own;
  const shown = (value: bigint) => (currency === null ? String(value) : formatAmount(value, currency));
  return { ...rest, id: id ?? null, currency, stored: shown(stored), fromDocuments: shown(fromDocuments) };
}

/** §14 */
export const handler = http(
  reconcileCustomer,
  async ({ params, idempotencyKey, requestHash }, { entity, deadlineMs }) => {
    const { customer } = params;
    const asked = { entity, customer, idempotencyKey, requestHash, deadlineMs };
    const { differences, documents, currency, isReplay } = await reconcile(asked);
    const shown = differences.map((one) => differenceOnWire(one, currency));
    return { body: { customer, currency, documents, differences: shown }, isReplay };
  },
);
