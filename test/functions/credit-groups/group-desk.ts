import type { CreditGroupId, CustomerId } from '../../../domain/ids.ts';
import type { ExposureSums } from '../../../domain/position.ts';
import { noExposure, plus } from '../../../domain/position.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import type { OperationName } from '../../../functions/operations.ts';
import { findGroup, readMembers, type GroupAccount } from '../../../functions/store/credit-groups.ts';
import { readCredit } from '../../../functions/store/credit-state.ts';
import { startHarness, type CallAnswer, type Harness, type HarnessOptions } from '../../harness/start-harness.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Two legal entities, ACME and BETA, with `ann` working in both and the group G, with a limit of 20,000 euros. */
export type GroupDesk = {
  readonly harness: Harness;
  readonly call: <N extends OperationName>(
    name: N,
    params?: Fields,
    body?: unknown,
    more?: Fields,
  ) => Promise<CallAnswer<N>>;
  /** The same, and it must be done. */
  readonly done: <N extends OperationName>(
    name: N,
    params?: Fields,
    body?: unknown,
    more?: Fields,
  ) => Promise<CallAnswer<N>>;
  readonly group: (wishes?: Fields, ifMatch?: string) => Promise<CallAnswer<'put-customer-credit-group'>>;
  readonly customer: (legalEntity: string, customer: string, wishes?: Fields) => Promise<void>;
  readonly join: (legalEntity: string, customer: string) => Promise<CallAnswer<'put-customer-credit-group-member'>>;
  readonly leave: (legalEntity: string, customer: string) => Promise<CallAnswer<'delete-customer-credit-group-member'>>;
  readonly rule: (legalEntity: string, rule: Fields) => Promise<void>;
  readonly parameters: (legalEntity: string, changes: Fields) => Promise<void>;
  readonly invoice: (legalEntity: string, customer: string, invoice: string, amount: string) => Promise<void>;
  readonly order: (
    legalEntity: string,
    customer: string,
    order: string,
    amount: string,
    wishes?: Fields,
  ) => Promise<void>;
  readonly ask: (legalEntity: string, customer: string, order: string) => Promise<CallAnswer<'request-checkpoint'>>;
  /** An order of that amount, asked at once: the answer with whose limits hold it. */
  readonly decide: (legalEntity: string, customer: string, order: string, amount: string) => Promise<readonly string[]>;
  readonly stored: () => Promise<GroupAccount>;
  /** The sums of the group as stored, and those of its members' positions added up. */
  readonly sums: () => Promise<{ readonly group: ExposureSums; readonly members: ExposureSums }>;
};

export const group = 'G' as CreditGroupId;
export const aGroup = (wishes: Fields = {}): Fields => ({
  description: 'Northwind',
  creditLimit: '20000',
  currency: 'EUR',
  expiryDate: '2099-12-31',
  ...wishes,
});

export async function startGroupDesk(options: HarnessOptions = {}): Promise<GroupDesk> {
  const harness = await startHarness(options);
  const call: GroupDesk['call'] = (name, params = {}, body = undefined, more = {}) =>
    harness.call(name, { as: 'ann', params: params as Record<string, string>, body, ...more });
  const done: GroupDesk['done'] = async (name, params, body, more) => {
    const answer = await call(name, params, body, more);
    if (answer.status >= 300) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  };
  for (const legalEntity of ['ACME', 'BETA']) {
    const body = { name: legalEntity, baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };
    await done('put-legal-entity', { legalEntity }, body, { as: 'root' });
    await harness.grant('ann', legalEntity, ['credit-admin', 'credit-manager', 'order-intake', 'auditor']);
  }
  const desk: GroupDesk = {
    harness,
    call,
    done,
    group: (wishes, ifMatch) =>
      call('put-customer-credit-group', { group }, aGroup(wishes), { headers: { 'if-match': ifMatch } }),
    customer: async (legalEntity, customer, wishes = {}) => {
      await done('put-customer', { legalEntity, customer }, { name: customer, currency: 'EUR', ...wishes });
    },
    join: (legalEntity, customer) => call('put-customer-credit-group-member', { group, legalEntity, customer }),
    leave: (legalEntity, customer) => call('delete-customer-credit-group-member', { group, legalEntity, customer }),
    rule: async (legalEntity, rule) => {
      await done('put-rule', { legalEntity, rule: 'R1' }, { kind: 'blocking', scope: 'all', ...rule });
    },
    parameters: async (legalEntity, changes) => {
      const { body } = await done('get-parameters', { legalEntity });
      await done('put-parameters', { legalEntity }, { ...body, ...changes }, { headers: { 'if-match': '*' } });
    },
    invoice: async (legalEntity, customer, invoice, amount) => {
      const body = { customer, date: '2026-06-01', dueDate: '2026-07-01', amount, currency: 'EUR' };
      await done('put-invoice', { legalEntity, invoice }, body);
    },
    order: async (legalEntity, customer, order, amount, wishes = {}) => {
      const body = { customer, version: 1, state: 'draft', amount, currency: 'EUR', ...wishes };
      await done('put-order', { legalEntity, order }, body);
    },
    ask: (legalEntity, customer, order) =>
      call(
        'request-checkpoint',
        { legalEntity },
        { customer, order, checkpoint: 'confirmation', mode: 'posting' },
        { headers: { 'idempotency-key': `ask-${order}` } },
      ),
    decide: async (legalEntity, customer, order, amount) => {
      await desk.order(legalEntity, customer, order, amount);
      const { body } = await desk.ask(legalEntity, customer, order);
      return [body.answer, ...body.reasons.map(({ code, limit }) => `${code} ${limit ?? ''}`)];
    },
    stored: async () => {
      const found = await findGroup(group, true);
      if (found === undefined) throw new Error('the group is missing');
      return found;
    },
    sums: async () => {
      const members = await readMembers(group);
      const positions = await Promise.all(
        members.map(({ legalEntity, customer }) => readCredit(entityOfRecord(legalEntity), customer, true)),
      );
      const added = positions.reduce((sum, { position }) => plus(sum, position.sums), noExposure);
      return { group: (await desk.stored()).position.sums, members: added };
    },
  };
  return desk;
}

export function creditOf(legalEntity: string, customer: string) {
  return readCredit(legalEntity as AuthorizedEntity, customer as CustomerId, true);
}
