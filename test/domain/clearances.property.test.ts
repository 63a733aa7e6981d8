import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import type { CreditGroup } from '../../domain/credit-group.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import { evaluate } from '../../domain/evaluate.ts';
import type { Clearance, ReasonCode, Situation } from '../../domain/evaluation.ts';
import type { ExposureSums } from '../../domain/position.ts';
import { aRulebook } from './a-rulebook.ts';
import { arbitraryMember, arbitraryRulebook, arbitrarySituation } from './arbitrary.ts';

test('what clears a reason clears it, and one minor unit or day less does not (§8.2)', () => {
  fc.assert(
    fc.property(arbitraryRulebook, fc.oneof(arbitrarySituation, arbitraryMember), (wishes, situation) => {
      const rulebook = aRulebook(wishes);
      for (const { code, limit, clearances } of evaluate(rulebook, situation).reasons) {
        const given = `${code} ${limit}`;
        for (const clearance of clearances) {
          for (const then of applied(rulebook, situation, clearance))
            expect(reasons(rulebook, then)).not.toContain(given);
          for (const then of tooLittle(rulebook, situation, clearance))
            expect(reasons(rulebook, then)).toContain(given);
        }
      }
    }),
    { numRuns: 4_000 },
  );
});

test('what is left out could not have cleared the reason', () => {
  const kinds: Partial<Record<ReasonCode, readonly Clearance['kind'][]>> = {
    'days-overdue': ['pay', 'pay-invoices-due-before'],
    'overdue-amount': ['pay', 'pay-invoices-due-before', 'raise-credit-limit', 'lower-order'],
    'sales-order-amount': ['lower-order'],
    'credit-limit-used': ['pay', 'raise-credit-limit', 'lower-order'],
    'credit-limit-exceeded': ['pay', 'raise-credit-limit', 'lower-order'],
    'credit-limit-expired': ['extend-credit-limit-expiry'],
  };
  fc.assert(
    fc.property(arbitraryRulebook, arbitrarySituation, (wishes, situation) => {
      const rulebook = aRulebook(wishes);
      for (const { code, clearances } of evaluate(rulebook, situation).reasons) {
        const given: readonly string[] = clearances.map(({ kind }) =>
          kind === 'raise-temporary-limit' ? 'raise-credit-limit' : kind,
        );
        for (const kind of kinds[code] ?? []) {
          if (given.includes(kind)) continue;
          for (const then of attempts(rulebook, situation, kind)) expect(codes(rulebook, then)).toContain(code);
        }
      }
    }),
    { numRuns: 1_500 },
  );
});

/** Of two limits that an order is over, each gives a reason of its own (§4.6). */
function reasons(rulebook: Rulebook, situation: Situation): readonly string[] {
  return evaluate(rulebook, situation).reasons.map(({ code, limit }) => `${code} ${limit}`);
}

function codes(rulebook: Rulebook, situation: Situation): readonly ReasonCode[] {
  return evaluate(rulebook, situation).reasons.map(({ code }) => code);
}

/** The situation after a clearance is applied, written apart from the engine's own. None where it needs what is not there yet. */
function applied(rulebook: Rulebook, situation: Situation, clearance: Clearance): readonly Situation[] {
  switch (clearance.kind) {
    case 'pay':
      return [paid(rulebook, situation, clearance.amount)];
    case 'pay-invoices-due-before': {
      const { after, amount } = invoicesPaid(rulebook, situation, clearance.date);
      expect(clearance.amount).toBe(amount);
      return [after];
    }
    case 'raise-credit-limit':
      return [{ ...situation, customer: { ...situation.customer, creditLimit: clearance.to } }];
    case 'raise-temporary-limit':
      return [limited(situation, clearance.to)];
    case 'raise-group-limit':
      return [groupWith(situation, { creditLimit: clearance.to })];
    case 'raise-group-temporary-limit':
      return [
        groupWith(situation, {
          temporaryLimits: [{ from: situation.today, to: situation.today, amount: clearance.to }],
        }),
      ];
    case 'extend-group-expiry':
      return [groupWith(situation, { expiryDate: clearance.to })];
    case 'lower-order':
      return [ordered(situation, clearance.to)];
    case 'extend-credit-limit-expiry':
      return [expiring(situation, clearance.to)];
    case 'change-account-status':
      return [{ ...situation, customer: { ...situation.customer, accountStatus: undefined } }];
    case 'change-payment-terms':
      return withRank(rulebook.paymentTermsRanks, clearance.maxRank).map((paymentTerms) => ({
        ...situation,
        order: { ...situation.order, paymentTerms },
      }));
    case 'change-settlement-discount':
      return withRank(rulebook.settlementDiscountRanks, clearance.maxRank).map((settlementDiscount) => ({
        ...situation,
        order: { ...situation.order, settlementDiscount },
      }));
    case 'provide-exchange-rate':
      return [];
  }
}

