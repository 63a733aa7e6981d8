import type { CallAnswer } from '../harness/start-harness.ts';
import { startOrderDesk, type OrderDesk } from '../functions/orders/order-desk.ts';

type Body = Readonly<Record<string, unknown>>;

/** A desk that holds what uses more than 100 % of C1's limit of 8,000 EUR, and the people who work there. */
export type HoldDesk = OrderDesk & {
  /** Sends an order of 10,000 EUR and asks about it: it is held. */
  readonly hold: (order: string, changes?: Body, asked?: Body) => Promise<void>;
  readonly release: (
    as: string,
    holds: readonly string[],
    more?: Body,
    key?: string,
  ) => Promise<Ended<'release-holds'>>;
  readonly reject: (as: string, holds: readonly string[], more?: Body, key?: string) => Promise<Ended<'reject-holds'>>;
  readonly withdraw: (
    as: string,
    holds: readonly string[],
    more?: Body,
    key?: string,
  ) => Promise<Ended<'withdraw-releases'>>;
  readonly stateOf: (hold: string) => Promise<string>;
};
type Ended<N extends 'release-holds' | 'reject-holds' | 'withdraw-releases'> = CallAnswer<N>;

export async function startHoldDesk(options: { readonly background?: boolean } = {}): Promise<HoldDesk> {
  const desk = await startOrderDesk('ACME', options);
  const rule = { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' };
  await desk.setUp('put-rule', { rule: 'USED' }, rule);
  await desk.setUp('put-reason', { reason: 'WHY' }, { type: 'hold', description: 'A hold reason' });
  await desk.parameters({ creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO', cancelledOrderReason: 'OK' });
  await desk.customer('C1');
  const { harness } = desk;
  await harness.grant('mia', 'ACME', ['credit-manager']);
  await harness.grant('max', 'ACME', ['credit-manager']);
  await harness.grant('cleo', 'ACME', ['credit-clerk']);
  await harness.grant('carl', 'ACME', ['credit-clerk'], '10000.00');
  const bodyOf = (holds: readonly string[], more: Body): Body => ({
    holds: holds.map((hold) => ({ legalEntity: 'ACME', hold })),
    reason: 'OK',
    ...more,
  });
  const headersOf = (key: string | undefined) => (key === undefined ? {} : { 'idempotency-key': key });
  return {
    ...desk,
    hold: async (order, changes = {}, asked = {}) => {
      await desk.order(order, { amount: '10000.00', ...changes });
      const customer = changes['customer'] ?? 'C1';
      const { body } = await desk.ask(order, { customer, ...asked });
      if (body.answer !== 'held') throw new Error(`${order} was not held: ${JSON.stringify(body)}`);
    },
    release: (as, holds, more = {}, key = undefined) => {
      const body = bodyOf(holds, { mode: 'without-posting', ...more });
      return harness.call('release-holds', { as, body, headers: headersOf(key) });
    },
    reject: (as, holds, more = {}, key = undefined) =>
      harness.call('reject-holds', { as, body: bodyOf(holds, more), headers: headersOf(key) }),
    withdraw: (as, holds, more = {}, key = undefined) => {
      const { reason: _, ...body } = bodyOf(holds, more);
      return harness.call('withdraw-releases', { as, body, headers: headersOf(key) });
    },
    stateOf: async (hold) => (await desk.call('get-hold', { hold })).body.state,
  };
}
