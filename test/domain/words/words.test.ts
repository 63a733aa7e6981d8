import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Operands } from '../../../domain/evaluation.ts';
import { largestAmount } from '../../../domain/money.ts';
import { languages, type Language } from '../../../domain/words/catalogue.ts';
import { decimalInWords, moneyInWords } from '../../../domain/words/money-in-words.ts';
import { catalogues, wordsIn } from '../../../domain/words/words-in.ts';
import { day, eur } from '../a-situation.ts';

describe.each(languages)('the catalogue of %s', (language) => {
  test('says every word once, and no two codes of one kind alike', () => {
    for (const [kind, names] of Object.entries(catalogues[language].names)) {
      const all = Object.values(names);
      expect({ kind, all: [...new Set(all)] }).toEqual({ kind, all });
    }
    expect(allWords(language).filter((word) => word.trim() === '')).toEqual([]);
  });

  test('is in its own script', () => {
    const isHan = (word: string) => /\p{Script=Han}/u.test(word);
    expect(allWords(language).filter((word) => isHan(word) !== (language === 'zh-CN'))).toEqual([]);
  });
});

/** Names, and sentences with a number in the place of each operand. */
function allWords(language: Language): readonly string[] {
  const operands = new Proxy({}, { get: () => '7' });
  const wordsOf = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [(value as (of: unknown) => string)(operands)];
    return Object.values(value as object).flatMap(wordsOf);
  };
  const { list: _list, days: _days, threshold: _threshold, ...rest } = catalogues[language];
  return wordsOf(rest);
}

describe('the terms of the specification’s first table', () => {
  const text = readFileSync(new URL('../../../docs/explanation/specification.md', import.meta.url), 'utf8');
  const rows = text.split('\n').flatMap((line) => {
    const [, term = '', , chinese = ''] = line.split('|').map((cell) => cell.trim());
    return /\p{Script=Han}/u.test(chinese)
      ? [[term, chinese.split(/[,/;：]\s*/).map((one) => one.trim())] as const]
      : [];
  });
  const table = new Map(rows);
  const chineseOf = (term: string): readonly string[] => {
    const found = [...table].find(([name]) => name.includes(term));
    if (found === undefined) throw new Error(`the table has no ${term}`);
    return found[1];
  };
  const { names, clearances, use, whose } = catalogues['zh-CN'];
  const any = new Proxy({}, { get: () => '7' }) as Readonly<Record<string, string>>;

  test('are the Chinese names of their codes', () => {
    expect([names.ruleKinds.blocking, names.ruleKinds.exclusion]).toEqual(chineseOf('blocking rule'));
    expect(['适用于', names.scopes.customer, names.scopes.group, names.scopes.all]).toEqual(chineseOf('scope'));
    expect([names.reasons.multiple]).toEqual(chineseOf('multiple').slice(1));
    expect([names.reasons['ready-to-release']]).toEqual(chineseOf('ready to release'));
    expect([names.holdStates['ready-to-release']]).toEqual(chineseOf('ready to release'));
    expect([names.reasons['credit-limit-exceeded']]).toEqual(chineseOf('exceeded credit limit'));
    expect([names.reasons.forced]).toEqual(chineseOf('forced credit hold'));
    const [release = '', reject = ''] = chineseOf('release / reject');
    expect([names.holdStates.released, names.holdStates.rejected]).toEqual([`已${release}`, `已${reject}`]);
    expect([names.holdStates.open, names.answers.held]).toEqual([
      chineseOf('credit hold,')[0],
      chineseOf('credit hold,')[0],
    ]);
  });

  test('are in the Chinese sentences about them', () => {
    const [limit = '', temporary = ''] = chineseOf('credit limit / temporary');
    const [group = ''] = chineseOf('customer credit group');
    const [exposure = ''] = chineseOf('exposure');
    const [evaluate = ''] = chineseOf('evaluate for release');
    const [terms = '', discount = ''] = chineseOf('terms of payment; settlement');
    expect(clearances['raise-credit-limit'](any)).toContain(limit);
    expect(clearances['raise-temporary-limit'](any)).toContain(temporary);
    expect(clearances['raise-group-limit'](any)).toContain(group);
    expect(whose.group).toContain(group);
    expect(use.ofLimit(any)).toContain(exposure);
    expect(clearances['evaluate-again']({})).toContain(evaluate);
    expect(clearances['change-payment-terms'](any)).toContain(terms);
    expect(clearances['change-settlement-discount'](any)).toContain(discount.replace(/ .*/, ''));
    expect(catalogues['zh-CN'].reasons.forced(any)).toContain(chineseOf('release reason, forced')[1]);
  });

  test('and no others for the same', () => {
    const others = /授信|信贷|风险敞口|释放|放行|账户|过账|冻结|阻止|拦截/;
    expect(allWords('zh-CN').filter((word) => others.test(word))).toEqual([]);
  });
});

