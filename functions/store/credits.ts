import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { CreditNoteId, CustomerId, InvoiceId, OrderId, PaymentId } from '../../domain/ids.ts';
import type { Credit, Settlement } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { flag, item, list, minor, optional, text, textAs, type Codec } from './codec.ts';
import { queryPartition } from './credit-state.ts';
import { creditKey, invoicePartition, waitingCreditKey } from './keys.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

export type Payment = Extract<Credit, { readonly kind: 'payment' }>;
export type CreditNote = Extract<Credit, { readonly kind: 'credit-note' }>;

const posted = {
  customer: textAs<CustomerId>(),
  date: textAs<CivilDate>(),
  amount: minor,
  currency: text,
  contentHash: text,
  settlements: list(item({ invoice: textAs<InvoiceId>(), amount: minor })),
};

const paymentCodec: Codec<Payment> = item({ ...posted, kind: textAs<'payment'>(), id: textAs<PaymentId>() });

const creditNoteCodec: Codec<CreditNote> = item({
  ...posted,
  kind: textAs<'credit-note'>(),
  id: textAs<CreditNoteId>(),
  order: optional(textAs<OrderId>()),
  reopensOrder: flag,
});

export async function findPayment(entity: AuthorizedEntity, id: PaymentId): Promise<Payment | undefined> {
  const stored = await find(entity, 'payment', id);
  return stored === undefined ? undefined : paymentCodec(stored, 'payment');
}

export async function findCreditNote(entity: AuthorizedEntity, id: CreditNoteId): Promise<CreditNote | undefined> {
  const stored = await find(entity, 'credit-note', id);
  return stored === undefined ? undefined : creditNoteCodec(stored, 'credit-note');
}

/** A consistent read: a refusal may depend on finding nothing. */
async function find(entity: AuthorizedEntity, kind: Credit['kind'], id: PaymentId | CreditNoteId) {
  const Key = creditKey(entity, kind, id);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  return Item;
}

/** Ids are unique for ever (docs/adr/0002). */
export function newCredit(entity: AuthorizedEntity, credit: Credit): TransactItem {
  return put({ ...creditKey(entity, credit.kind, credit.id), ...credit });
}

/** What a credit settles of an invoice that has not arrived: it waits beside it, for ever, as the record of that. */
export function waitingCredit(entity: AuthorizedEntity, credit: Credit, settlement: Settlement): TransactItem {
  const { customer, kind, id } = credit;
  const { invoice, amount } = settlement;
  return put({ ...waitingCreditKey(entity, invoice, kind, id), kind: 'waiting-credit', customer, amount });
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

function put(Item: Readonly<Record<string, unknown>>): TransactItem {
  return { Put: { TableName: tableName(), Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}
