import type { SettledPart } from '../../domain/credit-history.ts';
import type { CustomerId, InvoiceId } from '../../domain/ids.ts';
import type { Invoice } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { item, list, minor, text, textAs } from './codec.ts';
import { queryPartition } from './credit-state.ts';
import { invoicePartition, waitingCreditKey, type CreditName } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** What a credit settles of an invoice that has not arrived: it waits beside it, and stays as the record of that. */
export function waitingCredit(
  entity: AuthorizedEntity,
  { kind, id }: CreditName,
  customer: CustomerId,
  invoice: InvoiceId,
  parts: readonly SettledPart[],
): TransactItem {
  const key = waitingCreditKey(entity, invoice, kind, id);
  const settles = parts.map(({ currency, amount, offAccount }) => ({ currency, amount, offAccount }));
  return { Put: { TableName: tableName(), Item: { ...key, kind: 'waiting-credit', customer, settles } } };
}

/**
 * What payments and credit notes of the customer settled of an invoice before it arrived, and what of them is no longer on
 * account then. Those of other customers, and those that say another currency, named it by mistake: they stay on account.
 */
export async function settledInAdvance(
  entity: AuthorizedEntity,
  { invoice, customer, currency }: Invoice,
): Promise<{ readonly settled: bigint; readonly offAccount: bigint }> {
  const items = await queryPartition(invoicePartition(entity, invoice), 'waiting#', true);
  return items
    .map((stored) => waitingCodec(stored, 'waiting-credit'))
    .filter((waiting) => waiting.customer === customer)
    .flatMap(({ settles }) => settles.filter((part) => part.currency === currency))
    .reduce(
      (sum, { amount, offAccount }) => ({ settled: sum.settled + amount, offAccount: sum.offAccount + offAccount }),
      { settled: 0n, offAccount: 0n },
    );
}

const waitingCodec = item({
  customer: textAs<CustomerId>(),
  settles: list(item({ currency: text, amount: minor, offAccount: minor })),
});
