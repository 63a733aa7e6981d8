import type { CivilDate } from '../../domain/civil-date.ts';
import type { CheckpointQuestion } from '../../domain/checkpoint.ts';
import type { Skip } from '../../domain/exclusion.ts';
import type { Evaluation, Reason } from '../../domain/evaluation.ts';
import type { HoldState } from '../../domain/hold.ts';
import type { CreditGroupId, CustomerId, HoldId, LegalEntityId, OrderId, RequestId } from '../../domain/ids.ts';
import type { Checkpoint, OrderLedger } from '../../domain/order.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { item, text, type Codec } from './codec.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import { decisionKey } from './keys.ts';
import { pendingNow } from './outbox.ts';
import { tableName } from './table.ts';

/** §8.1: one evaluation, for ever. Amounts in minor units of the entity's currency, but for those of the order. */
export type Decision = {
  readonly request: RequestId;
  readonly requestHash: string;
  readonly legalEntity: LegalEntityId;
  readonly customer: CustomerId;
  readonly order: OrderId;
  readonly orderVersion: number;
  /** Of the order, where it is not the entity's, and what `amount` was booked as. */
  readonly currency?: string | undefined;
  readonly booked?: bigint | undefined;
  /** §5.3: at whose rate, which the rulebook has. */
  readonly orderDate?: CivilDate | undefined;
  readonly amount: bigint;
  readonly answer: 'passed' | 'held' | 'rejected';
  /** When (ISO 8601, UTC, on the entity's clock), and the business date that was. */
  readonly at: string;
  readonly businessDate: CivilDate;
  readonly actor: string;
  /** What asked: an order system, a version of the order that arrived, or an evaluation for release. */
  readonly origin: 'checkpoint' | 'order-version' | 'evaluation';
  readonly checkpoint: Checkpoint;
  readonly mode: CheckpointQuestion['mode'];
  readonly rulebook: number;
  /** Number of the change of the order that this decision is part of: SNS keeps no order, consumers can. */
  readonly sequence: number;
  readonly hold?: HoldId | undefined;
  /** The order's decision before this one. */
  readonly previous?: RequestId | undefined;
  readonly evidence: Evidence;
};

export type Evidence = {
  readonly skip?: Skip | undefined;
  readonly evaluation?: Evaluation | undefined;
  readonly ledger: OrderLedger;
  /** Of a hold that stands unevaluated: its active reasons. */
  readonly standing?: readonly Reason[] | undefined;
  readonly postingAmount?: bigint | undefined;
  /** How a hold that this decision ended or changed stands now. */
  readonly holdState?: HoldState | undefined;
  readonly releasedAgainWith?: string | null | undefined;
  /** §9.5: what was freed with it may let other orders go: of the customer, or of this credit group that it is a member of. */
  readonly relieves?: CreditGroupId | '' | undefined;
};

/** All of it is deflated but what conditions and the publisher's filter look at. */
export const decisionCodec: Codec<Decision> = (stored, name) => {
  const { document, requestHash } = storedDecision(stored, name);
  return { ...document, requestHash };
};
const storedDecision = item({ requestHash: text, document: evidenceAs<Omit<Decision, 'requestHash'>>() });

/** Puts the decision if there is none for its request: it is the idempotency record of the whole transaction. */
export function putDecision(entity: AuthorizedEntity, decision: Decision, relieves: Evidence['relieves']) {
  const { requestHash, evidence, ...facts } = decision;
  const document = { ...facts, evidence: { ...evidence, relieves } };
  return {
    Put: {
      TableName: tableName(),
      Item: {
        ...decisionKey(entity, decision.customer, decision.request),
        kind: 'decision',
        ...pendingNow(decision.request),
        requestHash,
        document: deflateEvidence(document),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  } as const;
}
