import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../domain/civil-date.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import { evaluate, reasonsIn } from '../../domain/evaluate.ts';
import type { Clearance, Reason, Situation } from '../../domain/evaluation.ts';
import type { Ageing } from '../../domain/position.ts';
import { aRulebook } from './a-rulebook.ts';
import { applied, lessThan, openAfterCash, type CodeClearance } from './applied-clearance.ts';
import { arbitraryMember, arbitraryRulebook, arbitrarySituation } from './arbitrary.ts';
import { bounded } from './bounded.ts';
import { arbitraryCurrencies, inCurrencies, withRate } from './in-currencies.ts';

test('what clears a reason clears it, and one minor unit or day less does not (§8.2)', () => {
  const situations = fc.oneof(arbitrarySituation, arbitraryMember);
  fc.assert(
    fc.property(arbitraryRulebook, situations, arbitraryCurrencies, (wishes, found, currencies) => {
      const rulebook = aRulebook(withRate(wishes, currencies));
      const situation = inCurrencies(rulebook, found, currencies);
      for (const reason of evaluate(rulebook, situation).reasons) {
        for (const clearance of reason.clearances) {
          for (const then of applied(rulebook, situation, clearance)) {
            expect({ clearance, isGiven: isGiven(rulebook, then, reason) }).toEqual({ clearance, isGiven: false });
          }
          for (const then of tooLittle(rulebook, situation, clearance)) {
            expect({ clearance, isGiven: isGiven(rulebook, then, reason) }).toEqual({ clearance, isGiven: true });
          }
        }
      }
    }),
    bounded(4_000),
  );
});

test('what is left out could not have cleared the reason', () => {
  const situations = fc.oneof(arbitrarySituation, arbitraryMember);
  fc.assert(
    fc.property(arbitraryRulebook, situations, (wishes, situation) => {
      const rulebook = aRulebook(wishes);
      for (const reason of evaluate(rulebook, situation).reasons) {
        if (reason.code === 'cannot-evaluate') continue;
        for (const attempt of attempts(rulebook, situation, reason)) {
          for (const then of applied(rulebook, situation, attempt).slice(0, isOfCodes(attempt) ? undefined : 1)) {
            expect({ attempt, isGiven: isGiven(rulebook, then, reason) }).toEqual({ attempt, isGiven: true });
          }
        }
      }
    }),
    bounded(400),
  );
});

/** Of two limits that an order is over, each gives a reason of its own (§4.6), and so does each missing rate (§6.5). */
function isGiven(rulebook: Rulebook, situation: Situation, { code, limit, operands }: Reason): boolean {
  return reasonsIn(rulebook, situation).some(
    (one) => one.code === code && one.limit === limit && one.operands['from'] === operands['from'],
  );
}

/** One minor unit or day less; of codes, each that would not do. */
function tooLittle(rulebook: Rulebook, situation: Situation, clearance: Clearance): readonly Situation[] {
  const { customer, order } = situation;
  const less = lessThan(clearance);
  switch (clearance.kind) {
    case 'change-account-status':
      return clearance.otherThan.map((accountStatus) => ({ ...situation, customer: { ...customer, accountStatus } }));
    case 'change-payment-terms':
      return refused(rulebook.paymentTermsRanks, clearance)
        .map((paymentTerms) => ({ ...situation, order: { ...order, paymentTerms } }))
        .filter((then) => !isReleased(rulebook, then));
    case 'change-settlement-discount':
      return refused(rulebook.settlementDiscountRanks, clearance).map((settlementDiscount) => ({
        ...situation,
        order: { ...order, settlementDiscount },
      }));
    default:
      // Settling what is due is another way to follow it, and may do with less where small items do not count (§2.2).
      return less === undefined ? [] : applied(rulebook, situation, less).slice(0, 1);
  }
}

/** An exclusion that names the terms may let any order with them go (§6.3.1), whatever their rank. */
function isReleased(rulebook: Rulebook, situation: Situation): boolean {
  return evaluate(rulebook, situation).releasedBy !== undefined;
}

function refused(ranks: ReadonlyMap<string, number>, clearance: CodeClearance): readonly string[] {
  if ('otherThan' in clearance) return clearance.otherThan;
  return [...ranks].filter(([, rank]) => rank > clearance.maxRank).map(([code]) => code);
}

