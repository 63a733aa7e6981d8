import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { OperationName } from '../../../functions/operations.ts';
import { entity, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';
import { documents, type Sent } from './documents.ts';
import { modelOf } from './documents-model.ts';

let desk: DocumentsDesk;
beforeAll(async () => {
  desk = await startDocumentsDesk();
});

type Path = { readonly operation: OperationName; readonly id: string };

const paths: Readonly<Record<Exclude<Sent['kind'], 'settlement' | 'settlement-reversal'>, Path>> = {
  order: { operation: 'put-order', id: 'order' },
  cancellation: { operation: 'cancel-order', id: 'order' },
  'payment-reversal': { operation: 'reverse-payment', id: 'payment' },
  'packing-slip': { operation: 'put-packing-slip', id: 'packingSlip' },
  'packing-slip-reversal': { operation: 'reverse-packing-slip', id: 'packingSlip' },
  invoice: { operation: 'put-invoice', id: 'invoice' },
  'credit-note': { operation: 'put-credit-note', id: 'creditNote' },
  payment: { operation: 'put-payment', id: 'payment' },
};

/** Each run has ids and a customer of its own, on one table. */
async function send(run: string, { kind, id, of, body }: Sent): Promise<void> {
  const { operation, params } = addressOf(run, { kind, id, of });
  const named = (found: string | undefined) => (found === undefined ? {} : { found: `${run}${found}` });
  const { order, invoice, settlements, ...rest } = body;
  const { status } = await desk.call(operation, params, {
    ...rest,
    customer: run,
    ...(order === undefined ? {} : { order: named(order).found }),
    ...(invoice === undefined ? {} : { invoice: named(invoice).found }),
    ...(settlements === undefined
      ? {}
      : { settlements: settlements.map((one) => ({ ...one, invoice: `${run}${one.invoice}` })) }),
  });
  // An older version of an order that comes late is refused, and changes nothing.
  if (status >= 300 && !(kind === 'order' && status === 409)) throw new Error(`${operation}: ${status}`);
}

function addressOf(run: string, { kind, id, of }: Pick<Sent, 'kind' | 'id'> & { readonly of: string | undefined }) {
  if (kind !== 'settlement' && kind !== 'settlement-reversal') {
    const { operation, id: name } = paths[kind];
    return { operation, params: { ...(of === undefined ? {} : { order: `${run}${of}` }), [name]: `${run}${id}` } };
  }
  const [type, credit] =
    of?.startsWith('P') === true ? (['payment', 'payment'] as const) : (['credit-note', 'creditNote'] as const);
  const operation: OperationName = kind === 'settlement' ? `put-${type}-settlement` : `reverse-${type}-settlement`;
  return { operation, params: { [credit]: `${run}${of}`, settlement: `${run}${id}` } };
}

let runs = 0;

async function outcomeOf(arrivals: readonly Sent[]) {
  runs += 1;
  const run = `R${runs}-`;
  await desk.addCustomer(run);
  for (const document of arrivals) await send(run, document);
  const invoices = arrivals.filter(({ kind }) => kind === 'invoice').map(({ id }) => id);
  const opens = await Promise.all(
    [...new Set(invoices)].toSorted().map(async (invoice) => {
      const { body } = await desk.call('get-invoice', { invoice: `${run}${invoice}` });
      return [invoice, body.open];
    }),
  );
  const params = { legalEntity: entity, customer: run };
  const { body } = await desk.harness.call('reconcile-customer', { as: 'mia', params, body: {} });
  expect(body.differences).toEqual([]);
  const { position, ageing } = await desk.credit(run);
  return { sums: position.sums, items: ageing.items, unappliedCash: ageing.unappliedCash, opens };
}

it('ends in the sums of the documents, whatever the order and however often they arrive (§15.1)', async () => {
  const arrivals = documents.chain((sent) => {
    const repeated = fc.subarray(sent as Sent[], { maxLength: Math.min(3, sent.length) });
    return repeated.chain((again) => {
      const all = [...sent, ...again];
      const shuffled = fc.shuffledSubarray(all, { minLength: all.length });
      return fc.record({ sent: fc.constant(sent), shuffled });
    });
  });
  await fc.assert(
    fc.asyncProperty(arrivals, async ({ sent, shuffled }) => {
      expect(await outcomeOf(shuffled)).toEqual(modelOf(sent));
    }),
    { seed: 20260615, numRuns: 150, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false },
  );
}, 40_000);
