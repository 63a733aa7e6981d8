import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../domain/evaluate.ts';
import type { Clearance, Evaluation, Operands, Reason, Warning } from '../../../domain/evaluation.ts';
import { formatAmount } from '../../../domain/money.ts';
import { languages, type Language } from '../../../domain/words/catalogue.ts';
import { wordsIn } from '../../../domain/words/words-in.ts';
import { aRulebook } from '../a-rulebook.ts';
import { arbitraryMember, arbitraryRulebook, arbitrarySituation } from '../arbitrary.ts';
import { bounded } from '../bounded.ts';
import { arbitraryCurrencies, inCurrencies, withRate } from '../in-currencies.ts';

/** Evaluations of all kinds, with what each gives. */
function evaluations(check: (evaluation: Evaluation) => void): void {
  const situations = fc.oneof(arbitrarySituation, arbitraryMember);
  fc.assert(
    fc.property(arbitraryRulebook, situations, arbitraryCurrencies, (wishes, found, currencies) => {
      const rulebook = aRulebook(withRate(wishes, currencies));
      check(evaluate(rulebook, inCurrencies(rulebook, found, currencies)));
    }),
    bounded(2_000),
  );
}

/** Operands that remember what was asked of them and is not there. */
function watched(operands: Operands): { readonly operands: Operands; readonly missing: ReadonlySet<string> } {
  const missing = new Set<string>();
  const optional = new Set(['limitCurrency', 'boundary']);
  const proxy = new Proxy(operands, {
    get: (target, name) => {
      if (!(name in target) && !optional.has(String(name))) missing.add(String(name));
      return target[String(name)];
    },
  });
  return { operands: proxy, missing };
}

/** A whole sentence in the language that was asked for. */
function expectSentence(language: Language, text: string): void {
  expect(text).not.toMatch(/undefined|null|NaN|\[object|[{}]| {2}|^\s|\s$/);
  expect(text).toMatch(language === 'en' ? /^[\p{Lu}\d].*[.%…]$/u : /\p{Script=Han}.*。$/u);
  if (language === 'en') expect(text).not.toMatch(/\p{Script=Han}/u);
}

function grouped(amount: bigint): string {
  return formatAmount(amount, 'EUR').replace(/\B(?=(\d{3})+\.)/g, ',');
}

describe.each(languages)('in %s', (language) => {
  const words = wordsIn(language);

  test('every reason and warning is told with the operands that it has', () => {
    evaluations(({ reasons, warnings }) => {
      for (const given of [...reasons, ...warnings]) {
        const { operands, missing } = watched(given.operands);
        const told = tell({ ...given, operands });
        expect({ code: given.code, missing: [...missing] }).toEqual({ code: given.code, missing: [] });
        expectSentence(language, told.text);
        if (given.operands['limitCurrency'] !== undefined) continue;
        for (const name of ['exposure', 'orderAmount', 'overdueAmount']) {
          const amount = given.operands[name];
          if (typeof amount === 'bigint') expect(told.text).toContain(`${grouped(amount)} EUR`);
        }
      }
    });
  });

  function tell(given: Reason | Warning) {
    return 'clearances' in given ? words.reason(given, 'EUR') : words.warning(given, 'EUR');
  }

  test('everything that clears a reason is told with its amount, date or codes', () => {
    evaluations(({ reasons }) => {
      for (const way of reasons.flatMap(({ clearances }) => clearances)) {
        const text = words.clearance(way, 'EUR');
        expectSentence(language, text);
        for (const value of valuesOf(way)) expect(text).toContain(value);
      }
    });
  });

  test('every outcome of a rule is told with its rule', () => {
    evaluations(({ rules }) => {
      for (const outcome of rules) {
        const text = words.rule(outcome);
        expectSentence(language, text);
        expect(text).toContain(outcome.rule);
      }
    });
  });
});

function valuesOf(way: Clearance): readonly string[] {
  const { currency = 'EUR' } = way as { readonly currency?: string };
  return Object.entries(way).flatMap(([name, value]: [string, unknown]) => {
    if (name === 'currency' || name === 'kind') return [];
    if (typeof value === 'bigint') return [`${grouped(value)} ${currency}`];
    return Array.isArray(value) ? value.map(String) : [String(value)];
  });
}
