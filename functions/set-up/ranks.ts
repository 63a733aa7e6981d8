import * as z from 'zod/mini';
import { description } from '../wire.ts';
import { collection } from './collection.ts';

/** §2.6: a higher rank is the worse one for us; equal ranks are equal. */
const rank = z.strictObject({ description, rank: z.int().check(z.minimum(-1_000_000), z.maximum(1_000_000)) });

export const paymentTermsRanks = collection({
  name: 'paymentTermsRanks',
  id: 'paymentTerms',
  path: 'payment-terms-ranks',
  noun: 'rank of terms of payment',
  value: rank,
});

export const settlementDiscountRanks = collection({
  name: 'settlementDiscountRanks',
  id: 'settlementDiscount',
  path: 'settlement-discount-ranks',
  noun: 'rank of a settlement discount',
  value: rank,
});
