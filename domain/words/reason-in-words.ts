import type { LimitOwner, Operand, Operands, ReasonCode } from '../evaluation.ts';
import type { Catalogue } from './catalogue.ts';
import { decimalInWords, moneyInWords } from './money-in-words.ts';
import { useInWords } from './use-in-words.ts';

/** What a reason, or a warning, says beside its code. */
export type Said = { readonly limit?: LimitOwner | undefined; readonly operands: Operands };

/** One reason told in one language; its amounts are of the entity's currency unless an operand names another. */
export type Telling = Said & { readonly catalogue: Catalogue; readonly baseCurrency: string };

/** Why an order is held, with every operand that matters. */
export function reasonInWords(code: ReasonCode, telling: Telling): string {
  return sentences[code](telling);
}

const sentences: { readonly [C in ReasonCode]: (telling: Telling) => string } = {
  'days-overdue': (telling) =>
    telling.catalogue.reasons['days-overdue']({
      oldestDueDate: text(telling, 'oldestDueDate'),
      daysOverdue: days(telling, 'daysOverdue'),
      threshold: threshold(telling, days(telling, 'days')),
      overdueAmount: money(telling, 'overdueAmount'),
    }),
  'account-status': (telling) =>
    telling.catalogue.reasons['account-status']({ accountStatus: text(telling, 'accountStatus') }),
  'terms-of-payment': (telling) =>
    telling.catalogue.reasons['terms-of-payment']({ paymentTerms: text(telling, 'paymentTerms') }),
  'credit-limit-expired': (telling) =>
    telling.operands['expiryDate'] === null
      ? telling.catalogue.reasons['credit-limit-expired-blank']({})
      : telling.catalogue.reasons['credit-limit-expired']({
          expiryDate: text(telling, 'expiryDate'),
          daysSinceExpiry: days(telling, 'daysSinceExpiry'),
          threshold: threshold(telling, days(telling, 'days')),
        }),
  'overdue-amount': (telling) =>
    telling.catalogue.reasons['overdue-amount']({
      overdueAmount: money(telling, 'overdueAmount'),
      use: useInWords(telling).use,
      amountThreshold: threshold(telling, ruleAmount(telling)),
      percentThreshold: threshold(telling, percent(telling)),
    }),
  'sales-order-amount': (telling) =>
    telling.catalogue.reasons['sales-order-amount']({
      orderAmount: money(telling, 'orderAmount'),
      threshold: threshold(telling, ruleAmount(telling)),
    }),
  'credit-limit-used': (telling) =>
    telling.catalogue.reasons['credit-limit-used']({
      use: useInWords(telling).use,
      threshold: threshold(telling, percent(telling)),
    }),
  'payment-terms-rank': (telling) => telling.catalogue.reasons['payment-terms-rank'](ranks(telling)),
  'settlement-discount-rank': (telling) => telling.catalogue.reasons['settlement-discount-rank'](ranks(telling)),
  'credit-limit-exceeded': (telling) => telling.catalogue.reasons['credit-limit-exceeded'](useInWords(telling)),
  'account-on-hold': (telling) =>
    telling.catalogue.reasons['account-on-hold']({
      accountStatus: text(telling, 'accountStatus'),
      stops: telling.catalogue.stops[telling.operands['stops'] === 'invoice' ? 'invoice' : 'all'],
    }),
  'cannot-evaluate': (telling) => cannotEvaluate(telling),
  forced: (telling) => telling.catalogue.reasons.forced({ by: text(telling, 'by'), reason: text(telling, 'reason') }),
  'ready-to-release': ({ catalogue }) => catalogue.reasons['ready-to-release']({}),
};

/** §6.5: what is missing is a rate, here or elsewhere, of a document that may not be named (§1.3), or the set-up of a status. */
function cannotEvaluate(telling: Telling): string {
  const { reasons } = telling.catalogue;
  const { operands } = telling;
  if ('creditGroup' in operands) return reasons['cannot-evaluate-group']({ creditGroup: text(telling, 'creditGroup') });
  if ('accountStatus' in operands) {
    return reasons['cannot-evaluate-status']({ accountStatus: text(telling, 'accountStatus') });
  }
  const rate = { from: text(telling, 'from'), to: text(telling, 'to'), date: text(telling, 'date') };
  return reasons['isElsewhere' in operands ? 'cannot-evaluate-elsewhere' : 'cannot-evaluate'](rate);
}

function ranks(telling: Telling) {
  const [code, rank] = [text(telling, 'code'), text(telling, 'rank')];
  return { code, rank, basis: text(telling, 'basis'), basisRank: text(telling, 'basisRank') };
}

function threshold({ catalogue, operands }: Telling, value: string): string {
  return catalogue.threshold[operands['boundary'] === 'reached' ? 'reached' : 'over']({ value });
}

/** §6.1: as the rule says it, and where that is in another currency what it was converted into. */
function ruleAmount(telling: Telling): string {
  const { operands } = telling;
  if (!('convertedAmount' in operands)) return money(telling, 'amount');
  const written = decimalInWords(text(telling, 'amount'), text(telling, 'currency'));
  return `${written} (${money(telling, 'convertedAmount')})`;
}

function percent(telling: Telling): string {
  return `${text(telling, 'percent')}%`;
}

function money(telling: Telling, name: string): string {
  const amount = telling.operands[name];
  return typeof amount === 'bigint' ? moneyInWords({ amount, currency: telling.baseCurrency }) : said(telling, amount);
}

function days(telling: Telling, name: string): string {
  const number = telling.operands[name];
  return typeof number === 'number' ? telling.catalogue.days(number) : said(telling, number);
}

function text(telling: Telling, name: string): string {
  return said(telling, telling.operands[name]);
}

/** A record of before an operand was kept has none. */
function said({ catalogue }: Telling, operand: Operand | undefined): string {
  return operand === null || operand === undefined ? catalogue.unknown : String(operand);
}
