import * as z from 'zod/mini';
import { cancellationMessage } from './cancel-order/cancellation-message.ts';
import type { OperationName } from './operations.ts';
import { creditNoteMessage } from './put-credit-note/credit-note-message.ts';
import { invoiceMessage } from './put-invoice/invoice-message.ts';
import { orderMessage } from './put-order/order-message.ts';
import { packingSlipMessage } from './put-packing-slip/packing-slip-message.ts';
import { paymentMessage } from './put-payment/payment-message.ts';
import { checkpointMessage } from './request-checkpoint/checkpoint-message.ts';
import { packingSlipReversalMessage } from './reverse-packing-slip/packing-slip-reversal-message.ts';
import {
  creditNoteSettlementMessage,
  creditNoteSettlementReversalMessage,
  paymentReversalMessage,
  paymentSettlementMessage,
  paymentSettlementReversalMessage,
} from './settlement-message.ts';
import { givenRequestId, legalEntityId, subject } from './wire.ts';

/** What every message comes in (§15.1). `id` names the intent: the same id again is the same message. */
export const envelope = z.strictObject({
  id: givenRequestId,
  type: z.enum([
    'order',
    'order-cancellation',
    'packing-slip',
    'packing-slip-reversal',
    'invoice',
    'credit-note',
    'payment',
    'payment-settlement',
    'payment-settlement-reversal',
    'payment-reversal',
    'credit-note-settlement',
    'credit-note-settlement-reversal',
    'checkpoint-request',
  ]),
  legalEntity: legalEntityId,
  occurredAt: z.iso.datetime({ offset: true }),
  data: z.unknown(),
});
export type Envelope = z.output<typeof envelope>;

/** What the router hands on: the envelope, and who sent it. */
export const forwarded = z.strictObject({ envelope, subject });

/** Each type of message asks for the operation of the same name, without HTTP: whose roles may send it, and with what data. */
export const intakeMessages = {
  order: { operation: 'put-order', data: orderMessage },
  'order-cancellation': { operation: 'cancel-order', data: cancellationMessage },
  'packing-slip': { operation: 'put-packing-slip', data: packingSlipMessage },
  'packing-slip-reversal': { operation: 'reverse-packing-slip', data: packingSlipReversalMessage },
  invoice: { operation: 'put-invoice', data: invoiceMessage },
  'credit-note': { operation: 'put-credit-note', data: creditNoteMessage },
  payment: { operation: 'put-payment', data: paymentMessage },
  'payment-settlement': { operation: 'put-payment-settlement', data: paymentSettlementMessage },
  'payment-settlement-reversal': { operation: 'reverse-payment-settlement', data: paymentSettlementReversalMessage },
  'payment-reversal': { operation: 'reverse-payment', data: paymentReversalMessage },
  'credit-note-settlement': { operation: 'put-credit-note-settlement', data: creditNoteSettlementMessage },
  'credit-note-settlement-reversal': {
    operation: 'reverse-credit-note-settlement',
    data: creditNoteSettlementReversalMessage,
  },
  'checkpoint-request': { operation: 'request-checkpoint', data: checkpointMessage },
} as const satisfies {
  readonly [T in Envelope['type']]: { readonly operation: OperationName; readonly data: z.ZodMiniType };
};
