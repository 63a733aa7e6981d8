import * as z from 'zod/mini';
import { reasonCodes } from '../domain/evaluation.ts';
import { holdStates } from '../domain/hold.ts';
import { checkpoints, postingModes } from '../domain/order.ts';
import { unchanging } from './unchanging.ts';
import {
  amount,
  civilDate,
  code,
  currency,
  customerId,
  holdId,
  legalEntityId,
  orderId,
  requestId,
  version,
} from './wire.ts';

const ofOrder = { legalEntity: legalEntityId, customer: customerId, order: orderId };
const sequence = z
  .int()
  .check(z.describe('Of the change of the order: delivery keeps no order, and of two events the larger is later.'));
const holdState = z.enum(holdStates);

/** §7.1: what a decision about an order answers. */
function decided<A extends 'passed' | 'held' | 'rejected'>(answer: A) {
  return z.strictObject({
    ...ofOrder,
    orderVersion: version,
    amount,
    currency: currency.check(z.describe('Of the order.')),
    request: requestId.check(
      z.describe('The request that it answers, or what else caused it, and the id of its decision.'),
    ),
    answer: z.literal(answer),
    checkpoint: z.enum(checkpoints),
    mode: z.enum(postingModes),
    hold: z.nullable(holdId),
    holdState: z.nullable(holdState),
    reasons: unchanging(z.array(z.enum(reasonCodes))),
    sequence,
  });
}

/** What somebody did to a hold. */
const changedHold = z.strictObject({
  ...ofOrder,
  hold: holdId,
  sequence,
  by: z.nullable(z.string()),
  reason: z.nullable(code).check(z.describe('The release reason that was given, or that the parameters name.')),
});

/** §8.5: what the order system is to carry out now. */
const posting = z.strictObject({
  checkpoint: z.enum(checkpoints),
  mode: z.enum(postingModes),
  amount: z.nullable(amount).check(z.describe('Null: all that is left.')),
  currency: currency.check(z.describe('Of the order.')),
  parameters: z
    .nullable(z.record(z.string(), z.unknown()))
    .check(z.describe('As the order system gave them when it asked.')),
});

export const orderPassed = decided('passed');

const removeBlockedLoadLines = z
  .boolean()
  .check(z.describe('Whether the warehouse takes the lines off the load; else the load is blocked.'));

/** §10: a person put it on hold; nothing was asked. */
const forced = {
  by: z.string(),
  reason: code.check(z.describe('The hold reason that was given.')),
  holdState,
  reasons: unchanging(z.array(z.enum(reasonCodes))),
  reviewDate: z.nullable(civilDate),
};

export const orderHeld = z.union([
  z.extend(decided('held'), { removeBlockedLoadLines }).check(z.describe('A checkpoint held it.')),
  z
    .extend(changedHold, {
      ...forced,
      orderVersion: version,
      amount,
      currency: currency.check(z.describe('Of the order.')),
      answer: z.literal('held'),
      request: z.null(),
      checkpoint: z.null(),
      mode: z.null(),
      removeBlockedLoadLines,
    })
    .check(z.describe('Somebody forced it, whatever the rules say.')),
]);

export const orderReleased = z.extend(changedHold, {
  posting: z.nullable(posting).check(z.describe('Null where it was released without posting.')),
});

export const orderRejected = z.union([
  changedHold.check(z.describe('Somebody rejected it.')),
  decided('rejected').check(z.describe('A rejected order was asked about.')),
]);

export const holdChanged = z.union([
  decided('held').check(z.describe('An evaluation found other reasons.')),
  z.extend(changedHold, forced).check(z.describe('Somebody forced it beside what holds it already.')),
  z.extend(changedHold, { holdState }).check(z.describe('Its order was cancelled or closed, and the hold with it.')),
  z
    .extend(changedHold, { holdState, owner: z.nullable(z.string()), reviewDate: z.nullable(civilDate) })
    .check(
      z.describe(
        'Its owner, review date or note are others (the note is for those who may see the hold), or its release was begun or withdrawn.',
      ),
    ),
]);