describe('figures', () => {
  test('have every digit', () => {
    expect(moneyInWords({ amount: largestAmount, currency: 'EUR' })).toBe('10,000,000,000,000,000.00 EUR');
    expect(moneyInWords({ amount: -largestAmount - 1n, currency: 'JPY' })).toBe('-1,000,000,000,000,000,001 JPY');
    expect(moneyInWords({ amount: 999n, currency: 'BHD' })).toBe('0.999 BHD');
    expect(decimalInWords('123456.7', 'USD')).toBe('123,456.7 USD');
  });

  const used = (operands: Operands) =>
    wordsIn('en').reason(
      { code: 'credit-limit-used', operands: { percent: '75', boundary: 'over', ...operands } },
      'EUR',
    ).text;

  test('that are cut say so', () => {
    expect(used({ exposure: eur('6000'), limit: eur('8000'), used: '75' })).toContain(' 75% of ');
    expect(used({ exposure: eur('6000.01'), limit: eur('8000.01'), used: '75' })).toContain(' 75.0000…% of ');
    expect(used({ exposure: eur('6000.01'), limit: eur('8000'), used: '75.0001' })).toContain(' 75.0001…% of ');
  });

  test('of a group are in its currency', () => {
    const dollars = { exposure: '1500.50', limit: '1000.00', used: '150.05', limitCurrency: 'USD' };
    expect(used(dollars)).toContain('1,500.50 USD, 150.05% of the credit limit of 1,000.00 USD');
  });

  test('of a limit of nothing or without end are no percents', () => {
    expect(used({ exposure: eur('1'), limit: 0n, used: null })).not.toContain('% of');
    expect(used({ exposure: eur('1'), limit: null, used: '0' })).not.toContain('% of');
  });

  test('of a rule in another currency are given in both', () => {
    const operands = {
      amount: '1000',
      currency: 'USD',
      convertedAmount: eur('900'),
      orderAmount: eur('950'),
      boundary: 'over',
    };
    const { text } = wordsIn('en').reason({ code: 'sales-order-amount', operands }, 'EUR');
    expect(text).toContain('more than 1,000 USD (900.00 EUR)');
  });

  test('of one day are singular', () => {
    const operands = {
      days: 1,
      daysOverdue: 2,
      oldestDueDate: '2026-06-13',
      overdueAmount: eur('5'),
      boundary: 'reached',
    };
    const { text } = wordsIn('en').reason({ code: 'days-overdue', operands }, 'EUR');
    expect(text).toContain('2 days overdue');
    expect(text).toContain('1 day or more');
  });
});

test('a skip names the day of the next check where one decides', () => {
  const date = day('2026-06-20');
  for (const language of languages) {
    expect(wordsIn(language).skip({ because: 'grace', nextCheckDue: date })).toContain(date);
    expect(wordsIn(language).skip({ because: 'customer-ignored', nextCheckDue: date })).toContain(date);
  }
});

test('an operand that an old record lacks is said to be unknown', () => {
  for (const language of languages) {
    const { text } = wordsIn(language).reason({ code: 'forced', operands: {} }, 'EUR');
    expect(text).toContain(catalogues[language].unknown);
  }
});
