import * as z from 'zod/mini';
import { parseCivilDate, type CivilDate } from '../domain/civil-date.ts';
import { minorUnitsOf } from '../domain/currency.ts';
import type {
  ApprovalRequestId,
  AdjustmentId,
  AdjustmentLineId,
  CreditNoteId,
  CreditGroupId,
  CustomerId,
  HoldId,
  Id,
  ImportId,
  InvoiceId,
  JobId,
  LegalEntityId,
  OrderId,
  PackingSlipId,
  PaymentId,
  RequestId,
  RuleId,
  ScheduleId,
  SettlementId,
  Subject,
} from '../domain/ids.ts';
import { parseAmount } from '../domain/money.ts';
import { parsePercent } from '../domain/percent.ts';

/** §16: 1 to 64 characters, none of them a control character or half of one. */
function idOf<T extends Id<string>>(
  example: string,
  pattern = /^[^\p{Cc}\p{Cs}]{1,64}$/u,
  otherwise = 'must be 1 to 64 characters without control characters',
): z.ZodMiniType<T, string> {
  const schema = z.string().check(z.regex(pattern, otherwise), z.meta({ examples: [example] }));
  return schema as unknown as z.ZodMiniType<T, string>;
}

/** The names of two members that JavaScript's objects have and readers obey: no member of ours may be named so. */
const notAMember = '(?!(?:__proto__|constructor)$)';

/** Grants are kept by it. */
export const legalEntityId = idOf<LegalEntityId>(
  'ACME',
  new RegExp(`^${notAMember}[^\\p{Cc}\\p{Cs}]{1,64}$`, 'u'),
  'must be 1 to 64 characters without control characters, and neither __proto__ nor constructor',
);
export const creditGroupId = idOf<CreditGroupId>('CG-1001');
export const customerId = idOf<CustomerId>('C-1001');
export const orderId = idOf<OrderId>('SO-1001');
export const packingSlipId = idOf<PackingSlipId>('PS-1001');
export const invoiceId = idOf<InvoiceId>('INV-1001');
export const creditNoteId = idOf<CreditNoteId>('CN-1001');
export const paymentId = idOf<PaymentId>('PAY-1001');
export const settlementId = idOf<SettlementId>('SET-1001');
/** An order's id, a dot and a number. */
export const holdId = idOf<HoldId>('SO-1001.1', /^[^\p{Cc}\p{Cs}]{1,80}$/u, 'must be 1 to 80 characters');
/** A hold's id, a dot and a number. */
export const approvalRequestId = idOf<ApprovalRequestId>(
  'SO-1001.1.1',
  /^[^\p{Cc}\p{Cs}]{1,96}$/u,
  'must be 1 to 96 characters',
);
/** Longer where a document or the system itself caused the decision; those begin with `~`. */
export const requestId = idOf<RequestId>('REQ-1001', /^[^\p{Cc}\p{Cs}]{1,512}$/u, 'must be 1 to 512 characters');
/** An id that a caller gives to its request. */
export const givenRequestId = idOf<RequestId>(
  'REQ-1001',
  /^(?!~)[^\p{Cc}\p{Cs}]{1,64}$/u,
  'must be 1 to 64 characters without control characters, not beginning with ~',
);
export const importId = idOf<ImportId>('go-live-customers');
export const jobId = idOf<JobId>('k3nT0pQ9c2YxV1bR8sZuWg');
/** A credit limit adjustment's number, which it is given (§12.1). */
export const adjustmentId = idOf<AdjustmentId>('ADJ-000001');
export const adjustmentLineId = idOf<AdjustmentLineId>('1');
export const scheduleId = idOf<ScheduleId>('NIGHTLY');
export const ruleId = idOf<RuleId>('R-100');
export const subject = idOf<Subject>('ann');
/** A code of set-up: terms of payment, reasons, statuses. */
export const code = z
  .string()
  .check(z.regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u, 'must be 1 to 64 characters without control characters'));
/** A code that is the name of a member, of something that people name as they like. */
export const memberName = z
  .string()
  .check(
    z.regex(
      new RegExp(`^${notAMember}[^\\p{Cc}\\p{Cs}]{1,64}$`, 'u'),
      'must be 1 to 64 characters without control characters, and not constructor',
    ),
  );
export const description = z
  .string()
  .check(z.regex(/^[^\p{Cc}\p{Cs}]{0,200}$/u, 'must be at most 200 characters without control characters'));
export const note = z
  .string()
  .check(
    z.maxLength(2_000),
    z.regex(/^\P{Cs}*$/u, 'must be text that Unicode can encode: a half of a character is none'),
  );

/** A decimal, never a JSON number (§16); whether it fits its currency is checked beside it by `amountsFit`. */
export const amount = z
  .string()
  .check(
    z.regex(/^-?(0|[1-9]\d{0,18})(\.\d{1,4})?$/, 'must be a decimal such as 1250.00'),
    z.meta({ examples: ['1250.00'] }),
  );

export const percent = z.string().check(
  z.refine((text) => parsePercent(text) !== undefined, 'must be a percent such as 75 or 12.5, at most four decimals'),
  z.meta({ examples: ['75'] }),
);

/** ISO 4217 */
export const currency = z.string().check(
  z.refine((text) => minorUnitsOf(text) !== undefined, 'must be a currency of ISO 4217'),
  z.meta({ examples: ['EUR'] }),
);

export const civilDate = z.string().check(
  z.refine((text) => parseCivilDate(text) !== undefined, 'must be a date that exists, YYYY-MM-DD'),
  z.meta({ examples: ['2026-06-15'], format: 'date' }),
) as unknown as z.ZodMiniType<CivilDate, string>;

/** The version of a document or of anything people edit. */
export const version = z.int().check(z.minimum(0), z.maximum(1_000_000_000_000_000));

type Path = readonly (string | number)[];
type AmountAt = { readonly path: Path; readonly amount: string | undefined | null; readonly min?: 'zero' | 'positive' };

/** A check for `superRefine`: each amount has no more decimals than the currency and is in range (§16). */
export function amountsFit<B>(amountsOf: (body: B) => readonly AmountAt[], currencyOf: (body: B) => string) {
  return (body: B, refinement: z.core.$RefinementCtx<B>): void => {
    const name = currencyOf(body);
    if (minorUnitsOf(name) === undefined) return;
    for (const { path, amount, min } of amountsOf(body)) {
      if (amount === undefined || amount === null) continue;
      const parsed = parseAmount(amount, name);
      const message =
        parsed === undefined
          ? `has more decimals than ${name} or is out of range`
          : min === 'positive' && parsed <= 0n
            ? 'must be above zero'
            : min === 'zero' && parsed < 0n
              ? 'must not be below zero'
              : undefined;
      if (message !== undefined) refinement.issues.push({ code: 'custom', message, path: [...path], input: body });
    }
  };
}
