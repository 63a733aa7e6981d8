import { creditPositionOn, type CreditPosition, type GroupStanding } from '../domain/credit-position.ts';
import type { CivilDate } from '../domain/civil-date.ts';
import type { Rulebook } from '../domain/compile-rulebook.ts';
import type { CreditState } from '../domain/credit-state.ts';
import { formatAmount } from '../domain/money.ts';
import { formatPercent } from '../domain/percent.ts';
import type { PolicyEffect } from '../domain/policy-effects.ts';

/** §5.7 as the API shows it. */
export function writeCreditPosition(rulebook: Rulebook, state: Omit<CreditState, 'changes'>, today: CivilDate) {
  const found = creditPositionOn(rulebook, state, today);
  const money = (amount: bigint): string => formatAmount(amount, rulebook.currency);
  const { overdue, ageing } = found;
  const { customer } = state.customer;
  return {
    customer,
    businessDate: today,
    currency: rulebook.currency,
    components: {
      openReceivables: money(found.openReceivables),
      deliveredNotInvoiced: money(found.deliveredNotInvoiced),
      openOrders: money(found.openOrders),
      openOrdersOnHold: money(found.openOrdersOnHold),
    },
    exposure: money(found.exposure),
    limit: writeLimit(found.limit, money),
    limitsTested: [...found.limitsTested],
    available: found.available === undefined ? null : money(found.available),
    usedPercent: found.used === undefined ? null : twoDecimals(found.used),
    overdue: {
      total: money(overdue.total),
      worstDays: overdue.oldest?.days ?? 0,
      oldestDueDate: overdue.oldest?.dueDate ?? null,
    },
    ageing: {
      current: money(ageing.current),
      days1To30: money(ageing.days1To30),
      days31To60: money(ageing.days31To60),
      days61To90: money(ageing.days61To90),
      days91To180: money(ageing.days91To180),
      over180: money(ageing.over180),
    },
    unappliedCash: money(found.unappliedCash),
    group: found.group === undefined ? null : writeGroup(found.group, money),
    documents: documentsOf(rulebook.legalEntity, customer),
  };
}

function writeLimit(limit: CreditPosition['limit'], money: (amount: bigint) => string) {
  const { source, base, policiesAdded, withPolicies, policiesTakenOff, total, temporaryLimit, expiryDate } = limit;
  return {
    source,
    creditLimit: money(limit.creditLimit),
    base: money(base),
    policiesAdded: money(policiesAdded),
    withPolicies: money(withPolicies),
    policiesTakenOff: money(policiesTakenOff),
    total: money(total),
    temporaryLimit: temporaryLimit === undefined ? null : { ...temporaryLimit, amount: money(temporaryLimit.amount) },
    expiryDate: expiryDate ?? null,
    policies: limit.policies.map((effect) => writePolicy(effect, money)),
  };
}

function writePolicy({ policy, adds, takesOff }: PolicyEffect, money: (amount: bigint) => string) {
  const { id, kind, effectiveDate, expirationDate, value, updateLimitPercent, includedInExposure } = policy;
  return {
    id,
    kind,
    effectiveDate,
    expirationDate,
    value: money(value),
    updateLimitPercent: formatPercent(updateLimitPercent),
    includedInExposure,
    adds: money(adds),
    takesOff: money(takesOff),
  };
}

/** §1.3: what a member's user sees of its group. */
function writeGroup(group: GroupStanding, money: (amount: bigint) => string) {
  const { exposure, limit, temporaryLimit, available, used, ...rest } = group;
  return {
    ...rest,
    exposure: money(exposure),
    limit: money(limit),
    temporaryLimit: temporaryLimit === undefined ? null : { ...temporaryLimit, amount: money(temporaryLimit.amount) },
    available: money(available),
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
