import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { contentHash } from './hash.ts';

/** A reversal, of a payment, of a settlement or of a packing slip. */
export type Reversal = { readonly customer: CustomerId; readonly date: CivilDate; readonly contentHash: string };

/** `contentHash`: of all that it says beside what it reverses. */
export function reversal(customer: CustomerId, date: CivilDate): Reversal {
  return { customer, date, contentHash: contentHash({ date }) };
}

/** What is stored of one, by the date that it says. */
export function knownReversal(customer: CustomerId, reversedOn: CivilDate | undefined): Reversal | undefined {
  return reversedOn === undefined ? undefined : reversal(customer, reversedOn);
}
