import * as z from 'zod/mini';
import { pageQuery } from './page.ts';
import { amount, customerId } from './wire.ts';

const open =
  'open: with something on account. A page of these may hold fewer than `limit`, or none, although there are more, as ' +
  '`nextCursor` then says.';

/** What the lists of a customer's payments and credit notes take. */
export const creditsQuery = z.extend(pageQuery, {
  customer: customerId,
  state: z._default(z.enum(['open', 'all']), 'open').check(z.describe(open)),
});
export type CreditsQuery = z.output<typeof creditsQuery>;

/** §5.5 */
export const onAccount = amount.check(
  z.describe(
    'What of it no invoice that has arrived takes. Where several together settle more of an invoice than it is, each shows the excess.',
  ),
);
