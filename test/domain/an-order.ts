import type { CheckpointQuestion } from '../../domain/checkpoint.ts';
import type { CreditState, Moment } from '../../domain/credit-state.ts';
import type { Customer } from '../../domain/customer.ts';
import type { Reason, ReasonCode } from '../../domain/evaluation.ts';
import type { Hold, HoldEnd, HoldReason } from '../../domain/hold.ts';
import type { CustomerId, HoldId, OrderId } from '../../domain/ids.ts';
import type { CompetingHold } from '../../domain/older-holds.ts';
import type { Order, OrderTerms } from '../../domain/order.ts';
import type { Ageing, ExposureSums } from '../../domain/position.ts';
import { nothingOpen } from '../../domain/receivables.ts';
import { aCustomer, businessDay, eur, everySum } from './a-situation.ts';

export const now = '2026-06-15T10:00:00.000Z';
export const moment: Moment = { today: businessDay, now };

export function terms(wishes: Partial<OrderTerms> = {}): OrderTerms {
  return { version: 1, amount: eur('1000'), ...wishes };
}

/** A draft of 1,000 EUR that nobody asked about yet. */
export function anOrder(wishes: Partial<Order> = {}): Order {
  return {
    order: 'O1' as OrderId,
    customer: 'C1' as CustomerId,
    state: 'draft',
    terms: terms(),
    delivered: 0n,
    invoiced: 0n,
    counts: false,
    createdWith: {},
    isIntercompany: false,
    contentHash: 'hash-1',
    isRejected: false,
    holdCount: 0,
    ...wishes,
  };
}

export function aReason(code: ReasonCode, isActive = true): HoldReason {
  const reason: Reason = { code, rules: [], operands: {}, clearances: [] };
  return { code, isActive, atHold: reason, ...(isActive ? { now: reason } : {}) };
}

/** An open hold of O1 that stopped its confirmation. */
export function aHold(wishes: Partial<Hold> = {}): Hold {
  return {
    hold: 'O1.1' as HoldId,
    order: 'O1' as OrderId,
    customer: 'C1' as CustomerId,
    heldAt: '2026-06-14T08:00:00.000Z',
    number: 2,
    state: 'open',
    reasons: [aReason('credit-limit-used')],
    posting: { checkpoint: 'confirmation', mode: 'posting' },
    amountAtHold: eur('1000'),
    amount: eur('1000'),
    shortfall: 0n,
    rulebook: 7,
    version: 1,
    ...wishes,
  };
}

/** O1 on its hold, counted. */
export function aHeldOrder(hold: Partial<Hold> = {}, order: Partial<Order> = {}): CompetingHold {
  const held = aHold(hold);
  return { hold: held, order: anOrder({ counts: true, openHold: held.hold, holdCount: 1, ...order }) };
}

export type StateWishes = {
  readonly customer?: Partial<Customer>;
  /** In every sum. */
  readonly balance?: bigint;
  readonly sums?: ExposureSums;
  readonly ageing?: Ageing;
};

/** C1 with a limit of 8,000 EUR who owes nothing. */
export function aCreditState({
  customer,
  balance = 0n,
  sums = everySum(balance),
  ageing = nothingOpen,
}: StateWishes = {}): CreditState {
  return { customer: aCustomer(customer), sums, ageing, changes: 1 };
}

export const confirmation: CheckpointQuestion = { checkpoint: 'confirmation', mode: 'posting' };

export function endedBy(by: string, withPosting = false): HoldEnd {
  return { by, at: now, reason: 'OK', withPosting };
}
