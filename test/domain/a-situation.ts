import type { CivilDate } from '../../domain/civil-date.ts';
import type { Customer } from '../../domain/customer.ts';
import type { Situation } from '../../domain/evaluation.ts';
import type { CustomerId, OrderId } from '../../domain/ids.ts';
import { parseAmount } from '../../domain/money.ts';
import type { OrderUnderTest, Posting } from '../../domain/order.ts';
import type { ExposureSums } from '../../domain/position.ts';

export const businessDay = '2026-06-15' as CivilDate;

export function day(text: string): CivilDate {
  return text as CivilDate;
}

export function eur(text: string): bigint {
  const minor = parseAmount(text, 'EUR');
  if (minor === undefined) throw new Error(`no amount: ${text}`);
  return minor;
}

export function aCustomer(wishes: Partial<Customer> = {}): Customer {
  return {
    customer: 'C1' as CustomerId,
    name: 'Customer',
    currency: 'EUR',
    creditLimit: eur('8000'),
    creditLimitDate: day('2026-01-01'),
    unlimited: false,
    mandatoryLimit: false,
    excludeFromCreditManagement: false,
    userDefinedScores: {},
    withAgency: false,
    titleHeld: false,
    temporaryLimits: [],
    policies: [],
    ...wishes,
  };
}

export type SituationWishes = {
  readonly today?: CivilDate;
  readonly customer?: Partial<Customer>;
  /** Its amount, nothing of it delivered or invoiced. */
  readonly orderAmount?: bigint;
  readonly order?: Partial<OrderUnderTest>;
  readonly posting?: Partial<Posting>;
  /** Open receivables that no ageing shows: in every sum. */
  readonly balance?: bigint;
  readonly sums?: ExposureSums;
  readonly ownShare?: ExposureSums;
  readonly olderHolds?: bigint;
  /** Open amounts by due date. They are part of the balance that is asked for. */
  readonly due?: Readonly<Record<string, bigint>>;
  readonly unappliedCash?: bigint;
};

export function aSituation(wishes: SituationWishes = {}): Situation {
  return {
    today: wishes.today ?? businessDay,
    customer: aCustomer(wishes.customer),
    order: {
      order: 'O1' as OrderId,
      customer: 'C1' as CustomerId,
      ledger: { amount: wishes.orderAmount ?? eur('1000'), delivered: 0n, invoiced: 0n },
      paymentTermsBasis: [],
      settlementDiscountBasis: [],
      ...wishes.order,
    },
    posting: { checkpoint: 'confirmation', mode: 'posting', ...wishes.posting },
    sums: wishes.sums ?? everySum(wishes.balance ?? 0n),
    ownShare: wishes.ownShare ?? everySum(0n),
    olderHolds: wishes.olderHolds,
    ageing: {
      items: Object.entries(wishes.due ?? {})
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([dueDate, open]) => ({ dueDate: day(dueDate), open })),
      unappliedCash: wishes.unappliedCash ?? 0n,
    },
  };
}

export function everySum(amount: bigint): ExposureSums {
  return { balance: amount, toDelivered: amount, toOrders: amount, toHeld: amount };
}
