import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId, InvoiceId, OrderId } from '../../domain/ids.ts';
import { openOf, type Invoice } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { batchGet } from './batch-get.ts';
import { flag, item, list, minor, optional, text, textAs, type Codec } from './codec.ts';
import { inBaseFields } from './in-base-fields.ts';
import { invoiceKey, joined } from './keys.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

const date = textAs<CivilDate>();

const invoiceCodec: Codec<Invoice> = item({
  invoice: textAs<InvoiceId>(),
  customer: textAs<CustomerId>(),
  order: optional(textAs<OrderId>()),
  isDownPayment: optional(flag),
  date,
  dueDate: date,
  instalments: optional(list(item({ dueDate: date, amount: minor }))),
  amount: minor,
  currency: text,
  ...inBaseFields,
  settled: minor,
  contentHash: text,
});

/** A consistent read: a refusal may depend on finding nothing. */
export async function findInvoice(entity: AuthorizedEntity, invoice: InvoiceId): Promise<Invoice | undefined> {
  const Key = invoiceKey(entity, invoice);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  return Item === undefined ? undefined : invoiceCodec(Item, 'invoice');
}

/** Those of the invoices that have arrived; consistent, since bookings rely on which have not. */
export async function findInvoices(
  entity: AuthorizedEntity,
  invoices: readonly InvoiceId[],
): Promise<ReadonlyMap<InvoiceId, Invoice>> {
  const found = await readInvoices(entity, invoices);
  return new Map(found.map((invoice) => [invoice.invoice, invoice]));
}

export async function readInvoices(
  entity: AuthorizedEntity,
  invoices: readonly InvoiceId[],
): Promise<readonly Invoice[]> {
  const items = await batchGet(invoices.map((invoice) => invoiceKey(entity, invoice)));
  return items.map((stored) => invoiceCodec(stored, 'invoice'));
}

/** Ids are unique for ever (docs/adr/0002). */
export function newInvoice(entity: AuthorizedEntity, invoice: Invoice): TransactItem {
  const Item = itemOf(entity, invoice);
  return { Put: { TableName: tableName(), Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}

/** The invoice after a settlement, on condition that no other came in between. */
export function changedInvoice(entity: AuthorizedEntity, invoice: Invoice, seen: Invoice): TransactItem {
  const condition = {
    ConditionExpression: 'settled = :seen',
    ExpressionAttributeValues: { ':seen': seen.settled },
  };
  return { Put: { TableName: tableName(), Item: itemOf(entity, invoice), ...condition } };
}

/** Lists of a customer's invoices: those with something open, and the others. */
export const invoiceLists = {
  open: (entity: AuthorizedEntity, customer: CustomerId): string => joined('invoices', entity, customer),
  settled: (entity: AuthorizedEntity, customer: CustomerId): string => joined('settled-invoices', entity, customer),
};

/** By due date, then id. */
export function invoiceListSort({ dueDate, invoice }: Pick<Invoice, 'dueDate' | 'invoice'>): string {
  return joined(dueDate, invoice);
}

export function listedInvoice(row: unknown): Invoice {
  return invoiceCodec(row, 'row');
}

function itemOf(entity: AuthorizedEntity, invoice: Invoice): Readonly<Record<string, unknown>> {
  const listKey = openOf(invoice) > 0n ? invoiceLists.open : invoiceLists.settled;
  return {
    ...invoiceKey(entity, invoice.invoice),
    kind: 'invoice',
    ...invoice,
    listKey: listKey(entity, invoice.customer),
    listSort: invoiceListSort(invoice),
    row: invoice,
  };
}
