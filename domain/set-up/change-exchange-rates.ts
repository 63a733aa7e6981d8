import type { CivilDate } from '../civil-date.ts';
import { pairOf, type ExchangeRateDocument } from '../exchange-rates.ts';
import { refuse } from '../refusal.ts';
import type { RulebookDocument } from '../rulebook.ts';
import type { SetUpChange } from './change-set-up.ts';
import { elementOf } from './element.ts';
import type { SetUpProblem } from './set-up-problem.ts';

/** §2.7: where a rate stands: at most one is there for a rate type, a pair and a date. */
export type RatePlace = {
  readonly rateType: string;
  readonly from: string;
  readonly to: string;
  readonly validFrom: CivilDate;
};
/** How many of `to` one of `from` is, a decimal. */
export type ExchangeRate = RatePlace & { readonly rate: string };

/** The next rulebook with all of the rates, or `undefined` where they are there already. One that is wrong refuses them all. */
export function putExchangeRates(document: RulebookDocument, rates: readonly ExchangeRate[]): SetUpChange | undefined {
  const errors = rates.flatMap((rate, index) => problemsOf(document, rate, `/rates/${index}`));
  const repeated = repeatedOf(rates).map((index) => ({ pointer: `/rates/${index}`, code: 'rate-repeated' }));
  if (errors.length > 0 || repeated.length > 0) throw refuse('invalid-set-up', { errors: [...errors, ...repeated] });
  const stored = byPlace(exchangeRatesOf(document));
  const news = rates.filter((rate) => stored.get(placeOf(rate))?.rate !== rate.rate);
  if (news.length === 0) return undefined;
  const before = news.flatMap((rate) => stored.get(placeOf(rate)) ?? []);
  return changed(document, new Map([...stored, ...byPlace(news)]), before, news);
}

/** The next rulebook without the rate; `undefined` where there is none. */
export function removeExchangeRate(document: RulebookDocument, place: RatePlace): SetUpChange | undefined {
  const stored = byPlace(exchangeRatesOf(document));
  const before = stored.get(placeOf(place));
  if (before === undefined) return undefined;
  stored.delete(placeOf(place));
  return changed(document, stored, [before], []);
}

export function exchangeRatesOf({ exchangeRates }: RulebookDocument): readonly ExchangeRate[] {
  return Object.entries(exchangeRates).flatMap(([rateType, pairs]) =>
    Object.entries(pairs).flatMap(([pair, rates]) => {
      const [from = '', to = ''] = pair.split('/');
      return Object.entries(rates).map(([date, rate]) => ({ rateType, from, to, validFrom: date as CivilDate, rate }));
    }),
  );
}

/** Unlike any other's: all but the rate type are of one length. */
export function placeOf({ rateType, from, to, validFrom }: RatePlace): string {
  return `${rateType} ${from} ${to} ${validFrom}`;
}

function byPlace(rates: readonly ExchangeRate[]): Map<string, ExchangeRate> {
  return new Map(rates.map((rate) => [placeOf(rate), rate]));
}

function repeatedOf(rates: readonly ExchangeRate[]): readonly number[] {
  const places = rates.map(placeOf);
  const first = new Map(places.toReversed().map((place, index) => [place, places.length - 1 - index]));
  return places.flatMap((place, index) => (first.get(place) === index ? [] : [index]));
}

function problemsOf(document: RulebookDocument, { rateType, from, to }: ExchangeRate, pointer: string) {
  const problems: SetUpProblem[] = [];
  if (elementOf(document, 'rateTypes', rateType) === undefined) {
    problems.push({ pointer: `${pointer}/rateType`, code: 'unknown-rate-type' });
  }
  if (from === to) problems.push({ pointer: `${pointer}/to`, code: 'same-currency' });
  return problems;
}

/** §17: the audit names what changed, not the whole table. */
function changed(
  document: RulebookDocument,
  rates: ReadonlyMap<string, ExchangeRate>,
  before: readonly ExchangeRate[],
  after: readonly ExchangeRate[],
): SetUpChange {
  return {
    document: { ...document, version: document.version + 1, exchangeRates: nested([...rates.values()]) },
    what: { kind: 'exchange-rates', id: document.legalEntity },
    before: nested(before),
    after: nested(after),
  };
}

function nested(rates: readonly ExchangeRate[]): ExchangeRateDocument {
  const sorted = rates.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  return fromGroups(
    Map.groupBy(sorted, ({ rateType }) => rateType),
    (ofType) =>
      fromGroups(
        Map.groupBy(ofType, ({ from, to }) => pairOf(from, to)),
        (ofPair) => Object.fromEntries(ofPair.map(({ validFrom, rate }) => [validFrom, rate])),
      ),
  );
}

function fromGroups<T>(
  groups: ReadonlyMap<string, readonly ExchangeRate[]>,
  change: (group: readonly ExchangeRate[]) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries([...groups].map(([key, group]) => [key, change(group)]));
}