/** Every value of every kind below what a reason lists, and of what it leaves out every small one and a few large. */
function attempts(rulebook: Rulebook, situation: Situation, { code, clearances }: Reason): readonly Clearance[] {
  const listed = new Map(clearances.map((clearance) => [clearance.kind, clearance]));
  const amountOf = (kind: 'pay' | 'pay-invoices-due-before'): bigint | undefined => {
    const found = listed.get(kind);
    return found !== undefined && 'amount' in found ? found.amount : undefined;
  };
  const { today, group } = situation;
  const pay = amountOf('pay');
  const invoices = amountOf('pay-invoices-due-before');
  const overdue = totalOverdue(rulebook, situation);
  const isOfRank = code.endsWith('-rank');
  return [
    ...upTo(pay, 300n, [10n ** 9n]).map((amount) => ({ kind: 'pay', amount }) as const),
    ...upTo(smaller(invoices, pay), overdue.own).map(
      (amount) => ({ kind: 'pay-invoices-due-before', date: today, amount }) as const,
    ),
    ...(group === undefined || pay !== undefined || invoices !== undefined
      ? []
      : upTo(listedAmount(listed.get('pay-group-invoices-due-before')), overdue.group).map(
          (amount) => ({ kind: 'pay-group-invoices-due-before', date: today, amount }) as const,
        )),
    ...limits(situation, listed),
    ...lowerOrders(situation, listed.get('lower-order')),
    ...laterDates(situation, listed),
    ...(listed.has('change-account-status')
      ? []
      : [{ kind: 'change-account-status', otherThan: ['A', 'B', 'C'] } as const]),
    ...(listed.has('change-payment-terms') || isOfRank
      ? []
      : [{ kind: 'change-payment-terms', otherThan: ['A', 'B', 'C'] } as const]),
  ];
}

function listedAmount(clearance: Clearance | undefined): bigint | undefined {
  return clearance !== undefined && 'amount' in clearance ? clearance.amount : undefined;
}

function smaller(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** 1 … what is listed, which does not count; where nothing is, up to `most` and the large ones. */
function upTo(listed: bigint | undefined, most: bigint, large: readonly bigint[] = []): readonly bigint[] {
  const last = listed === undefined ? most : listed - 1n < most ? listed - 1n : most;
  const small = Array.from({ length: Number(last > 0n ? last : 0n) }, (_, index) => BigInt(index) + 1n);
  return listed === undefined ? [...small, ...large] : small;
}

function totalOverdue(rulebook: Rulebook, { ageing, group, today }: Situation) {
  const of = (one: Ageing): bigint =>
    openAfterCash(one, rulebook.parameters.useUnappliedCash).reduce(
      (sum, { dueDate, open }) => (dueDate < today ? sum + open : sum),
      0n,
    );
  const own = of(ageing);
  const others = group?.group.considerMembersOverdue === true ? group.otherAgeings : [];
  return { own, group: others.reduce((sum, other) => sum + of(other), own) };
}

type Listed = ReadonlyMap<Clearance['kind'], Clearance>;

function limits({ customer, group, today }: Situation, listed: Listed): readonly Clearance[] {
  const raised = (
    limited: Pick<Situation['customer'], 'creditLimit' | 'temporaryLimits'>,
    kinds: { readonly credit: LimitKind; readonly temporary: LimitKind },
  ): readonly Clearance[] => {
    const inForce = limited.temporaryLimits.find(({ from, to }) => from <= today && today <= to);
    const kind = inForce === undefined ? kinds.credit : kinds.temporary;
    const base = inForce?.amount ?? limited.creditLimit;
    const found = listed.get(kind);
    const to = found !== undefined && 'to' in found ? (found.to as bigint) - base : undefined;
    return upTo(to, 160n, [10n ** 9n, 10n ** 18n - base]).map((more) => ({ kind, to: base + more }));
  };
  return [
    ...raised(customer, { credit: 'raise-credit-limit', temporary: 'raise-temporary-limit' }),
    ...(group === undefined
      ? []
      : raised(group.group, { credit: 'raise-group-limit', temporary: 'raise-group-temporary-limit' })),
  ];
}
type LimitKind = Extract<Clearance, { kind: `raise-${string}` }>['kind'];

function lowerOrders({ order }: Situation, listed: Clearance | undefined): readonly Clearance[] {
  const least = listed?.kind === 'lower-order' ? listed.to + 1n : 0n;
  const amounts = Array.from({ length: 60 }, (_, index) => BigInt(index) + least);
  return amounts.filter((to) => to < order.ledger.amount).map((to) => ({ kind: 'lower-order', to }));
}

function laterDates({ customer, group, today }: Situation, listed: Listed): readonly Clearance[] {
  const kind = group === undefined ? 'extend-credit-limit-expiry' : 'extend-group-expiry';
  const found = listed.get(kind);
  const first = (group === undefined ? customer.creditLimitExpiryDate : group.group.expiryDate) ?? addDays(today, -8);
  return Array.from({ length: 12 }, (_, index) => addDays(first, index + 1))
    .filter((to) => found === undefined || ('to' in found && to < (found.to as string)))
    .map((to) => ({ kind, to }));
}

function isOfCodes({ kind }: Clearance): boolean {
  return kind.startsWith('change-');
}
