import type { Situation } from '../../domain/evaluation.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import type { RuleDocument } from '../../domain/rules/rule-document.ts';

/** What the model of §6 and the engine must agree on. */
export type NaiveEvaluation = {
  readonly outcome: 'pass' | 'hold';
  /** Reason code → ids of the rules that it names, sorted. */
  readonly reasons: Readonly<Record<string, readonly string[]>>;
  readonly warns: boolean;
  readonly suppressed: readonly string[] | undefined;
};

type Rule = RuleDocument & { readonly id: string };
type World = ReturnType<typeof worldOf>;

/**
 * §6 read aloud: plain loops over all rules, no index, numbers instead of integers in minor units. It is written apart from
 * the engine and shares no code with it; amounts are in cents of EUR and small.
 */
export function naiveEvaluation(document: RulebookDocument, situation: Situation): NaiveEvaluation {
  const { parameters } = document;
  const world = worldOf(document, situation);
  const rules: Rule[] = Object.entries(document.rules)
    .map(([id, rule]) => ({ ...rule, id }))
    .filter((rule) => fits(rule, situation))
    .filter(({ type }) => !(type === 'credit-limit-used' && parameters.creditLimitCheck === 'off'));
  const reasons: Record<string, string[]> = {};
  const unknown = new Set<string>();
  for (const type of new Set(rules.map((rule) => rule.type))) {
    const ofType = rules.filter((rule) => rule.type === type);
    const blocked = judge(ofType, world, parameters.exclusionsNeedSameValueType, unknown);
    if (blocked.length > 0) reasons[type] = blocked.sort();
  }
  if (unknown.size > 0) reasons['cannot-evaluate'] = [...unknown].sort();
  if (parameters.checkPaymentTermsRank) {
    const { paymentTerms, paymentTermsBasis } = situation.order;
    if (ranksHigher(document.paymentTermsRanks, paymentTerms, paymentTermsBasis)) reasons['payment-terms-rank'] = [];
  }
  if (parameters.checkSettlementDiscountRank) {
    const { settlementDiscount, settlementDiscountBasis } = situation.order;
    const isHigher = ranksHigher(document.settlementDiscountRanks, settlementDiscount, settlementDiscountBasis);
    if (isHigher) reasons['settlement-discount-rank'] = [];
  }
  const isOverLimit = !situation.customer.unlimited && world.order > 0 && world.exposure > world.limit;
  if (isOverLimit && parameters.creditLimitCheck === 'hold') reasons['credit-limit-exceeded'] = [];
  const stops = document.accountStatuses[situation.customer.accountStatus ?? '']?.stops ?? 'none';
  if (stops === 'all' || (stops === 'invoice' && situation.posting.checkpoint === 'invoice')) {
    reasons['account-on-hold'] = [];
  }
  const isReleased = rules.some((rule) => rule.releaseSalesOrder === true && isKnown(rule) && holdsTrue(rule, world));
  return {
    outcome: isReleased || Object.keys(reasons).length === 0 ? 'pass' : 'hold',
    reasons: isReleased ? {} : reasons,
    warns: isOverLimit && parameters.creditLimitCheck === 'warn',
    suppressed: isReleased ? Object.keys(reasons).sort() : undefined,
  };
}

function fits(rule: Rule, { customer }: Situation): boolean {
  if (rule.riskGroup !== undefined && rule.riskGroup !== customer.riskGroup) return false;
  if (rule.scope === 'customer') return rule.account === customer.customer;
  return rule.scope === 'all' || rule.group === customer.creditManagementGroup;
}

