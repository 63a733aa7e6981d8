import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Hold } from '../../domain/hold.ts';
import type { CustomerId, HoldId, OrderId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readOrder } from './credit-state.ts';
import { holdCodec } from './hold-item.ts';
import { endedHoldKey, openHoldKey } from './keys.ts';
import { table, tableName } from './table.ts';

/** A hold is named after its order and its number: `SO-1001.2` is the second hold of SO-1001. */
export function orderOfHold(hold: HoldId): OrderId {
  return hold.slice(0, Math.max(hold.lastIndexOf('.'), 0)) as OrderId;
}

/** The hold wherever it is, open or ended; consistent. */
export async function findHold(entity: AuthorizedEntity, hold: HoldId): Promise<Hold | undefined> {
  const stored = await readOrder(entity, orderOfHold(hold), true);
  return stored === undefined ? undefined : findHoldOf(entity, stored.order.customer, hold);
}

/**
 * Ending a hold moves it for good, so that one which is not where open ones are is found where ended ones are afterwards. Both
 * places in one transaction would be refused while another transaction writes them.
 */
async function findHoldOf(entity: AuthorizedEntity, customer: CustomerId, hold: HoldId): Promise<Hold | undefined> {
  for (const Key of [openHoldKey(entity, customer, hold), endedHoldKey(entity, customer, hold)]) {
    const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
    if (Item !== undefined) return holdCodec(Item, 'hold');
  }
  return undefined;
}
