import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minorUnitsOf } from '../../domain/currency.ts';
import { evaluate } from '../../domain/evaluate.ts';
import type { Evaluation, Situation } from '../../domain/evaluation.ts';
import type { ExchangeRateDocument } from '../../domain/exchange-rates.ts';
import { shortfallOf } from '../../domain/hold.ts';
import { formatAmount, parseAmount } from '../../domain/money.ts';
import { plus as added } from '../../domain/position.ts';
import { inEverySum } from '../../domain/receivables.ts';
import type { RuleDocument } from '../../domain/rules/rule-document.ts';
import { isUnknown } from '../../domain/rules/verdict.ts';
import { aRulebook, type RulebookWishes } from './a-rulebook.ts';
import { arbitraryMember, arbitraryRulebook, arbitrarySituation } from './arbitrary.ts';

/** What one of each currency is in EUR, as a fraction, and how the entity writes it: as a rate or as its inverse. */
type Worth = { readonly numerator: bigint; readonly denominator: bigint; readonly isInverse: boolean };
type Worths = Readonly<Record<string, Worth>>;

const others = ['USD', 'JPY', 'KWD'] as const;
const decimal = fc.constantFrom('0.5', '0.9', '1', '0.0125', '3.25', '7');
const worth = fc.tuple(decimal, fc.boolean()).map(([text, isInverse]): Worth & { readonly text: string } => {
  const [whole = '', fraction = ''] = text.split('.');
  const [units, scale] = [BigInt(whole + fraction), 10n ** BigInt(fraction.length)];
  const [numerator, denominator] = isInverse ? [scale, units] : [units, scale];
  return { numerator, denominator, isInverse, text };
});
const worths = fc.record({ USD: worth, JPY: worth, KWD: worth });

const currencyOfLimit = fc.constantFrom(undefined, ...others);
const situation = fc
  .tuple(fc.oneof(arbitrarySituation, arbitraryMember), currencyOfLimit, fc.array(currencyOfLimit, { minLength: 2 }))
  .map(([found, creditLimitCurrency, ofPolicies]): Situation => {
    const policies = found.customer.policies.map((policy, index) => ({ ...policy, currency: ofPolicies[index] }));
    return { ...found, customer: { ...found.customer, creditLimitCurrency, policies } };
  });
/** The rules of `arbitraryRulebook`, each amount in the currency of its rule's turn; two decimals are cut to the currency's. */
const rulebook = fc
  .tuple(arbitraryRulebook, fc.array(currencyOfLimit, { minLength: 9, maxLength: 9 }))
  .map(([wishes, currencies]): RulebookWishes => ({
    ...wishes,
    rules: Object.fromEntries(
      Object.entries(wishes.rules ?? {}).map(([id, rule], index) => [id, inCurrency(rule, currencies[index] ?? 'EUR')]),
    ),
  }));

test('an evaluation in several currencies is that of the same amounts in the base currency', () => {
  fc.assert(
    fc.property(rulebook, situation, worths, (wishes, found, rates) => {
      const evaluation = evaluate(withRates(wishes, ratesOf(rates)), found);
      const converted = evaluate(aRulebook(inBase(wishes, rates)), limitInBase(found, rates));
      expect(outline(evaluation)).toEqual(outline(converted));
      expect(evaluation.guard).toEqual(converted.guard);
      expect(evaluation.groupGuard).toEqual(converted.groupGuard);
    }),
    { numRuns: 1_000 },
  );
});

test('a missing rate decides nothing: what comes out without it comes out with any', () => {
  fc.assert(
    fc.property(rulebook, situation, worths, (wishes, found, rates) => {
      const without = evaluate(withRates(wishes, {}), found);
      const codes = without.reasons.map(({ code }) => code);
      fc.pre(!codes.includes('cannot-evaluate'));
      const then = evaluate(withRates(wishes, ratesOf(rates)), found);
      expect(then.outcome).toBe(without.outcome);
      expect(then.reasons.map(({ code }) => code)).toEqual(codes);
    }),
    { numRuns: 1_000 },
  );
});

test('beside documents without a rate, what is owed that is known leaves no trace (§5.3)', () => {
  const owed = fc.bigInt({ min: 1n, max: 300n });
  const situations = fc.oneof(arbitrarySituation, arbitraryMember);
  fc.assert(
    fc.property(arbitraryRulebook, situations, owed, (wishes, found, more) => {
      const missingRates = [{ from: 'USD', to: 'EUR', date: found.today, documents: 1 }];
      const { sums, group } = found;
      const owing = { ...found, sums: added(sums, inEverySum(more)) };
      const shared = group && { ...group, sums: added(group.sums, inEverySum(more)) };
      const compiled = aRulebook(wishes);
      const evaluation = evaluate(compiled, { ...found, missingRates });
      expect(evaluate(compiled, { ...owing, group: shared, missingRates })).toEqual(evaluation);
      expect(evaluation.outcome).toBe('hold');
      expect(shortfallOf(evaluation)).toBe(found.customer.unlimited ? 0n : undefined);
    }),
    { numRuns: 500 },
  );
});

test('raising a limit to what clears a reason is exact in the currency of the limit', () => {
  fc.assert(
    fc.property(rulebook, situation, worths, (wishes, found, rates) => {
      const compiled = withRates(wishes, ratesOf(rates));
      const raised = (to: bigint, isTemporary: boolean): readonly string[] => {
        const { customer, today } = found;
        const limits = isTemporary
          ? { temporaryLimits: [{ from: today, to: today, amount: to }] }
          : { creditLimit: to };
        return keys(evaluate(compiled, { ...found, customer: { ...customer, ...limits } }));
      };
      for (const reason of evaluate(compiled, found).reasons) {
        for (const way of reason.clearances) {
          if (way.kind !== 'raise-credit-limit' && way.kind !== 'raise-temporary-limit') continue;
          const isTemporary = way.kind === 'raise-temporary-limit';
          expect(way.currency).toBe(found.customer.creditLimitCurrency);
          expect(raised(way.to, isTemporary)).not.toContain(`${reason.code} ${reason.limit}`);
          expect(raised(way.to - 1n, isTemporary)).toContain(`${reason.code} ${reason.limit}`);
        }
      }
    }),
    { numRuns: 500 },
  );
});

