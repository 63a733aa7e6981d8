import type { CustomerId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import type { OperationName } from '../../../functions/operations.ts';
import { queryPartition } from '../../../functions/store/credit-state.ts';
import { customerPartition } from '../../../functions/store/keys.ts';
import { startHarness, type CallAnswer, type Harness } from '../../harness/start-harness.ts';

export type CustomerDesk = {
  readonly harness: Harness;
  /** A call of `root`, who is administrator and credit manager of ACME. */
  readonly call: <N extends OperationName>(
    name: N,
    params?: Readonly<Record<string, string>>,
    body?: unknown,
    ifMatch?: string,
  ) => Promise<CallAnswer<N>>;
  readonly put: (customer: string, wishes?: object, ifMatch?: string) => Promise<CallAnswer<'put-customer'>>;
  readonly get: (customer: string) => Promise<CallAnswer<'get-customer'>>;
};

/** A fresh table with the legal entity ACME, kept in euros in Berlin. */
export async function startCustomerDesk(): Promise<CustomerDesk> {
  const harness = await startHarness();
  const body = { name: 'Acme', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };
  const legalEntity = 'ACME';
  await harness.call('put-legal-entity', { as: 'root', params: { legalEntity }, body });
  await harness.grant('root', legalEntity, ['credit-admin', 'credit-manager']);
  const call: CustomerDesk['call'] = (name, params = {}, sent = undefined, ifMatch = undefined) =>
    harness.call(name, {
      as: 'root',
      params: { legalEntity, ...params },
      body: sent,
      headers: { 'if-match': ifMatch },
    });
  return {
    harness,
    call,
    put: (customer, wishes = {}, ifMatch = undefined) =>
      call('put-customer', { customer }, { name: 'Northwind', currency: 'EUR', ...wishes }, ifMatch),
    get: (customer) => call('get-customer', { customer }),
  };
}

/** Every item in the partition of a customer of ACME whose sort key begins with `prefix`. */
export function storedItems(customer: string, prefix: string) {
  const partition = customerPartition('ACME' as AuthorizedEntity, customer as CustomerId);
  return queryPartition(partition, prefix, true);
}
