import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { nameOfRate, type AwaitedRate } from '../../domain/awaited-rates.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { integer } from './codec.ts';
import type { StoredCredit } from './credit-state.ts';
import { awaitedRatesKey } from './keys.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/**
 * §5.3: with the rates that a customer's documents wait for; nothing is read where there is none. Where there was one and is none
 * any more, a decision is conditional on that.
 */
export async function withMissingRates(entity: AuthorizedEntity, credit: StoredCredit): Promise<StoredCredit> {
  if (credit.position.unconverted === 0) return credit;
  const missingRates = await readAwaitedRates(entity, credit.customer.customer);
  const position = missingRates.length > 0 ? credit.position : { ...credit.position, unconverted: 0 };
  return { ...credit, position, missingRates };
}

/** Consistent. */
export async function readAwaitedRates(
  entity: AuthorizedEntity,
  customer: CustomerId,
): Promise<readonly AwaitedRate[]> {
  const Key = awaitedRatesKey(entity, customer);
  const { Item = {} } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  return Object.entries(Item)
    .filter(([name]) => isRate.test(name))
    .map(([name, documents]) => ({ ...rateNamed(name), documents: integer(documents, name) }))
    .filter(({ documents }) => documents > 0);
}

/** Adds to how many wait for each rate. Additions commute, so that documents need not wait for one another. */
export function moveAwaitedRates(
  entity: AuthorizedEntity,
  customer: CustomerId,
  more: readonly AwaitedRate[],
): readonly TransactItem[] {
  if (more.length === 0) return [];
  const added = more.map((rate, index) => ({ rate, name: `#rate${index}`, value: `:rate${index}` }));
  return [
    {
      Update: {
        TableName: tableName(),
        Key: awaitedRatesKey(entity, customer),
        UpdateExpression: `SET #kind = :kind ADD ${added.map(({ name, value }) => `${name} ${value}`).join(', ')}`,
        ExpressionAttributeNames: {
          '#kind': 'kind',
          ...Object.fromEntries(added.map(({ name, rate }) => [name, nameOfRate(rate)])),
        },
        ExpressionAttributeValues: {
          ':kind': 'awaited-rates',
          ...Object.fromEntries(added.map(({ value, rate }) => [value, rate.documents])),
        },
      },
    },
  ];
}

const isRate = /^[A-Z]{3}\/[A-Z]{3} /;

/** The other way of `nameOfRate`. */
function rateNamed(name: string) {
  return { from: name.slice(0, 3), to: name.slice(4, 7), date: name.slice(8) as CivilDate };
}