/** The ids of the rules that block one type. */
function judge(rules: readonly Rule[], world: World, sameValueType: boolean, unknown: Set<string>): string[] {
  const clearedBy: Rule[] = [];
  let blocking: string[] = [];
  for (const scope of ['customer', 'group', 'all']) {
    const level = rules.filter((rule) => rule.scope === scope);
    const looked = level.filter(
      (rule) =>
        rule.releaseSalesOrder === true ||
        !clearedBy.some((exclusion) => !sameValueType || valueTypeOf(exclusion) === valueTypeOf(rule)),
    );
    for (const rule of looked) if (!isKnown(rule)) unknown.add(rule.id);
    const isTrue = looked.filter((rule) => isKnown(rule) && holdsTrue(rule, world));
    if (blocking.length > 0) continue;
    blocking = isTrue.filter(({ kind }) => kind === 'blocking').map(({ id }) => id);
    if (blocking.length > 0) continue;
    clearedBy.push(...isTrue.filter((rule) => rule.kind === 'exclusion' && !rule.releaseSalesOrder));
  }
  return blocking;
}

function isKnown(rule: Rule): boolean {
  return rule.currency === undefined || rule.currency === 'EUR';
}

function valueTypeOf(rule: Rule): string {
  if (rule.valueType !== undefined) return rule.valueType;
  if (rule.type === 'days-overdue') return 'days';
  return rule.type === 'overdue-amount' && rule.kind === 'blocking' ? 'percent' : 'none';
}

function holdsTrue(rule: Rule, world: World): boolean {
  const more = (value: number, than: number): boolean => (rule.boundary === 'over' ? value > than : value >= than);
  const isBlocking = rule.kind === 'blocking';
  switch (rule.type) {
    case 'days-overdue':
      if (rule.kind === 'exclusion' && rule.valueType === 'amount') return world.overdue <= centsOf(rule.amount);
      return isBlocking ? world.lateDays.some((d) => more(d, rule.days)) : !world.lateDays.some((d) => d > rule.days);
    case 'account-status':
      return world.accountStatus === rule.accountStatus;
    case 'terms-of-payment':
      return world.paymentTerms === rule.paymentTerms;
    case 'credit-limit-expired':
      return isBlocking ? more(world.expiredFor, rule.days) : world.expiredFor <= rule.days;
    case 'overdue-amount': {
      if (rule.kind === 'blocking') {
        return world.order > 0 && more(world.overdue, centsOf(rule.amount)) && more(world.used(), ppm(rule.percent));
      }
      if (world.overdue > centsOf(rule.amount)) return false;
      if (rule.valueType === 'percent') return world.used() <= ppm(rule.percent);
      return rule.valueType === undefined || world.exposure <= centsOf(rule.thresholdAmount);
    }
    case 'sales-order-amount':
      return isBlocking ? more(world.order, centsOf(rule.amount)) : world.order <= centsOf(rule.amount);
    case 'credit-limit-used':
      return isBlocking ? world.order > 0 && more(world.used(), ppm(rule.percent)) : world.used() <= ppm(rule.percent);
  }
}

function worldOf(document: RulebookDocument, situation: Situation) {
  const { customer, order, today } = situation;
  const exposure = exposureOf(document, situation);
  const limit = limitOf(situation);
  const temporary = customer.temporaryLimits.some(({ from, to }) => from <= today && to >= today);
  const late = lateItems(document, situation);
  return {
    order: Number(order.ledger.amount),
    exposure,
    limit,
    accountStatus: customer.accountStatus,
    paymentTerms: order.paymentTerms,
    overdue: late.reduce((sum, { open }) => sum + open, 0),
    lateDays: late.map(({ dueDate }) => dayNumber(today) - dayNumber(dueDate)),
    expiredFor:
      temporary || customer.unlimited
        ? -Infinity
        : customer.creditLimitExpiryDate === undefined
          ? document.parameters.ignoreExpiryWhenBlank
            ? -Infinity
            : Infinity
          : dayNumber(today) - dayNumber(customer.creditLimitExpiryDate),
    /** In millionths of the limit, exact: the numbers here are far below 2^53, and are compared with whole millionths. */
    used: (): number => {
      if (customer.unlimited) return 0;
      if (limit === 0) return exposure > 0 ? Infinity : 0;
      return (exposure * 1_000_000) / limit;
    },
  };
}

