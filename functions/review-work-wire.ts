import * as z from 'zod/mini';
import { formatAmount } from '../domain/money.ts';
import { reviewKinds } from '../domain/review-work.ts';
import { twoDecimals } from './credit-position-wire.ts';
import type { FoundWork } from './store/find-review-work.ts';
import type { ListedWork } from './store/review-work.ts';
import { amount, civilDate, code, creditGroupId, currency, customerId, legalEntityId } from './wire.ts';

const subject = z.union([
  z.strictObject({ kind: z.literal('customer'), id: customerId }),
  z.strictObject({ kind: z.literal('customer-credit-group'), id: creditGroupId }),
]);

/** What somebody has to look at again, as list and event tell it. */
export const reviewWork = z.strictObject({
  legalEntity: legalEntityId,
  kind: z.enum(reviewKinds),
  subject,
  name: z.string().check(z.describe("The customer's name, or the group's description.")),
  creditManagementGroup: z.nullable(code),
  date: z.nullable(civilDate).check(z.describe('Review date, or last day of the limit or policy; null on the watch.')),
  limit: z.nullable(z.enum(['credit-limit', 'temporary-limit'])).check(z.describe('Which one expires.')),
  policy: z.nullable(z.string()).check(z.describe('Which one expires.')),
  amount: z
    .nullable(amount)
    .check(z.describe('Of the limit or policy that expires; on the watch the limit that applies.')),
  currency: z.nullable(currency).check(z.describe('Of the amounts here.')),
  exposure: z.nullable(amount).check(z.describe('On the watch.')),
  usedPercent: z.nullable(z.string()).check(
    z.meta({
      description: 'On the watch; null also where the limit is 0: more than every percent.',
      examples: ['95.00'],
    }),
  ),
  since: civilDate.check(z.describe('The business date on which it was found first.')),
});

type Shown = Pick<ListedWork, 'subject' | 'work' | 'since'> & Pick<FoundWork, 'name' | 'creditManagementGroup'>;

export function reviewWorkOnWire(
  legalEntity: string,
  { subject: of, work, since, name, creditManagementGroup }: Shown,
) {
  const money = (minor: bigint): string => ('currency' in work ? formatAmount(minor, work.currency) : '');
  return {
    legalEntity: legalEntity as z.input<typeof legalEntityId>,
    kind: work.kind,
    subject: of,
    name,
    creditManagementGroup: creditManagementGroup ?? null,
    date: 'date' in work ? work.date : null,
    limit: 'limit' in work ? work.limit : null,
    policy: 'policy' in work ? work.policy : null,
    amount: 'amount' in work ? money(work.amount) : null,
    currency: 'currency' in work ? work.currency : null,
    exposure: 'exposure' in work ? money(work.exposure) : null,
    usedPercent: 'used' in work && work.used !== undefined ? twoDecimals(work.used) : null,
    since,
  };
}
