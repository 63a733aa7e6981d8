import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId, JobId, Subject } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import { riskScoreOf, type RiskScore } from '../../domain/risk/risk-score.ts';
import { scoredCustomer } from '../../domain/risk/scored-customer.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { changeCustomer } from './change-customer.ts';
import { item } from './codec.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import { riskScoreKey } from './keys.ts';
import { findStatistics } from './statistics.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** How a customer's risk was scored last (§12.4). */
export type StoredRiskScore = RiskScore & {
  readonly calculatedOn: CivilDate;
  /** The job that did it: asked again, it answers the same. */
  readonly job: JobId;
  /** The customer had another score or risk group before. */
  readonly isChanged: boolean;
};

const storedCodec = item({ found: evidenceAs<StoredRiskScore>() });

export async function findRiskScore(
  entity: AuthorizedEntity,
  customer: CustomerId,
): Promise<StoredRiskScore | undefined> {
  const key = { TableName: tableName(), Key: riskScoreKey(entity, customer), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  return Item === undefined ? undefined : storedCodec(Item, 'risk-score').found;
}

type Updating = { readonly job: JobId; readonly who: Subject; readonly deadlineMs: number };

/**
 * §12.4: scores a customer with the set-up in force and its statistics as they were calculated last, once for a job. What is new
 * of it changes the customer, in one transaction with its parts. `undefined` where nothing is scored.
 */
export async function updateRiskScore(
  entity: AuthorizedEntity,
  customer: CustomerId,
  { job, who, deadlineMs }: Updating,
): Promise<StoredRiskScore | undefined> {
  const before = await findRiskScore(entity, customer);
  if (before?.job === job) return before;
  const stored = await findStatistics(entity, customer);
  let scored: StoredRiskScore | undefined;
  await changeCustomer(
    { entity, who, now: businessInstant(entity), deadlineMs },
    customer,
    (current, { document, today }) => {
      if (current === undefined) throw refuse('not-found', { kind: 'customer' });
      const facts = { customer: current.customer, statistics: stored?.statistics, today };
      const risk = riskScoreOf(document, facts);
      const change = risk && scoredCustomer(current.customer, risk);
      scored = risk && { ...risk, calculatedOn: today, job, isChanged: change !== undefined };
      return change;
    },
    () => (scored === undefined ? [] : [riskScoreItem(entity, customer, scored)]),
  );
  return scored;
}

function riskScoreItem(entity: AuthorizedEntity, customer: CustomerId, found: StoredRiskScore): TransactItem {
  const { job } = found;
  const Item = { ...riskScoreKey(entity, customer), kind: 'risk-score', job, found: deflateEvidence(found) };
  // Two workers on one job: what the first one did is what was done.
  const once = {
    ConditionExpression: 'attribute_not_exists(job) OR job <> :job',
    ExpressionAttributeValues: { ':job': job },
  };
  return { Put: { TableName: tableName(), Item, ...once } };
}
