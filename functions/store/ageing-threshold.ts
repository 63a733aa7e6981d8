import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CustomerId } from '../../domain/ids.ts';
import { ageingOf, totalOpen, type Invoice } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { ageingItem, type StoredAgeing } from './ageing-item.ts';
import { readCredit, type StoredCredit } from './credit-state.ts';
import { invoiceLists, listedInvoice, readInvoices } from './invoices.ts';
import { queryList } from './list-index.ts';
import { patienceUntil } from './patience.ts';
import { table, tableName } from './table.ts';

/** How long the list of open invoices may lag behind them. */
const patientForMs = 5_000;

/** `reader` changes nothing, and leaves what it worked out to the next decision or document. */
export type As = 'writer' | 'reader';

/**
 * §2.2, `ignoreOverdueBelow`: the customer's credit with an ageing of items of at least `threshold`. Where the parameter has moved
 * since the ageing was written, it is aggregated again from the open invoices, once; otherwise nothing is read (docs/adr/0008).
 */
export async function withThreshold(
  entity: AuthorizedEntity,
  credit: StoredCredit,
  threshold: bigint | null,
  as: As = 'writer',
): Promise<StoredCredit> {
  const wanted = threshold ?? 0n;
  if (isOf(credit, wanted)) return credit;
  // Nothing is open: there is nothing to aggregate.
  if (openInAll(credit) === 0n) return { ...credit, ageing: { ...credit.ageing, items: [], threshold: wanted } };
  const { customer } = credit.customer;
  const patience = patienceUntil(Date.now() + patientForMs);
  for (;;) {
    const seen = await readCredit(entity, customer, true);
    if (isOf(seen, wanted)) return seen;
    const invoices = await openInvoices(entity, customer);
    // The list is an index and may lag, but what is open in all is known: where some is missing, it is read again.
    const isWhole = totalOpen(invoices) >= openInAll(seen);
    const { unappliedCash, seq } = seen.ageing;
    const { items } = ageingOf(invoices, 0n, wanted);
    const ageing = { items, unappliedCash, threshold: wanted, seq };
    if (isWhole && (as === 'reader' || (await isWritten(entity, customer, ageing)))) return { ...seen, ageing };
    await patience.pause(new Error('the open invoices moved while they were aggregated'));
  }
}

function isOf({ ageing }: StoredCredit, threshold: bigint): boolean {
  return (ageing.threshold ?? 0n) === threshold;
}

/** What is open of all invoices together: the balance, and what of payments and credit notes no invoice has taken. */
function openInAll({ position, ageing }: StoredCredit): bigint {
  return position.sums.balance + ageing.unappliedCash;
}

/** As they are now: the list says which, a consistent read how they are. */
async function openInvoices(entity: AuthorizedEntity, customer: CustomerId): Promise<readonly Invoice[]> {
  const listed = await queryList(invoiceLists.open(entity, customer), { limit: Infinity });
  const ids = new Set(listed.map(({ row }) => listedInvoice(row).invoice));
  return readInvoices(entity, [...ids]);
}

/** Bookings move `seq`: where one came in between, its ageing stays. */
async function isWritten(entity: AuthorizedEntity, customer: CustomerId, ageing: StoredAgeing): Promise<boolean> {
  const Item = ageingItem(entity, customer, ageing);
  const condition = { ConditionExpression: 'seq = :seen', ExpressionAttributeValues: { ':seen': ageing.seq } };
  try {
    await table.send(new PutCommand({ TableName: tableName(), Item, ...condition }));
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return false;
  }
}
