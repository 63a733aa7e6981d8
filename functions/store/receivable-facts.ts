import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId, InvoiceId } from '../../domain/ids.ts';
import {
  creditFact,
  invoiceFact,
  type CreditFact,
  type InvoiceFact,
} from '../../domain/statistics/receivable-facts.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { creditListKey, readCreditHistories } from './credits.ts';
import { invoiceLists, listedInvoice } from './invoices.ts';
import type { Key } from './keys.ts';
import { queryList } from './list-index.ts';

export type ReceivableFacts = {
  readonly invoices: ReadonlyMap<InvoiceId, InvoiceFact>;
  readonly credits: readonly CreditFact[];
};

/** So many documents are in memory whole at a time; of all others, what statistics need. */
const readAtOnce = 1_000;

/** Of a customer's invoices, payments and credit notes, as their lists show them, which may lag behind by a moment. */
export async function readReceivableFacts(
  entity: AuthorizedEntity,
  customer: CustomerId,
  today: CivilDate,
): Promise<ReceivableFacts> {
  const invoices = new Map<InvoiceId, InvoiceFact>();
  const credits: CreditFact[] = [];
  for (const list of [invoiceLists.open(entity, customer), invoiceLists.settled(entity, customer)]) {
    await eachStretch(list, (entries) => {
      const found = entries.map(({ row }) => invoiceFact(listedInvoice(row)));
      for (const fact of found) invoices.set(fact.invoice, fact);
    });
  }
  await eachStretch(creditListKey(entity, customer), async (entries) => {
    const keys = entries.map(({ pk, sk }) => ({ pk, sk }) as Key);
    const histories = await readCreditHistories(customer, keys);
    credits.push(...histories.flatMap((history) => creditFact(history, today) ?? []));
  });
  return { invoices, credits };
}

type Entries = Awaited<ReturnType<typeof queryList>>;

async function eachStretch(listKey: string, use: (entries: Entries) => Promise<void> | void): Promise<void> {
  let after: string | undefined;
  do {
    const entries = await queryList(listKey, { after, limit: readAtOnce });
    await use(entries);
    after = entries.length < readAtOnce ? undefined : (entries.at(-1)?.['listSort'] as string);
  } while (after !== undefined);
}
