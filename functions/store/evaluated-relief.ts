import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from './batch-get.ts';
import { integer, item, text } from './codec.ts';
import type { EvaluationScope } from './evaluation-state.ts';
import {
  customerPartition,
  evaluatedKey,
  groupPartition,
  groupPositionKey,
  openHoldPrefix,
  positionKey,
} from './keys.ts';
import { table, tableName } from './table.ts';

/** Whether the scope has open holds, or pointers to any; consistent. */
export async function hasOpenHolds(scope: EvaluationScope): Promise<boolean> {
  const { Items } = await table.send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': partitionOf(scope), ':prefix': openHoldPrefix },
      ProjectionExpression: 'sk',
      ConsistentRead: true,
      Limit: 1,
    }),
  );
  return Items !== undefined && Items.length > 0;
}

/** What has moved `relief` of a position, and up to where open holds were evaluated. */
export type Relief = {
  readonly relief: number;
  /** Every hold that was placed before `relief` moved on to this was evaluated after that; none yet: -1. */
  readonly evaluated: number;
  /** Of a customer. */
  readonly creditGroup: string;
};

const reliefCodec = item({ relief: integer });

/**
 * Consistent. `relief` moves with everything that can let a hold go, in the transaction that asks for its evaluation: where it
 * has not moved since an evaluation began that was carried through, there is nothing to evaluate for it (docs/adr/0014).
 */
export async function readRelief(scope: EvaluationScope): Promise<Relief> {
  const own =
    scope.kind === 'customer' ? positionKey(scope.entity, scope.customer) : groupPositionKey(scope.creditGroup);
  const items = await batchGet([own, evaluatedKey(partitionOf(scope))]);
  const [position, evaluated] = [own.sk, evaluatedKey('').sk].map((sk) => items.find((stored) => stored['sk'] === sk));
  return {
    relief: reliefCodec(position, 'position').relief,
    evaluated: evaluated === undefined ? -1 : reliefCodec(evaluated, 'evaluated').relief,
    creditGroup: scope.kind === 'customer' ? text(position?.['creditGroup'], 'creditGroup') : '',
  };
}

/** Written when an evaluation was carried through, with the `relief` that it read first. An older one in its place costs an evaluation. */
export async function recordEvaluated(scope: EvaluationScope, relief: number): Promise<void> {
  const Item = { ...evaluatedKey(partitionOf(scope)), kind: 'evaluated', relief };
  await table.send(new PutCommand({ TableName: tableName(), Item }));
}

function partitionOf(scope: EvaluationScope): string {
  return scope.kind === 'customer'
    ? customerPartition(scope.entity, scope.customer)
    : groupPartition(scope.creditGroup);
}
