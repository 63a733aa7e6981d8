import { rateAwaitedBy, settledBy, type CreditHistory } from '../../domain/credit-history.ts';
import type { CustomerId, InvoiceId } from '../../domain/ids.ts';
import { leftOnAccount } from '../../domain/left-on-account.ts';
import type { Credit, Invoice } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { creditListKey, readCreditHistories, type Told } from './credits.ts';
import { findInvoices } from './invoices.ts';
import { queryList } from './list-index.ts';

/** Those with something on account, or all. */
export type CreditFilter = 'open' | 'all';

export type ListedCredit<C extends Credit> = {
  readonly credit: Told<C>;
  readonly onAccount: bigint;
  readonly isWanted: boolean;
};

/** A stretch of a customer's payments or credit notes by id, each as it is now. */
export async function creditsOf<K extends Credit['kind']>(
  entity: AuthorizedEntity,
  { customer, kind, filter }: { readonly customer: CustomerId; readonly kind: K; readonly filter: CreditFilter },
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly ListedCredit<Extract<Credit, { readonly kind: K }>>[]> {
  const first = `${kind}#`;
  const listed = await queryList(creditListKey(entity, customer), { after: after ?? first, limit });
  const ofKind = listed.filter((entry) => (entry['listSort'] as string).startsWith(first));
  const keys = ofKind.map((entry) => ({ pk: entry['pk'] as string, sk: entry['sk'] as string }));
  const histories = await readCreditHistories(customer, keys);
  const invoices = await ownInvoices(entity, customer, histories);
  return histories.flatMap((history) => {
    const onAccount = leftOnAccount(history, invoices);
    // One whose rate is missing will be on account, or settle something, once it is there.
    const isWanted = filter === 'all' || onAccount > 0n || rateAwaitedBy(history) !== undefined;
    // The list says the kind.
    const credit = history.credit as Extract<Credit, { readonly kind: K }> | undefined;
    return credit === undefined ? [] : [{ credit: { ...credit, afterwards: history.afterwards }, onAccount, isWanted }];
  });
}

/** Those that the payments and credit notes settle something of; of another customer's they settle nothing. */
async function ownInvoices(
  entity: AuthorizedEntity,
  customer: CustomerId,
  histories: readonly CreditHistory[],
): Promise<ReadonlyMap<InvoiceId, Invoice>> {
  const named = new Set(histories.flatMap((history) => settledBy(history).map(({ invoice }) => invoice)));
  const found = await findInvoices(entity, [...named]);
  return new Map([...found].filter(([, invoice]) => invoice.customer === customer));
}
