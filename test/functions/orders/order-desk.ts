import type { OperationName } from '../../../functions/operations.ts';
import { startDesk } from '../set-up/set-up-desk.ts';
import type { CallAnswer, Harness, HarnessOptions } from '../../harness/start-harness.ts';

/** A legal entity with one customer and the people who work there. */
export type OrderDesk = {
  readonly harness: Harness;
  /** A call of the administrator, who has every role that set-up needs. */
  readonly setUp: (name: OperationName, params: Readonly<Record<string, string>>, body: unknown) => Promise<void>;
  readonly parameters: (changes: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly customer: (customer: string, changes?: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly order: (order: string, changes?: Readonly<Record<string, unknown>>) => Promise<CallAnswer<'put-order'>>;
  readonly ask: (
    order: string,
    changes?: Readonly<Record<string, unknown>>,
    key?: string,
  ) => Promise<CallAnswer<'request-checkpoint'>>;
  readonly call: <N extends OperationName>(
    name: N,
    params?: Readonly<Record<string, string>>,
    body?: unknown,
    more?: {
      readonly as?: string;
      readonly query?: Readonly<Record<string, string>>;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ) => Promise<CallAnswer<N>>;
};

export const release = { type: 'release', description: 'Released' };

/** Limit 8,000 EUR, checks at confirmation, one rule type per test. */
export async function startOrderDesk(legalEntity = 'ACME', options: HarnessOptions = {}): Promise<OrderDesk> {
  const { harness } = await startDesk(legalEntity, options);
  await harness.grant('root', legalEntity, [
    'credit-admin',
    'credit-manager',
    'credit-clerk',
    'order-intake',
    'auditor',
  ]);
  const call: OrderDesk['call'] = (name, params = {}, body = undefined, more = {}) =>
    harness.call(name, { as: 'root', params: { legalEntity, ...params }, body, ...more });
  const setUp: OrderDesk['setUp'] = async (name, params, body) => {
    const answer = await call(name, params, body, { headers: name === 'put-parameters' ? { 'if-match': '*' } : {} });
    if (answer.status >= 300) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
  };
  await setUp('put-reason', { reason: 'AUTO' }, release);
  await setUp('put-reason', { reason: 'OK' }, release);
  return {
    harness,
    call,
    setUp,
    parameters: async (changes) => {
      const { body } = await call('get-parameters');
      await setUp('put-parameters', {}, { ...body, ...changes });
    },
    customer: (customer, changes = {}) =>
      setUp('put-customer', { customer }, { name: customer, currency: 'EUR', creditLimit: '8000.00', ...changes }),
    order: (order, changes = {}) =>
      call(
        'put-order',
        { order },
        { customer: 'C1', version: 1, state: 'draft', amount: '1000.00', currency: 'EUR', ...changes },
      ),
    ask: (order, changes = {}, key = `ask-${order}`) =>
      call(
        'request-checkpoint',
        {},
        { customer: 'C1', order, checkpoint: 'confirmation', mode: 'posting', ...changes },
        { headers: { 'idempotency-key': key } },
      ),
  };
}