function tooLittle(rulebook: Rulebook, situation: Situation, clearance: Clearance): readonly Situation[] {
  switch (clearance.kind) {
    case 'pay':
      return applied(rulebook, situation, { ...clearance, amount: clearance.amount - 1n });
    case 'pay-invoices-due-before':
      return [invoicesPaid(rulebook, situation, addDays(clearance.date, -1)).after];
    case 'raise-credit-limit':
    case 'raise-temporary-limit':
    case 'raise-group-limit':
    case 'raise-group-temporary-limit':
      return applied(rulebook, situation, { ...clearance, to: clearance.to - 1n });
    case 'lower-order':
      return applied(rulebook, situation, { ...clearance, to: clearance.to + 1n });
    case 'extend-credit-limit-expiry':
    case 'extend-group-expiry':
      return applied(rulebook, situation, { ...clearance, to: addDays(clearance.to, -1) });
    default:
      return [];
  }
}

/** Many values of a clearance, every small one and a few large. */
function attempts(rulebook: Rulebook, situation: Situation, kind: Clearance['kind']): readonly Situation[] {
  const small = Array.from({ length: 120 }, (_, index) => BigInt(index));
  switch (kind) {
    case 'pay':
      return [...small, 10n ** 9n].map((amount) => paid(rulebook, situation, amount));
    case 'pay-invoices-due-before':
      return [-10, -5, -2, 0].map((later) => invoicesPaid(rulebook, situation, addDays(situation.today, later)).after);
    case 'raise-credit-limit':
      return [...small, 10n ** 9n, 10n ** 18n]
        .map((more) => limited({ ...situation, customer: { ...situation.customer, creditLimit: more } }, more))
        .filter((then) => limitBase(then) >= limitBase(situation));
    case 'lower-order':
      return small.filter((to) => to <= situation.order.ledger.amount).map((to) => ordered(situation, to));
    case 'extend-credit-limit-expiry':
      return [-3, 0, 1, 400].map((later) => expiring(situation, addDays(situation.today, later)));
    default:
      return [];
  }
}

function paid(rulebook: Rulebook, situation: Situation, amount: bigint): Situation {
  const { ageing } = situation;
  const isUsed = rulebook.parameters.useUnappliedCash;
  return {
    ...less(situation, amount),
    ageing: { items: ageing.items, unappliedCash: ageing.unappliedCash + (isUsed ? amount : 0n) },
  };
}

/** Cash on account goes first, so far as it is used; the rest is money. */
function invoicesPaid(
  rulebook: Rulebook,
  situation: Situation,
  date: CivilDate,
): { readonly after: Situation; readonly amount: bigint } {
  const { items, unappliedCash } = situation.ageing;
  const open = items.reduce((sum, item) => (item.dueDate < date ? sum + item.open : sum), 0n);
  const cash = !rulebook.parameters.useUnappliedCash ? 0n : unappliedCash < open ? unappliedCash : open;
  const left = items.filter(({ dueDate }) => dueDate >= date);
  const after = { ...less(situation, open - cash), ageing: { items: left, unappliedCash: unappliedCash - cash } };
  return { after, amount: open - cash };
}

function less(situation: Situation, amount: bigint): Situation {
  const lower = ({ balance, toDelivered, toOrders, toHeld }: ExposureSums): ExposureSums => ({
    balance: balance - amount,
    toDelivered: toDelivered - amount,
    toOrders: toOrders - amount,
    toHeld: toHeld - amount,
  });
  const { group } = situation;
  return {
    ...situation,
    sums: lower(situation.sums),
    group: group === undefined ? undefined : { ...group, sums: lower(group.sums) },
  };
}

function groupWith(situation: Situation, changes: Partial<CreditGroup>): Situation {
  const { group } = situation;
  if (group === undefined) throw new Error('a clearance names a group that there is not');
  return { ...situation, group: { ...group, group: { ...group.group, ...changes } } };
}

function limitBase({ customer, today }: Situation): bigint {
  const inForce = customer.temporaryLimits.find(({ from, to }) => from <= today && today <= to);
  return inForce?.amount ?? customer.creditLimit;
}

function limited(situation: Situation, amount: bigint): Situation {
  const { customer } = situation;
  const temporaryLimits = customer.temporaryLimits.map((limit) => ({ ...limit, amount }));
  return { ...situation, customer: { ...customer, temporaryLimits } };
}

function ordered(situation: Situation, amount: bigint): Situation {
  const { order, posting } = situation;
  const named = posting.mode === 'cancellation' ? undefined : posting.amount;
  return {
    ...situation,
    order: { ...order, ledger: { ...order.ledger, amount } },
    posting: named !== undefined && named > amount ? { ...posting, amount } : posting,
  };
}

function expiring(situation: Situation, date: CivilDate): Situation {
  return { ...situation, customer: { ...situation.customer, creditLimitExpiryDate: date } };
}

/** Every code that may take the place of the order's: of at most the rank, or one that no rule can name. */
function withRank(ranks: ReadonlyMap<string, number>, maxRank: number | undefined): readonly string[] {
  if (maxRank === undefined) return ['OTHER'];
  return [...ranks].filter(([, rank]) => rank <= maxRank).map(([code]) => code);
}
