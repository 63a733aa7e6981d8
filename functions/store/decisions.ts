import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CustomerId, RequestId } from '../../domain/ids.ts';
import type { Order } from '../../domain/order.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { decisionCodec, type Decision } from './decision-item.ts';
import { customerPartition, decisionKey, decisionPrefix } from './keys.ts';
import { queryStretch } from './query-stretch.ts';
import { table, tableName } from './table.ts';

/** The decision that answers a request, after a consistent read. */
export async function findDecision(
  entity: AuthorizedEntity,
  customer: CustomerId,
  request: RequestId,
): Promise<Decision | undefined> {
  const Key = decisionKey(entity, customer, request);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  return Item === undefined ? undefined : decisionCodec(Item, 'decision');
}

/** An order's decisions, the latest first: each names the one before it, so that no index is written for them. */
export async function decisionsOf(
  entity: AuthorizedEntity,
  { customer, lastDecision }: Order,
  from: RequestId | undefined,
  limit: number,
): Promise<readonly Decision[]> {
  const decisions: Decision[] = [];
  let next = from ?? lastDecision;
  while (next !== undefined && decisions.length < limit) {
    const decision = await findDecision(entity, customer, next);
    // Decisions are never deleted: a list that just ended here would hide that one is gone (§17).
    if (decision === undefined) throw new Error('an order names a decision that is not there');
    decisions.push(decision);
    next = decision.previous;
  }
  return decisions;
}

/** Up to `limit` decisions of a customer by request id, after one; consistent. */
export async function decisionsOfCustomer(
  entity: AuthorizedEntity,
  customer: CustomerId,
  after: RequestId | undefined,
  limit: number,
): Promise<readonly Decision[]> {
  const from = after && decisionKey(entity, customer, after);
  const stretch = { from, limit, isConsistent: true };
  const items = await queryStretch(customerPartition(entity, customer), decisionPrefix, stretch);
  return items.map((stored) => decisionCodec(stored, 'decision'));
}
