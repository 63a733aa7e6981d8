import { expect } from 'vitest';
import type { OperationName } from '../../../functions/operations.ts';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';
import type { CallAnswer } from '../../harness/start-harness.ts';

type Fields = Readonly<Record<string, unknown>>;
type More = { readonly as?: string; readonly headers?: Readonly<Record<string, string>> };

/** A desk at which `cleo`, a clerk, prepares adjustments and `mia`, a manager, posts them. */
export type AdjustmentDesk = HoldDesk & {
  /** A new journal: its number. */
  readonly journal: (type?: 'credit-limit' | 'temporary-credit-limit') => Promise<string>;
  readonly line: (
    adjustment: string,
    line: string,
    body: Fields,
    more?: More,
  ) => Promise<CallAnswer<'put-adjustment-line'>>;
  readonly read: (adjustment: string) => Promise<CallAnswer<'get-adjustment'>>;
  readonly linesOf: (adjustment: string) => Promise<CallAnswer<'list-adjustment-lines'>['body']['items']>;
  readonly creditLimitOf: (customer: string) => Promise<Fields>;
  /** A customer credit group with a limit of 20,000 EUR and these members. */
  readonly creditGroup: (group: string, members?: readonly string[]) => Promise<void>;
  /** `mia` posts whatever is there. */
  readonly post: (adjustment: string, more?: More) => Promise<CallAnswer<'post-adjustment'>>;
  /** Sends it and expects it to be done. */
  readonly done: <N extends OperationName>(
    name: N,
    params?: Readonly<Record<string, string>>,
    body?: unknown,
    more?: More,
  ) => Promise<CallAnswer<N>>;
};

export const expiry = { expiryDate: '2026-12-31' };
export const june = { from: '2026-06-10', to: '2026-06-30' };

export async function startAdjustmentDesk(options: { readonly background?: boolean } = {}): Promise<AdjustmentDesk> {
  const desk = await startHoldDesk(options);
  const done: AdjustmentDesk['done'] = async (name, params, body, more) => {
    const answer = await desk.call(name, params, body, more);
    expect({ name, body: answer.body, isDone: answer.status < 300 }).toEqual({
      name,
      body: answer.body,
      isDone: true,
    });
    return answer;
  };
  return {
    ...desk,
    done,
    journal: async (type = 'credit-limit') => {
      const body = { type, description: 'June' };
      return (await done('create-adjustment', {}, body, { as: 'cleo' })).body.adjustment;
    },
    line: (adjustment, line, body, more = {}) =>
      desk.call('put-adjustment-line', { adjustment, line }, body, { as: 'cleo', ...more }),
    creditGroup: async (group, members = []) => {
      const body = { creditLimit: '20000', currency: 'EUR', expiryDate: '2099-12-31' };
      const { status } = await desk.harness.call('put-customer-credit-group', { as: 'root', params: { group }, body });
      expect(status).toBe(201);
      for (const customer of members) await done('put-customer-credit-group-member', { group, customer });
    },
    post: (adjustment, { as = 'mia', headers = {} } = {}) =>
      desk.call('post-adjustment', { adjustment }, {}, { as, headers: { 'if-match': '*', ...headers } }),
    read: (adjustment) => desk.call('get-adjustment', { adjustment }),
    linesOf: async (adjustment) => (await done('list-adjustment-lines', { adjustment })).body.items,
    creditLimitOf: async (customer) => {
      const { creditLimit, creditLimitDate, creditLimitExpiryDate, temporaryLimits } = (
        await done('get-customer', { customer })
      ).body;
      return { creditLimit, creditLimitDate, creditLimitExpiryDate, temporaryLimits };
    },
  };
}
