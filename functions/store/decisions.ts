import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CustomerId, OrderId, RequestId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readOrder } from './credit-state.ts';
import { decisionCodec, type Decision } from './decision-item.ts';
import { decisionKey } from './keys.ts';
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
  order: OrderId,
  from: RequestId | undefined,
  limit: number,
): Promise<readonly Decision[]> {
  const stored = await readOrder(entity, order, true);
  if (stored === undefined) return [];
  const decisions: Decision[] = [];
  let next = from ?? stored.order.lastDecision;
  while (next !== undefined && decisions.length < limit) {
    const decision = await findDecision(entity, stored.order.customer, next);
    if (decision === undefined) break;
    decisions.push(decision);
    next = decision.previous;
  }
  return decisions;
}
