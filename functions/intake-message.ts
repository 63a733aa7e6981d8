import * as z from 'zod/mini';
import type { RequestId } from '../domain/ids.ts';
import { Refusal } from '../domain/refusal.ts';
import type { AuthorizedEntity } from './actor.ts';
import { cancellationMessage } from './cancel-order/contract.ts';
import { takeCancellation } from './cancel-order/operation.ts';
import { decode } from './decode.ts';
import type { OperationName } from './operations.ts';
import { creditNoteMessage } from './put-credit-note/contract.ts';
import { takeCreditNote } from './put-credit-note/operation.ts';
import { invoiceMessage } from './put-invoice/contract.ts';
import { takeInvoice } from './put-invoice/operation.ts';
import { orderMessage } from './put-order/contract.ts';
import { receiveOrder, type Sender } from './put-order/operation.ts';
import { packingSlipMessage } from './put-packing-slip/contract.ts';
import { takePackingSlip } from './put-packing-slip/operation.ts';
import { paymentMessage } from './put-payment/contract.ts';
import { takePayment } from './put-payment/operation.ts';
import { checkpointMessage } from './request-checkpoint/contract.ts';
import { askCheckpoint } from './request-checkpoint/operation.ts';
import { givenRequestId, legalEntityId, subject } from './wire.ts';

/** What every message comes in (§15.1). `id` names the intent: the same id again is the same message. */
export const envelope = z.strictObject({
  id: givenRequestId,
  type: z.enum([
    'order',
    'order-cancellation',
    'packing-slip',
    'invoice',
    'credit-note',
    'payment',
    'checkpoint-request',
  ]),
  legalEntity: legalEntityId,
  occurredAt: z.iso.datetime({ offset: true }),
  data: z.unknown(),
});
export type Envelope = z.output<typeof envelope>;

/** What the router hands on: the envelope, and who sent it. */
export const forwarded = z.strictObject({ envelope, subject });

type Intake<S extends z.ZodMiniType> = {
  /** Whose roles may send it: the operation that does the same over HTTP. */
  readonly operation: OperationName;
  readonly data: S;
  readonly carryOut: (entity: AuthorizedEntity, data: z.output<S>, sender: Sender, id: RequestId) => Promise<unknown>;
};

function intake<S extends z.ZodMiniType>(declared: Intake<S>): Intake<S> {
  return declared;
}

/** Each type of message is the operation of the same name, without HTTP. */
export const intakeMessages = {
  order: intake({ operation: 'put-order', data: orderMessage, carryOut: unlessOutdated(receiveOrder) }),
  'order-cancellation': intake({ operation: 'cancel-order', data: cancellationMessage, carryOut: takeCancellation }),
  'packing-slip': intake({ operation: 'put-packing-slip', data: packingSlipMessage, carryOut: takePackingSlip }),
  invoice: intake({ operation: 'put-invoice', data: invoiceMessage, carryOut: takeInvoice }),
  'credit-note': intake({ operation: 'put-credit-note', data: creditNoteMessage, carryOut: takeCreditNote }),
  payment: intake({ operation: 'put-payment', data: paymentMessage, carryOut: takePayment }),
  'checkpoint-request': intake({
    operation: 'request-checkpoint',
    data: checkpointMessage,
    carryOut: (entity, asked, sender, request) => askCheckpoint(entity, asked, { ...sender, request }),
  }),
} as const satisfies {
  readonly [T in Envelope['type']]: { readonly operation: OperationName; readonly data: z.ZodMiniType };
};

/** §15.1: a version that a newer one has overtaken is what queues do, not a mistake of the sender. */
function unlessOutdated<D>(carryOut: (entity: AuthorizedEntity, data: D, sender: Sender) => Promise<unknown>) {
  return async (entity: AuthorizedEntity, data: D, sender: Sender): Promise<void> => {
    try {
      await carryOut(entity, data, sender);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'order-version-outdated')) throw error;
    }
  };
}

/** Carries a message out; the union of its types is closed, so each gets the data of its own schema. */
export async function carryOut(entity: AuthorizedEntity, { type, id, data }: Envelope, sender: Sender): Promise<void> {
  const { data: schema, carryOut: run }: Intake<z.ZodMiniType> = intakeMessages[
    type
  ] as unknown as Intake<z.ZodMiniType>;
  await run(entity, decode(schema, data, '/data'), sender, id);
}
