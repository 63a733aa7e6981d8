import type { Envelope } from '../../../functions/intake-message.ts';
import { entity, SenderAgain, type Stage } from '../stage.ts';

/**
 * Things that happen at once to one customer, or to the members of one group. Tasks of one `intent` are the same request, sent
 * more than once; whoever does not get an answer does the whole task again.
 */
export type Task = {
  readonly intent: string;
  readonly run: () => Promise<unknown>;
  /** It is several requests, or one that does the same again where others undid it. */
  readonly mayRepeat?: true;
};

export type Scenario = {
  readonly name: string;
  readonly prepare: (stage: Stage, customer: string) => Promise<void>;
  /** Every commit takes a millisecond: of holds of several customers, the clock alone says which is older (§5.4). */
  readonly takesTime?: true;
  /** Where its business time starts (ISO 8601); without it, where it is prepared. */
  readonly startsAt?: string;
  /** A schedule's versions of the rulebook are its own. */
  readonly changesRules?: true;
  readonly tasks: (stage: Stage, customer: string) => readonly Task[];
};

export const limit = (amount: string) => ({ name: 'C', currency: 'EUR', creditLimit: amount });

export async function putOrders(stage: Stage, customer: string, amounts: readonly string[]): Promise<void> {
  for (const [index, amount] of amounts.entries()) await version(stage, customer, index, amount).run();
}

/** A version of an order, the first of them unless said. One that a newer has overtaken is refused. */
export function version({ send }: Stage, customer: string, index: number, amount: string, number = 1): Task {
  const body = { customer, version: number, state: 'draft', amount, currency: 'EUR' };
  const order = `${customer}-${index}`;
  const sent = { body, accepts: [409] };
  return { intent: `version ${number} of ${order}`, run: () => send('put-order', { order }, sent) };
}

export function ask({ send }: Stage, customer: string, index: number, attempt = ''): Task {
  const order = `${customer}-${index}`;
  const headers = { 'idempotency-key': `${order}${attempt}` };
  // The order may have been cancelled since.
  const sent = { body: asked(customer, index), headers, accepts: [409] };
  return { intent: `ask ${order}${attempt}`, run: () => send('request-checkpoint', {}, sent) };
}

export function asked(customer: string, index: number) {
  return { customer, order: `${customer}-${index}`, checkpoint: 'confirmation', mode: 'posting' };
}

export function cancel({ send }: Stage, customer: string, index: number): Task {
  const order = `${customer}-${index}`;
  return { intent: `cancel ${order}`, run: () => send('cancel-order', { order }, { body: { customer } }) };
}

/** It may be over, or forced by somebody else, since. */
export function force({ send }: Stage, customer: string, index: number, as: string): Task {
  const order = `${customer}-${index}`;
  const headers = { 'idempotency-key': `${as}-${order}` };
  const sent = { body: { reason: 'WHY' }, headers, as, accepts: [409] };
  return { intent: `force ${order} ${as}`, run: () => send('force-hold', { order }, sent) };
}

export function invoice({ send }: Stage, customer: string, amount: string, more: object = {}, id = 'I'): Task {
  const body = { customer, date: '2026-06-01', dueDate: '2026-07-01', amount, currency: 'EUR', ...more };
  return { intent: `invoice ${id}`, run: () => send('put-invoice', { invoice: `${customer}-${id}` }, { body }) };
}

export function payment({ send }: Stage, customer: string, amount: string, more: object = {}, id = 'P'): Task {
  const body = { customer, date: '2026-06-15', amount, currency: 'EUR', ...more };
  return { intent: `payment ${id}`, run: () => send('put-payment', { payment: `${customer}-${id}` }, { body }) };
}

/** A message of the order queue, as the router forwarded it. */
export function byQueue({ harness }: Stage, type: Envelope['type'], data: { readonly [name: string]: unknown }): Task {
  const id = `${type}-${String(data['order'] ?? data['payment'])}`;
  const envelope = { id, type, legalEntity: entity, occurredAt: '2026-06-15T10:00:00Z', data };
  const messages = [{ body: { envelope, subject: 'root' }, messageId: id, messageGroupId: id }];
  return {
    intent: id,
    run: async () => {
      const { batchItemFailures } = (await harness.work('process-intake', { messages })) as {
        readonly batchItemFailures: readonly unknown[];
      };
      if (batchItemFailures.length > 0) throw new SenderAgain(id);
    },
  };
}
