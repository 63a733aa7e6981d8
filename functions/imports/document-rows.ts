import { assertSameCurrency, assertSameCustomer } from '../../domain/receive-order.ts';
import { refuse } from '../../domain/refusal.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { decode } from '../decode.ts';
import { invoiceMessage, type InvoiceMessage } from '../put-invoice/invoice-message.ts';
import { invoiceOf, takeInvoice } from '../put-invoice/operation.ts';
import { orderHash, receiveOrder } from '../put-order/operation.ts';
import { orderMessage } from '../put-order/order-message.ts';
import { readOrder } from '../store/credit-state.ts';
import { findCustomer } from '../store/customers.ts';
import { findInvoice } from '../store/invoices.ts';
import type { RowImport } from './row-import.ts';

/** Open invoices. Ids are unique for ever, so that the same row again is the same invoice. */
export const invoiceRows: RowImport = {
  check: async ({ entity }, fields) => {
    const sent = decode(invoiceMessage, fields, '');
    const [stored] = await Promise.all([
      findInvoice(entity, sent.invoice),
      assertCustomer(entity, sent.customer),
      assertOrderFits(entity, sent),
    ]);
    if (stored === undefined) return { outcome: 'would-create', version: null };
    if (stored.contentHash !== invoiceOf(sent).contentHash) throw refuse('document-differs', { kind: 'invoice' });
    return { outcome: 'unchanged', version: null };
  },
  commit: async ({ entity, who, deadlineMs }, fields) => {
    const sent = decode(invoiceMessage, fields, '');
    const { isCreated } = await takeInvoice(entity, sent, { subject: who, deadlineMs });
    return isCreated ? 'created' : 'unchanged';
  },
};

/** Open orders, and newer versions of them. */
export const orderRows: RowImport = {
  check: async ({ entity }, fields) => {
    const sent = decode(orderMessage, fields, '');
    const [stored] = await Promise.all([readOrder(entity, sent.order, true), assertCustomer(entity, sent.customer)]);
    if (stored === undefined) return { outcome: 'would-create', version: null };
    const { order, seq } = stored;
    const { version } = order.terms;
    assertSameCustomer(order, sent.customer);
    assertSameCurrency(order, sent.currency);
    if (order.state === 'announced') return { outcome: 'would-create', version: seq };
    if (sent.version > version) return { outcome: 'would-change', version: seq };
    if (sent.version < version) throw refuse('order-version-outdated', { storedVersion: version });
    if (order.contentHash !== orderHash(sent)) throw refuse('document-differs', { kind: 'order' });
    return { outcome: 'unchanged', version: seq };
  },
  commit: async ({ entity, who, deadlineMs }, fields, version) => {
    const sent = decode(orderMessage, fields, '');
    const stored = await readOrder(entity, sent.order, true);
    const isAsTheRowSays = stored?.order.terms.version === sent.version && stored.order.contentHash === orderHash(sent);
    if (isAsTheRowSays) return 'unchanged';
    if ((stored?.seq ?? null) !== version) return 'outdated';
    const { isCreated, isRepeat } = await receiveOrder(entity, sent, { subject: who, deadlineMs });
    if (isRepeat) return 'unchanged';
    return isCreated ? 'created' : 'changed';
  },
};

/** An invoice is of its order's customer, and in its currency (§5.3). */
async function assertOrderFits(entity: AuthorizedEntity, { order, customer, currency }: InvoiceMessage): Promise<void> {
  const stored = order === undefined ? undefined : await readOrder(entity, order, true);
  if (stored === undefined) return;
  assertSameCustomer(stored.order, customer);
  assertSameCurrency(stored.order, currency);
}

async function assertCustomer(entity: AuthorizedEntity, customer: CustomerId): Promise<void> {
  if ((await findCustomer(entity, customer)) === undefined) throw refuse('not-found', { kind: 'customer' });
}
