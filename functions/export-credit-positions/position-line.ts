import * as z from 'zod/mini';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import { writeCreditPosition } from '../credit-position-wire.ts';
import type { CreditStanding } from '../store/credit-standing.ts';
import { amount, civilDate, creditGroupId, currency, customerId, legalEntityId } from '../wire.ts';

const known = z.nullable(amount);

/** One line of the export: §5.7 without what is behind it. */
export const positionLine = z.strictObject({
  legalEntity: legalEntityId,
  customer: customerId,
  name: z.string(),
  creditManagementGroup: z.nullable(z.string()),
  businessDate: civilDate,
  currency: currency.check(z.describe('Of the amounts, but for those of the group.')),
  openReceivables: known,
  deliveredNotInvoiced: known,
  openOrders: known,
  openOrdersOnHold: known,
  exposure: known,
  limitSource: z.enum(['credit-limit', 'temporary-limit', 'unlimited']),
  limit: known.check(z.describe('The limit that checks use; null without one, and where a rate is missing.')),
  expiryDate: z.nullable(civilDate),
  limitsTested: z.array(z.enum(['group', 'own'])),
  available: known,
  usedPercent: z.nullable(z.string()),
  overdue: known,
  worstDaysOverdue: z.nullable(z.int()),
  oldestDueDate: z.nullable(civilDate),
  current: known,
  days1To30: known,
  days31To60: known,
  days61To90: known,
  days91To180: known,
  over180: known,
  unappliedCash: known,
  creditGroup: z.nullable(creditGroupId),
  groupCurrency: z.nullable(currency),
  groupExposure: known,
  groupLimit: known,
  groupAvailable: known,
  groupUsedPercent: z.nullable(z.string()),
  documentsWithoutRate: z.int(),
});

const noAgeing = {
  current: null,
  days1To30: null,
  days31To60: null,
  days61To90: null,
  days91To180: null,
  over180: null,
} as const;

export function positionLineOf(
  rulebook: Rulebook,
  { state, unknown, waiting }: CreditStanding,
  today: CivilDate,
): z.input<typeof positionLine> {
  const found = writeCreditPosition(rulebook, state, today, unknown);
  const { customer, businessDate, exposure, limit, limitsTested, available, usedPercent, unappliedCash } = found;
  const { overdue, group } = found;
  return {
    legalEntity: rulebook.legalEntity,
    customer,
    name: state.customer.name,
    creditManagementGroup: state.customer.creditManagementGroup ?? null,
    businessDate,
    currency: found.currency,
    ...found.components,
    exposure,
    limitSource: limit.source,
    limit: limit.source === 'unlimited' ? null : limit.total,
    expiryDate: limit.expiryDate,
    limitsTested,
    available,
    usedPercent,
    overdue: overdue?.total ?? null,
    worstDaysOverdue: overdue?.worstDays ?? null,
    oldestDueDate: overdue?.oldestDueDate ?? null,
    ...(found.ageing ?? noAgeing),
    unappliedCash,
    creditGroup: group?.creditGroup ?? null,
    groupCurrency: group?.currency ?? null,
    groupExposure: group?.exposure ?? null,
    groupLimit: group?.limit ?? null,
    groupAvailable: group?.available ?? null,
    groupUsedPercent: group?.usedPercent ?? null,
    documentsWithoutRate: waiting.length,
  };
}
