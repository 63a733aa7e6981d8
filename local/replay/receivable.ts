import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId, InvoiceId } from '../../domain/ids.ts';

/** One line of the file: an invoice and when it was paid. */
export type Receivable = {
  /** Of the file, the header being line 1. */
  readonly line: number;
  readonly customer: CustomerId;
  readonly invoice: InvoiceId;
  readonly date: CivilDate;
  readonly dueDate: CivilDate;
  /** Minor units of the file's currency. */
  readonly amount: bigint;
  /** Absent where it was not paid. */
  readonly settled: CivilDate | undefined;
  /** What the file says, or its dates where it says nothing: whole days from due to settled, 0 when early. */
  readonly daysLate: number | undefined;
  /** From its date; `undefined` likewise. */
  readonly daysToSettle: number | undefined;
};
