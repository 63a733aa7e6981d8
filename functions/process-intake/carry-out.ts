import type * as z from 'zod/mini';
import type { RequestId } from '../../domain/ids.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { takeCancellation } from '../cancel-order/operation.ts';
import { decode } from '../decode.ts';
import { intakeMessages, type Envelope } from '../intake-message.ts';
import { takeCreditNote } from '../put-credit-note/operation.ts';
import { takeInvoice } from '../put-invoice/operation.ts';
import { receiveOrder } from '../put-order/operation.ts';
import type { Sender } from '../sender.ts';
import { takePackingSlip } from '../put-packing-slip/operation.ts';
import { takePayment } from '../put-payment/operation.ts';
import { askCheckpoint } from '../request-checkpoint/operation.ts';
import { takePackingSlipReversal } from '../reverse-packing-slip/operation.ts';
import {
  takeCreditNoteSettlement,
  takeCreditNoteSettlementReversal,
  takePaymentReversal,
  takePaymentSettlement,
  takePaymentSettlementReversal,
} from '../take-settlement.ts';

type Type = Envelope['type'];
type Data<T extends Type> = z.output<(typeof intakeMessages)[T]['data']>;
type Taker<D> = (entity: AuthorizedEntity, data: D, sender: Sender, id: RequestId) => Promise<unknown>;

const takers: { readonly [T in Type]: Taker<Data<T>> } = {
  order: unlessOutdated(receiveOrder),
  'order-cancellation': takeCancellation,
  'packing-slip': takePackingSlip,
  'packing-slip-reversal': takePackingSlipReversal,
  invoice: takeInvoice,
  'credit-note': takeCreditNote,
  payment: takePayment,
  'payment-settlement': takePaymentSettlement,
  'payment-settlement-reversal': takePaymentSettlementReversal,
  'payment-reversal': takePaymentReversal,
  'credit-note-settlement': takeCreditNoteSettlement,
  'credit-note-settlement-reversal': takeCreditNoteSettlementReversal,
  'checkpoint-request': (entity, asked, sender, request) => askCheckpoint(entity, asked, { ...sender, request }),
};

/** §15.1: carries a message out as the operation of its type. */
export async function carryOut(entity: AuthorizedEntity, { type, id, data }: Envelope, sender: Sender): Promise<void> {
  // The type names both the schema and who takes what it gives; the compiler cannot follow one through the other.
  const take = takers[type] as Taker<unknown>;
  await take(entity, decode(intakeMessages[type].data, data, '/data'), sender, id);
}

/** §15.1: a version that a newer one has overtaken is what queues do, not a mistake of the sender. */
function unlessOutdated<D>(take: (entity: AuthorizedEntity, data: D, sender: Sender) => Promise<unknown>): Taker<D> {
  return async (entity, data, sender) => {
    try {
      await take(entity, data, sender);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'order-version-outdated')) throw error;
    }
  };
}
