import type { CustomerId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import type { OperationName } from '../../../functions/operations.ts';
import { readCredit, type StoredCredit } from '../../../functions/store/credit-state.ts';
import { startHarness, type CallAnswer, type Harness } from '../../harness/start-harness.ts';

type Fields = Readonly<Record<string, unknown>>;

export const entity = 'ACME' as AuthorizedEntity;

export type DocumentsDesk = {
  readonly harness: Harness;
  /** A call of the sending system. */
  readonly call: <N extends OperationName>(name: N, params: Fields, body?: Fields) => Promise<CallAnswer<N>>;
  readonly addCustomer: (customer: string) => Promise<void>;
  readonly credit: (customer?: string) => Promise<StoredCredit>;
  /** The four sums in cents: balance, with delivered, with orders, with held orders. */
  readonly sums: (customer?: string) => Promise<readonly bigint[]>;
  /** Unapplied cash, then due date and open amount of what is open. */
  readonly ageing: (customer?: string) => Promise<readonly unknown[]>;
};

/** A fresh table with a legal entity, kept in euros, and customer C1. */
export async function startDocumentsDesk(): Promise<DocumentsDesk> {
  const harness = await startHarness();
  const body = { name: 'ACME', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };
  await harness.call('put-legal-entity', { as: 'root', params: { legalEntity: entity }, body });
  await harness.grant('erp', entity, ['order-intake']);
  await harness.grant('mia', entity, ['credit-manager']);
  const credit = (customer = 'C1') => readCredit(entity, customer as CustomerId, true);
  const desk: DocumentsDesk = {
    harness,
    call: (name, params, sent) =>
      harness.call(name, {
        as: 'erp',
        params: { legalEntity: entity, ...(params as Record<string, string>) },
        body: sent,
      }),
    addCustomer: async (customer) => {
      const params = { legalEntity: entity, customer };
      const sent = { name: customer, currency: 'EUR', creditLimit: '10000' };
      const { status } = await harness.call('put-customer', { as: 'mia', params, body: sent });
      if (status !== 201) throw new Error(`customer ${customer} was not created: ${status}`);
    },
    credit,
    sums: async (customer) => {
      const { balance, toDelivered, toOrders, toHeld } = (await credit(customer)).position.sums;
      return [balance, toDelivered, toOrders, toHeld];
    },
    ageing: async (customer) => {
      const { unappliedCash, items } = (await credit(customer)).ageing;
      return [unappliedCash, ...items.map(({ dueDate, open }) => [dueDate, open])];
    },
  };
  await desk.addCustomer('C1');
  return desk;
}

/** A valid body of each document: a test says what it is about. */
export const anInvoice = (wishes: Fields = {}): Fields => ({
  customer: 'C1',
  date: '2026-05-15',
  dueDate: '2026-06-14',
  amount: '1000',
  currency: 'EUR',
  ...wishes,
});
/** A payment, credit note or packing slip: they have the same fields. */
export const aDocument = (wishes: Fields = {}): Fields => ({
  customer: 'C1',
  date: '2026-06-10',
  amount: '1000',
  currency: 'EUR',
  ...wishes,
});
export const anOrder = (wishes: Fields = {}): Fields => ({
  customer: 'C1',
  version: 1,
  state: 'open',
  amount: '1000',
  currency: 'EUR',
  ...wishes,
});
