import fc from 'fast-check';

/** A document as a sender knows it; amounts in whole euros. */
export type Sent = {
  readonly kind:
    | 'order'
    | 'cancellation'
    | 'packing-slip'
    | 'packing-slip-reversal'
    | 'invoice'
    | 'credit-note'
    | 'payment'
    | 'payment-reversal'
    | 'settlement'
    | 'settlement-reversal';
  readonly id: string;
  /** The order of a packing slip and of its reversal; the payment or credit note of a settlement. */
  readonly of?: string;
  readonly body: {
    readonly amount?: string;
    readonly currency?: 'EUR';
    readonly version?: number;
    readonly state?: 'draft' | 'open' | 'closed';
    readonly date?: string;
    readonly dueDate?: string;
    readonly instalments?: readonly { readonly dueDate: string; readonly amount: string }[];
    readonly isDownPayment?: boolean;
    readonly order?: string;
    readonly invoice?: string;
    readonly reopensOrder?: boolean;
    readonly settlements?: readonly { readonly invoice: string; readonly amount: string }[];
  };
};

/** Few orders, invoices and dates, so that documents meet; amounts so that they over-deliver, over-invoice and over-settle. */
const amount = fc.integer({ min: 1, max: 9 }).map(String);
const order = fc.constantFrom('O1', 'O2');
const invoice = fc.constantFrom('I1', 'I2', 'I3');
const base = { currency: 'EUR', date: '2026-06-01' } as const;
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const version = (id: string, number: number, states: readonly ('draft' | 'open' | 'closed')[]) =>
  fc
    .record({ amount, state: fc.constantFrom(...states) })
    .map((body): Sent => ({ kind: 'order', id, body: { ...body, currency: 'EUR', version: number } }));

/** An order in up to two versions, and another. No draft comes after an open one: systems confirm, they do not take back. */
const orders = fc
  .tuple(
    maybe(version('O1', 0, ['draft', 'open', 'closed'])),
    maybe(version('O1', 1, ['open', 'closed'])),
    maybe(version('O2', 0, ['draft', 'open', 'closed'])),
  )
  .map((versions) => versions.filter((one) => one !== undefined));

const slips = fc.record({ amount, of: order }).map(({ of, ...body }) => ({ kind: 'packing-slip' as const, of, body }));

/** Of slips that were sent, of those of another order under the same id, or of none. */
const slipReversals = fc
  .uniqueArray(fc.record({ of: order, id: fc.constantFrom('S1', 'S2') }), {
    maxLength: 2,
    selector: ({ of, id }) => `${of} ${id}`,
  })
  .map((list) => list.map((one) => ({ ...one, kind: 'packing-slip-reversal' as const, body: { date: '2026-06-12' } })));

const dueDate = fc.constantFrom('2026-06-01', '2026-06-14', '2026-06-15');
const whole = fc.record({ amount, order: maybe(order), dueDate });

/** An invoice in instalments, whose dates are in no order and may be the same. */
const inInstalments = fc
  .record({ order: maybe(order), parts: fc.array(fc.record({ dueDate, amount }), { minLength: 1, maxLength: 3 }) })
  .map(({ parts, ...rest }) => ({
    ...rest,
    amount: String(parts.reduce((sum, part) => sum + Number(part.amount), 0)),
    instalments: parts,
  }));

const invoices = fc
  .record({ one: fc.oneof(whole, inInstalments), isDownPayment: fc.boolean() })
  .map(({ one, isDownPayment }) => ({
    kind: 'invoice' as const,
    body: one.order === undefined ? one : { ...one, isDownPayment },
  }));

const creditNotes = fc
  .record({ amount, invoice: maybe(invoice), order: maybe(order), reopens: fc.boolean() })
  .map(({ reopens, ...body }) => ({
    kind: 'credit-note' as const,
    body: { ...body, reopensOrder: reopens && body.order !== undefined },
  }));

const payments = fc
  .record({ rest: fc.integer({ min: 1, max: 5 }), parts: fc.dictionary(invoice, fc.integer({ min: 1, max: 9 })) })
  .map(({ rest, parts }) => {
    const settlements = Object.entries(parts).map(([id, part]) => ({ invoice: id, amount: String(part) }));
    const whole = Object.values(parts).reduce((sum, part) => sum + part, rest);
    return { kind: 'payment' as const, body: { amount: String(whole), settlements } };
  });

const cancellations = maybe(order).map((id) =>
  id === undefined ? [] : [{ kind: 'cancellation' as const, id, body: {} }],
);

const day = fc.constantFrom('2026-06-10', '2026-06-11');
const settledByAny = fc.constantFrom('P1', 'P2', 'N1');

/** Sent on their own, for payments and credit notes that settle invoices themselves, and that may never come. */
const settlements = fc
  .record({ of: settledByAny, invoice, amount, date: day })
  .map(({ of, ...body }) => ({ kind: 'settlement' as const, of, body }));

/** Of settlements that were sent, that came with their document (these have the id of their invoice), or that never were. */
const settlementReversals = fc
  .uniqueArray(fc.record({ of: settledByAny, id: fc.constantFrom('T1', 'T2', 'T3', 'I1', 'I2') }), {
    maxLength: 3,
    selector: ({ of, id }) => `${of} ${id}`,
  })
  .map((list) => list.map((one) => ({ ...one, kind: 'settlement-reversal' as const, body: { date: '2026-06-12' } })));

const bounced = fc
  .subarray(['P1', 'P2', 'P3'], { maxLength: 2 })
  .map((ids) => ids.map((id) => ({ kind: 'payment-reversal' as const, id, body: { date: '2026-06-12' } })));

type Unnumbered = Omit<Sent, 'id' | 'body'> & { readonly body: Omit<Sent['body'], 'currency'> };

const numbered = (letter: string, arbitrary: fc.Arbitrary<Unnumbered>, maxLength: number) =>
  fc
    .array(arbitrary, { maxLength })
    .map((list) =>
      list.map((one, index): Sent => ({ ...one, id: `${letter}${index + 1}`, body: { ...base, ...one.body } })),
    );

export const documents: fc.Arbitrary<readonly Sent[]> = fc
  .tuple(
    orders,
    numbered('S', slips, 2),
    slipReversals,
    numbered('I', invoices, 3),
    numbered('N', creditNotes, 2),
    numbered('P', payments, 3),
    numbered('T', settlements, 4),
    settlementReversals,
    bounced,
    cancellations,
  )
  .map((lists) => lists.flat());
