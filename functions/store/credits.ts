import type { CivilDate } from '../../domain/civil-date.ts';
import { nothingAfterwards, type Afterwards, type CreditHistory } from '../../domain/credit-history.ts';
import type { CreditNoteId, CustomerId, InvoiceId, OrderId, PaymentId, SettlementId } from '../../domain/ids.ts';
import type { Credit } from '../../domain/receivables.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { batchGet } from './batch-get.ts';
import { inBaseFields } from './in-base-fields.ts';
import { flag, item, list, minor, optional, text, textAs, type Codec } from './codec.ts';
import { queryPartition } from './credit-state.ts';
import { afterwardsKey, afterwardsSort, creditKey, joined, type CreditName, type Key } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

export type Payment = Extract<Credit, { readonly kind: 'payment' }>;
export type CreditNote = Extract<Credit, { readonly kind: 'credit-note' }>;

const settlement = {
  invoice: textAs<InvoiceId>(),
  amount: minor,
  invoiceAmount: optional(minor),
  invoiceCurrency: optional(text),
};

const posted = {
  customer: textAs<CustomerId>(),
  date: textAs<CivilDate>(),
  amount: minor,
  currency: text,
  contentHash: text,
  ...inBaseFields,
  settlements: list(item(settlement)),
};

const paymentCodec: Codec<Payment> = item({ ...posted, kind: textAs<'payment'>(), id: textAs<PaymentId>() });

const creditNoteCodec: Codec<CreditNote> = item({
  ...posted,
  kind: textAs<'credit-note'>(),
  id: textAs<CreditNoteId>(),
  order: optional(textAs<OrderId>()),
  reopensOrder: flag,
});

const afterwardsCodec: Codec<Afterwards & { readonly customer: CustomerId }> = item({
  customer: textAs<CustomerId>(),
  reversedOn: optional(textAs<CivilDate>()),
  settlements: list(
    item({
      settlement: textAs<SettlementId>(),
      sent: optional(item({ ...settlement, currency: text, date: textAs<CivilDate>(), contentHash: text })),
      reversedOn: optional(textAs<CivilDate>()),
    }),
  ),
});

/** A payment or credit note with what came of it beside itself. */
export type Told<C extends Credit> = C & { readonly afterwards: Afterwards };

export async function findPayment(entity: AuthorizedEntity, id: PaymentId): Promise<Told<Payment> | undefined> {
  return told<Payment>(await readStory(entity, { kind: 'payment', id }));
}

export async function findCreditNote(
  entity: AuthorizedEntity,
  id: CreditNoteId,
): Promise<Told<CreditNote> | undefined> {
  return told<CreditNote>(await readStory(entity, { kind: 'credit-note', id }));
}

/** All that is known of a payment or credit note, which may not have arrived, by the customers that senders named. */
type Story = {
  readonly credit: Credit | undefined;
  readonly afterwards: ReadonlyMap<CustomerId, Afterwards>;
};

/**
 * What is known of a payment or credit note as its customer's. Consistent: a refusal may depend on finding nothing. Refused
 * where it is another customer's.
 */
export async function readCreditHistory(
  entity: AuthorizedEntity,
  name: CreditName,
  customer: CustomerId,
): Promise<CreditHistory> {
  const { credit, afterwards } = await readStory(entity, name);
  if (credit !== undefined && credit.customer !== customer) {
    throw refuse('customer-differs', { customer: credit.customer });
  }
  return { credit, afterwards: afterwards.get(customer) ?? nothingAfterwards };
}

async function readStory(entity: AuthorizedEntity, { kind, id }: CreditName): Promise<Story> {
  const { pk, sk } = creditKey(entity, kind, id);
  const items = await queryPartition(pk, sk, true);
  const stored = items.find((one) => one['sk'] === sk);
  const codec: Codec<Credit> = kind === 'payment' ? paymentCodec : creditNoteCodec;
  const afterwards = items.filter((one) => one !== stored).map((one) => afterwardsCodec(one, 'afterwards'));
  return {
    credit: stored === undefined ? undefined : codec(stored, kind),
    afterwards: new Map(afterwards.map(({ customer, ...rest }) => [customer, rest])),
  };
}

function told<C extends Credit>({ credit, afterwards }: Story): Told<C> | undefined {
  if (credit === undefined) return undefined;
  // The name that was read says the kind.
  return { ...(credit as C), afterwards: afterwards.get(credit.customer) ?? nothingAfterwards };
}

/** Every write of it moves the customer's `seq`, so that none is lost. */
export function putAfterwards(
  entity: AuthorizedEntity,
  name: CreditName,
  customer: CustomerId,
  afterwards: Afterwards,
): TransactItem {
  const Item = { ...afterwardsKey(entity, name, customer), kind: 'afterwards', customer, ...afterwards };
  return { Put: { TableName: tableName(), Item } };
}

/** The list of a customer's payments and credit notes. */
export function creditListKey(entity: AuthorizedEntity, customer: CustomerId): string {
  return joined('credits', entity, customer);
}

/** By kind, then id. */
export function creditListSort({ kind, id }: CreditName): string {
  return joined(kind, id);
}

/** Payments and credit notes of a customer, with what came of each beside itself; consistent. */
export async function readCreditHistories(
  customer: CustomerId,
  keys: readonly Key[],
): Promise<readonly CreditHistory[]> {
  const beside = keys.map(({ pk, sk }) => ({ pk, sk: afterwardsSort(sk, customer) }));
  const items = await batchGet([...keys, ...beside]);
  const byPlace = new Map(items.map((stored) => [placeOf(stored), stored]));
  return keys.flatMap((key, index) => {
    const [stored, later] = [byPlace.get(placeOf(key)), byPlace.get(placeOf(beside[index] ?? key))];
    if (stored === undefined) return [];
    const codec: Codec<Credit> = stored['kind'] === 'payment' ? paymentCodec : creditNoteCodec;
    const afterwards = later === undefined ? nothingAfterwards : afterwardsCodec(later, 'afterwards');
    return [{ credit: codec(stored, 'credit'), afterwards }];
  });
}

function placeOf(item: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([item['pk'], item['sk']]);
}

/** Ids are unique for ever (docs/adr/0002). */
export function newCredit(entity: AuthorizedEntity, credit: Credit): TransactItem {
  const Item = itemOf(entity, credit);
  return { Put: { TableName: tableName(), Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}

/** With the rate that it waited for. */
export function changedCredit(entity: AuthorizedEntity, credit: Credit): TransactItem {
  const Item = itemOf(entity, credit);
  return { Put: { TableName: tableName(), Item, ConditionExpression: 'attribute_exists(missingRate)' } };
}

function itemOf(entity: AuthorizedEntity, credit: Credit): Readonly<Record<string, unknown>> {
  const list = { listKey: creditListKey(entity, credit.customer), listSort: creditListSort(credit) };
  return { ...creditKey(entity, credit.kind, credit.id), ...credit, ...list };
}
