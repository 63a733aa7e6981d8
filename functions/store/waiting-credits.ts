import type { CustomerId, InvoiceId } from '../../domain/ids.ts';
import type { Settlement } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { item, minor, textAs } from './codec.ts';
import { queryPartition } from './credit-state.ts';
import { invoicePartition, waitingCreditKey, type CreditName } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** What a credit settles of an invoice that has not arrived: it waits beside it, and stays as the record of that. */
export function waitingCredit(
  entity: AuthorizedEntity,
  { kind, id }: CreditName,
  customer: CustomerId,
  { invoice, amount }: Settlement,
): TransactItem {
  const key = waitingCreditKey(entity, invoice, kind, id);
  return { Put: { TableName: tableName(), Item: { ...key, kind: 'waiting-credit', customer, amount } } };
}

/**
 * What payments and credit notes of the customer settled of an invoice before it arrived. Those of other customers named it
 * by mistake: they stay on account.
 */
export async function settledInAdvance(
  entity: AuthorizedEntity,
  invoice: InvoiceId,
  customer: CustomerId,
): Promise<bigint> {
  const items = await queryPartition(invoicePartition(entity, invoice), 'waiting#', true);
  return items
    .map((stored) => waitingCodec(stored, 'waiting-credit'))
    .filter((waiting) => waiting.customer === customer)
    .reduce((sum, { amount }) => sum + amount, 0n);
}

const waitingCodec = item({ customer: textAs<CustomerId>(), amount: minor });