function lateItems(document: RulebookDocument, { ageing, today }: Situation): { dueDate: string; open: number }[] {
  let cash = document.parameters.useUnappliedCash ? Number(ageing.unappliedCash) : 0;
  const late = [];
  for (const item of ageing.items) {
    const open = Math.max(0, Number(item.open) - cash);
    cash = Math.max(0, cash - Number(item.open));
    if (open > 0 && dayNumber(item.dueDate) < dayNumber(today)) late.push({ dueDate: item.dueDate, open });
  }
  return late;
}

function limitOf({ customer, today }: Situation): number {
  const temporary = customer.temporaryLimits.find(({ from, to }) => from <= today && to >= today);
  const policies = customer.policies.filter((p) => p.effectiveDate <= today && p.expirationDate >= today);
  const exact = policies.reduce((sum, p) => sum + Number(p.value) * Number(p.updateLimitPercent), 0) / 1_000_000;
  const floor = Math.floor(exact);
  const added = exact - floor === 0.5 ? floor + (floor % 2) : Math.round(exact);
  const off = policies.reduce((sum, p) => sum + (p.includedInExposure ? Number(p.value) : 0), 0);
  return Math.max(0, Number(temporary?.amount ?? customer.creditLimit) + added - off);
}

function exposureOf({ parameters }: RulebookDocument, situation: Situation): number {
  const { sums, ownShare } = situation;
  const own = ownExposure(parameters.exposureBasis, situation);
  switch (parameters.exposureBasis) {
    case 'none':
      return own;
    case 'balance':
      return Number(sums.balance - ownShare.balance) + own;
    case 'balance-and-delivered':
      return Number(sums.toDelivered - ownShare.toDelivered) + own;
    case 'balance-and-orders':
      if (!parameters.heldOrdersConsumeCredit) return Number(sums.toOrders - ownShare.toOrders) + own;
      if (situation.olderHolds === undefined) return Number(sums.toHeld - ownShare.toHeld) + own;
      return Number(sums.toOrders - ownShare.toOrders + situation.olderHolds) + own;
  }
}

/** §5.2 */
function ownExposure(basis: string, { order, posting }: Situation): number {
  const amount = Number(order.ledger.amount);
  let delivered = Number(order.ledger.delivered);
  let invoiced = Number(order.ledger.invoiced);
  const before = { delivered, invoiced };
  const isCancellation = posting.mode === 'cancellation';
  const done = { invoice: invoiced, 'packing-slip': delivered }[posting.checkpoint as string];
  const left = isCancellation
    ? Math.max(0, delivered - invoiced)
    : Math.max(0, amount - (done ?? Math.max(delivered, invoiced)));
  const posted = posting.amount === undefined ? left : Number(posting.amount);
  let least = Math.max(0, Math.min(posted, Math.max(amount, posted) - invoiced));
  if (isCancellation) {
    delivered = Math.max(0, delivered - posted);
    least = 0;
  } else if (posting.checkpoint === 'packing-slip') {
    delivered += posted;
    least = Math.max(0, delivered - Math.max(invoiced, before.delivered));
  }
  if (posting.checkpoint === 'invoice') {
    invoiced += posted;
    least = posted;
  }
  let counted = invoiced - before.invoiced;
  if (basis !== 'balance') counted += Math.max(0, delivered - invoiced);
  if (basis === 'balance-and-orders' || basis === 'none')
    counted += Math.max(0, amount - Math.max(delivered, invoiced));
  return Math.max(counted, least);
}

function ranksHigher(
  ranks: RulebookDocument['paymentTermsRanks'],
  own: string | undefined,
  basis: readonly string[],
): boolean {
  const rank = ranks[own ?? '']?.rank;
  return rank !== undefined && basis.some((other) => rank > (ranks[other]?.rank ?? Infinity));
}

function centsOf(text: string): number {
  return Math.round(Number(text) * 100);
}

function ppm(text: string): number {
  return Math.round(Number(text) * 10_000);
}

function dayNumber(date: string): number {
  return Date.parse(date) / 86_400_000;
}