function keys(evaluation: Evaluation): readonly string[] {
  return evaluation.reasons.map(({ code, limit }) => `${code} ${limit}`);
}

function outline(evaluation: Evaluation) {
  const { limit, exposure } = evaluation;
  return {
    reasons: keys(evaluation),
    warnings: evaluation.warnings.map(({ limit: whose }) => whose),
    rules: evaluation.rules.map(({ rule, outcome, limit: whose }) => [rule, outcome, whose]),
    total: isUnknown(limit) ? undefined : limit.total,
    tested: evaluation.tested,
    exposure,
  };
}

function withRates(wishes: RulebookWishes, exchangeRates: ExchangeRateDocument) {
  return aRulebook({ ...wishes, parameters: { ...wishes.parameters, creditLimitRateType: 'R' }, exchangeRates });
}

function ratesOf(rates: Readonly<Record<string, Worth & { readonly text: string }>>): ExchangeRateDocument {
  const pairs = Object.entries(rates).map(([currency, { text, isInverse }]) => {
    return [isInverse ? `EUR/${currency}` : `${currency}/EUR`, { '2026-01-01': text }] as const;
  });
  return { R: Object.fromEntries(pairs) };
}

function amountsOf(rule: RuleDocument): readonly (readonly [string, string])[] {
  const written = Object.entries(rule as unknown as Readonly<Record<string, unknown>>);
  return written.flatMap(([name, value]) =>
    (name === 'amount' || name === 'thresholdAmount') && typeof value === 'string' ? [[name, value] as const] : [],
  );
}

function inCurrency(rule: RuleDocument, currency: string): RuleDocument {
  const amounts = amountsOf(rule);
  if (amounts.length === 0) return rule;
  const cut = amounts.map(([name, text]) => [name, minorUnitsOf(currency) === 0 ? text.slice(2) : text]);
  return { ...rule, ...Object.fromEntries(cut), currency } as RuleDocument;
}

/** Minor units of EUR for those of another currency, times `divisor`: a fraction, written apart from the engine. */
function fraction(amount: bigint, currency: string, rates: Worths) {
  const { numerator, denominator } = rates[currency] ?? { numerator: 1n, denominator: 1n };
  const decimals = BigInt(minorUnitsOf(currency) ?? 2);
  return { numerator: amount * numerator * 100n, denominator: denominator * 10n ** decimals };
}

type Fraction = ReturnType<typeof fraction>;

function plus(a: Fraction, b: Fraction): Fraction {
  const numerator = a.numerator * b.denominator + b.numerator * a.denominator;
  return { numerator, denominator: a.denominator * b.denominator };
}

/** Half even, of a fraction that is not negative. */
function rounded({ numerator, denominator }: Fraction): bigint {
  const floor = numerator / denominator;
  const twice = (numerator - floor * denominator) * 2n;
  return twice > denominator || (twice === denominator && floor % 2n === 1n) ? floor + 1n : floor;
}

function inBase(wishes: RulebookWishes, rates: Worths): RulebookWishes {
  const rules = Object.entries(wishes.rules ?? {}).map(([id, rule]) => {
    const { currency } = rule;
    if (currency === undefined) return [id, rule] as const;
    const amounts = amountsOf(rule).map(([name, text]) => {
      return [name, formatAmount(rounded(fraction(parseAmount(text, currency) ?? 0n, currency, rates)), 'EUR')];
    });
    return [id, { ...rule, ...Object.fromEntries(amounts), currency: 'EUR' } as RuleDocument] as const;
  });
  return { ...wishes, rules: Object.fromEntries(rules) };
}

/** The situation whose limit, policies and all, was written in EUR as one number. */
function limitInBase(found: Situation, rates: Worths): Situation {
  const { customer, today } = found;
  const { creditLimitCurrency = 'EUR', temporaryLimits, policies } = customer;
  const inForce = temporaryLimits.filter(({ from, to }) => from <= today && today <= to);
  const base = rounded(fraction(inForce[0]?.amount ?? customer.creditLimit, creditLimitCurrency, rates));
  const effective = policies.filter(
    ({ effectiveDate, expirationDate }) => effectiveDate <= today && today <= expirationDate,
  );
  const nothing: Fraction = { numerator: 0n, denominator: 1n };
  const added = effective
    .map(({ value, updateLimitPercent, currency = 'EUR' }) => fraction(value * updateLimitPercent, currency, rates))
    .reduce(plus, nothing);
  const takenOff = effective
    .filter(({ includedInExposure }) => includedInExposure)
    .map(({ value, currency = 'EUR' }) => fraction(value, currency, rates))
    .reduce(plus, nothing);
  const net = base + rounded({ ...added, denominator: added.denominator * 1_000_000n }) - rounded(takenOff);
  const total = net > 0n ? net : 0n;
  const limits =
    inForce.length > 0
      ? { creditLimit: 0n, temporaryLimits: inForce.map((limit) => ({ ...limit, amount: total })) }
      : { creditLimit: total, temporaryLimits: [] };
  return { ...found, customer: { ...customer, ...limits, creditLimitCurrency: undefined, policies: [] } };
}
