import {
  creditPositionOn,
  type CreditComponent,
  type CreditPosition,
  type GroupStanding,
} from '../domain/credit-position.ts';
import type { CivilDate } from '../domain/civil-date.ts';
import type { Rulebook } from '../domain/compile-rulebook.ts';
import type { CreditState } from '../domain/credit-state.ts';
import { formatAmount } from '../domain/money.ts';
import { formatPercent } from '../domain/percent.ts';
import type { PolicyEffect } from '../domain/policy-effects.ts';
import { limitOnWire } from './limit-wire.ts';
import { wireForm } from './wire-form.ts';

/** §5.7 as the API shows it. */
export function writeCreditPosition(
  rulebook: Rulebook,
  state: Omit<CreditState, 'changes'>,
  today: CivilDate,
  unknown: ReadonlySet<CreditComponent>,
) {
  const found = creditPositionOn(rulebook, state, today, unknown);
  const money = (amount: bigint | undefined): string | null =>
    amount === undefined ? null : formatAmount(amount, rulebook.currency);
  const { components } = found;
  const { customer } = state.customer;
  return {
    customer,
    businessDate: today,
    currency: rulebook.currency,
    components: {
      openReceivables: money(components.openReceivables),
      deliveredNotInvoiced: money(components.deliveredNotInvoiced),
      openOrders: money(components.openOrders),
      openOrdersOnHold: money(components.openOrdersOnHold),
    },
    exposure: money(found.exposure),
    limit: writeLimit(found.limit, rulebook.currency),
    limitsTested: [...found.limitsTested],
    available: money(found.available),
    usedPercent: found.used === undefined ? null : twoDecimals(found.used),
    ...writeReceivables(found.receivables, rulebook.currency),
    group: found.group === undefined ? null : writeGroup(found.group),
    documents: documentsOf(rulebook.legalEntity, customer),
  };
}

function writeReceivables(receivables: CreditPosition['receivables'], currency: string) {
  if (receivables === undefined) return { overdue: null, ageing: null, unappliedCash: null };
  const { overdue, ageing, unappliedCash } = receivables;
  const { total, oldest } = overdue;
  return {
    overdue: {
      total: formatAmount(total, currency),
      worstDays: oldest?.days ?? 0,
      oldestDueDate: oldest?.dueDate ?? null,
    },
    ageing: wireForm(ageing, currency),
    unappliedCash: formatAmount(unappliedCash, currency),
  };
}

function writeLimit(limit: CreditPosition['limit'], currency: string) {
  const { withPolicies, temporaryLimit, expiryDate, written } = limit;
  const ofLimit = written?.currency ?? currency;
  return {
    ...limitOnWire(limit, currency),
    creditLimit: formatAmount(limit.creditLimit, ofLimit),
    withPolicies: withPolicies === undefined ? null : formatAmount(withPolicies, currency),
    temporaryLimit:
      temporaryLimit === undefined ? null : { ...temporaryLimit, amount: formatAmount(temporaryLimit.amount, ofLimit) },
    expiryDate: expiryDate ?? null,
    policies: limit.policies.map((effect) => writePolicy(effect, currency)),
  };
}

function writePolicy({ policy, adds, takesOff }: PolicyEffect, baseCurrency: string) {
  const { currency = baseCurrency } = policy;
  const money = (amount: bigint) => formatAmount(amount, currency);
  const { id, kind, effectiveDate, expirationDate, value, updateLimitPercent, includedInExposure } = policy;
  return {
    id,
    kind,
    effectiveDate,
    expirationDate,
    value: money(value),
    currency,
    updateLimitPercent: formatPercent(updateLimitPercent),
    includedInExposure,
    adds: money(adds),
    takesOff: money(takesOff),
  };
}

/** §1.3: what a member's user sees of its group. */
function writeGroup(group: GroupStanding) {
  const { exposure, limit, temporaryLimit, available, used, missingRates, ...rest } = group;
  const money = (amount: bigint): string => formatAmount(amount, group.currency);
  return {
    ...rest,
    exposure: exposure === undefined ? null : money(exposure),
    ...(missingRates && { missingRates: [...missingRates] }),
    limit: money(limit),
    temporaryLimit: temporaryLimit === undefined ? null : { ...temporaryLimit, amount: money(temporaryLimit.amount) },
    available: available === undefined ? null : money(available),
    usedPercent: used === undefined ? null : twoDecimals(used),
  };
}

/** Of a percent in parts per million that was rounded to hundredths of a percent. */
export function twoDecimals(percent: bigint): string {
  const digits = (percent / 100n).toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The documents behind the numbers. */
function documentsOf(legalEntity: string, customer: string) {
  const [entity, account] = [encodeURIComponent(legalEntity), encodeURIComponent(customer)];
  const list = (kind: string, state: string) => `/legal-entities/${entity}/${kind}?customer=${account}&state=${state}`;
  return {
    invoices: list('invoices', 'open'),
    payments: list('payments', 'open'),
    creditNotes: list('credit-notes', 'open'),
    overdueInvoices: list('invoices', 'overdue'),
    deliveredOrders: list('orders', 'delivered'),
    orders: list('orders', 'open'),
    holds: `/holds?legalEntity=${entity}&customer=${account}`,
  };
}
