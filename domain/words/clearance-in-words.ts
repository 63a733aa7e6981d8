import type { Clearance } from '../evaluation.ts';
import type { Catalogue } from './catalogue.ts';
import { moneyInWords } from './money-in-words.ts';

/** What to do, to the last cent. */
export function clearanceInWords({ clearances, list }: Catalogue, way: Clearance, baseCurrency: string): string {
  const money = (amount: bigint): string => {
    const currency = ('currency' in way ? way.currency : undefined) ?? baseCurrency;
    return moneyInWords({ amount, currency });
  };
  switch (way.kind) {
    case 'pay':
      return clearances.pay({ amount: money(way.amount) });
    case 'pay-invoices-due-before':
    case 'pay-group-invoices-due-before':
      return clearances[way.kind]({ amount: money(way.amount), date: way.date });
    case 'raise-credit-limit':
    case 'raise-temporary-limit':
    case 'raise-group-limit':
    case 'raise-group-temporary-limit':
    case 'lower-order':
      return clearances[way.kind]({ to: money(way.to) });
    case 'extend-credit-limit-expiry':
    case 'extend-group-expiry':
      return clearances[way.kind]({ to: way.to });
    case 'change-account-status':
      return clearances['change-account-status']({ codes: list(way.otherThan) });
    case 'change-payment-terms':
      return 'otherThan' in way
        ? clearances['change-payment-terms']({ codes: list(way.otherThan) })
        : clearances['change-payment-terms-rank']({ rank: String(way.maxRank) });
    case 'change-settlement-discount':
      return clearances['change-settlement-discount']({ rank: String(way.maxRank) });
    case 'evaluate-again':
      return clearances['evaluate-again']({});
    case 'provide-exchange-rate':
      return clearances['provide-exchange-rate'](way);
    case 'set-credit-limit-rate-type':
      return way.rateTypes.length === 0
        ? clearances['set-credit-limit-rate-type'](way)
        : clearances['choose-credit-limit-rate-type']({ ...way, codes: list(way.rateTypes) });
  }
}
