import { addDays, type CivilDate } from '../domain/civil-date.ts';
import type { CustomerId, InvoiceId } from '../domain/ids.ts';
import { ageingOf, inEverySum, totalOpen, type Invoice } from '../domain/receivables.ts';
import type { AuthorizedEntity } from '../functions/actor.ts';

/** So many open invoices, due on so many days in a row. */
export type Spread = {
  readonly invoices: number;
  readonly dueDates: number;
  /** In minor units; 5,000.00 where it is not said. */
  readonly largest?: number;
};

/** Invoices whose amounts look like chance, and are the same each time. */
export function openInvoices(
  customer: CustomerId,
  { invoices, dueDates, largest = 500_000 }: Spread,
): readonly Invoice[] {
  return Array.from({ length: invoices }, (_, index) => ({
    invoice: `I${index}` as InvoiceId,
    customer,
    date: '2026-01-01' as CivilDate,
    dueDate: addDays('2026-01-31' as CivilDate, index % dueDates),
    amount: BigInt(1 + ((index * 48_271 * 7_919) % largest)),
    currency: 'EUR',
    settled: 0n,
    contentHash: `hash of invoice ${index}`,
  }));
}

/** Leaves the customer's position and ageing as booking the invoices one by one would. */
export async function owe(
  entity: AuthorizedEntity,
  customer: CustomerId,
  invoices: readonly Invoice[],
  tableName: string,
): Promise<void> {
  // The store reads the environment as it is loaded.
  const [{ PutCommand, UpdateCommand }, { table }, { ageingItem }, { positionKey }] = await Promise.all([
    import('@aws-sdk/lib-dynamodb'),
    import('../functions/store/table.ts'),
    import('../functions/store/ageing-item.ts'),
    import('../functions/store/keys.ts'),
  ]);
  const sums = inEverySum(totalOpen(invoices));
  await table.send(
    new UpdateCommand({
      TableName: tableName,
      Key: positionKey(entity, customer),
      UpdateExpression: `SET seq = :none, ${Object.keys(sums)
        .map((sum) => `${sum} = :${sum}`)
        .join(', ')}`,
      ExpressionAttributeValues: {
        ':none': 0,
        ...Object.fromEntries(Object.entries(sums).map(([sum, amount]) => [`:${sum}`, amount])),
      },
    }),
  );
  const ageing = { ...ageingOf(invoices, 0n, undefined), seq: 0 };
  await table.send(new PutCommand({ TableName: tableName, Item: ageingItem(entity, customer, ageing) }));
}

/** The invoices themselves, which no decision reads. */
export async function store(entity: AuthorizedEntity, invoices: readonly Invoice[], tableName: string): Promise<void> {
  const [{ BatchWriteCommand }, { table }, { newInvoice }] = await Promise.all([
    import('@aws-sdk/lib-dynamodb'),
    import('../functions/store/table.ts'),
    import('../functions/store/invoices.ts'),
  ]);
  const batchSize = 25;
  for (let start = 0; start < invoices.length; start += batchSize) {
    const puts = invoices
      .slice(start, start + batchSize)
      .map((invoice) => ({ PutRequest: { Item: newInvoice(entity, invoice).Put?.Item } }));
    await table.send(new BatchWriteCommand({ RequestItems: { [tableName]: puts } }));
  }
}
