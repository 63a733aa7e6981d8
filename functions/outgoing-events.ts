import * as z from 'zod/mini';
import { jobKinds, jobStates } from '../domain/job.ts';
import { approvalChanged, approvalNeeded } from './approval-event-schemas.ts';
import type { DeepReadonly } from './contract.ts';
import { holdChanged, orderHeld, orderPassed, orderRejected, orderReleased } from './order-event-schemas.ts';
import { reviewWork } from './review-work-wire.ts';
import { unchanging } from './unchanging.ts';
import { amount, civilDate, creditGroupId, currency, customerId, jobId, legalEntityId } from './wire.ts';

const temporaryLimits = unchanging(z.array(z.strictObject({ from: civilDate, to: civilDate, amount })));

const customerLimits = z.strictObject({
  currency,
  creditLimit: amount,
  creditLimitExpiryDate: z.nullable(civilDate),
  unlimited: z.boolean(),
  temporaryLimits,
});
const groupLimits = z.strictObject({ creditLimit: amount, expiryDate: civilDate, temporaryLimits });

const limitChanged = z.union([
  z
    .strictObject({
      legalEntity: legalEntityId,
      customer: customerId,
      before: customerLimits,
      after: customerLimits,
    })
    .check(z.describe('Of a customer. A customer that was not there yet had no credit.')),
  z
    .strictObject({
      creditGroup: creditGroupId,
      currency,
      before: z.nullable(groupLimits),
      after: groupLimits,
    })
    .check(z.describe('Of a customer credit group, which belongs to no legal entity.')),
]);

const jobDone = z.strictObject({
  legalEntity: legalEntityId,
  job: jobId,
  kind: z.enum(jobKinds),
  state: z.enum(jobStates),
  total: z.nullable(z.int()).check(z.describe('Null where it ended before that was known.')),
  done: z.int(),
  outcomes: z.record(z.string(), z.int()).check(z.describe('How many came out how.')),
  requestedBy: z.string(),
});

/** §15.2: every event that leaves, by the name that its type has: `holdfast.NAME.v1`. */
export const outgoingEvents = {
  'order-passed': { summary: 'An order may be posted', data: orderPassed },
  'order-held': { summary: 'An order was put on hold, or is on hold', data: orderHeld },
  'order-released': { summary: 'A hold was released, with the posting to carry out', data: orderReleased },
  'order-rejected': { summary: 'An order was rejected', data: orderRejected },
  'hold-changed': { summary: 'A hold has other reasons, another state or other notes', data: holdChanged },
  'approval-needed': { summary: 'Somebody has to decide on an approval request', data: approvalNeeded },
  'approval-changed': { summary: 'Something became of an approval request', data: approvalChanged },
  'limit-changed': { summary: 'A credit limit was changed', data: limitChanged },
  'review-work-found': { summary: 'Somebody has something to review', data: reviewWork },
  'job-done': { summary: 'A job has ended', data: jobDone },
} as const satisfies Readonly<Record<string, { readonly summary: string; readonly data: z.ZodMiniType }>>;

export type EventName = keyof typeof outgoingEvents;
/** What builds an event is checked against its schema. */
export type EventData<N extends EventName> = DeepReadonly<z.input<(typeof outgoingEvents)[N]['data']>>;

/** The CloudEvents 1.0 form that every event leaves in. */
export function cloudEventOf<N extends EventName>(name: N) {
  return z.strictObject({
    specversion: z.literal('1.0'),
    id: z.string().check(z.describe('Repeats have the same. Unique within the source.')),
    source: z
      .string()
      .check(
        z.regex(/^\/(legal-entities|customer-credit-groups)\/[^/]+$/),
        z.meta({ format: 'uri-reference', examples: ['/legal-entities/ACME'] }),
      ),
    type: z.literal(`holdfast.${name}.v1`),
    time: z.string().check(z.meta({ format: 'date-time' })),
    datacontenttype: z.literal('application/json'),
    data: outgoingEvents[name].data,
  });
}
