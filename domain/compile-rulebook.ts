import { compileExchangeRates, ratioOn, type ExchangeRates, type MissingRate, type Ratio } from './exchange-rates.ts';
import type { LegalEntityId, RuleId } from './ids.ts';
import { parseAmount } from './money.ts';
import type { Parameters } from './parameters.ts';
import { parsePercent, type Percent } from './percent.ts';
import type { AccountStatus, RulebookDocument } from './rulebook.ts';
import { compileRule } from './rules/compile-rule.ts';
import { indexRules, type RuleIndex } from './rules/rule-index.ts';

/** §2.2 with amounts in minor units of the entity's currency and percents parsed. */
type WrittenAsText = 'ignoreOverdueBelow' | 'ignoreOrdersBelow' | 'releaseTolerance' | 'creditWatchPercent';
export type CompiledParameters = Omit<Parameters, WrittenAsText> & {
  readonly ignoreOverdueBelow: bigint | null;
  readonly ignoreOrdersBelow: bigint | null;
  readonly releaseTolerance: { readonly percent: Percent; readonly days: number | null };
  readonly creditWatchPercent: Percent;
};

/** A rulebook document made ready for evaluations: parsed once, rules indexed. */
export type Rulebook = {
  readonly legalEntity: LegalEntityId;
  readonly version: number;
  /** The entity's base currency, that all amounts here are in. */
  readonly currency: string;
  readonly timeZone: string;
  readonly parameters: CompiledParameters;
  readonly rules: RuleIndex;
  readonly accountStatuses: ReadonlyMap<string, AccountStatus>;
  /** §2.6: rank by code. */
  readonly paymentTermsRanks: ReadonlyMap<string, number>;
  readonly settlementDiscountRanks: ReadonlyMap<string, number>;
  readonly exchangeRates: ExchangeRates;
};

/** §9.4: without a default reason an order stays ready to release. */
export function goesByItself({ autoRelease, automaticReleaseReason }: CompiledParameters): boolean {
  return autoRelease !== 'off' && automaticReleaseReason !== null;
}

/** The document was checked when it was saved: what does not parse here is a defect. */
export function compileRulebook(document: RulebookDocument): Rulebook {
  const { baseCurrency, timeZone } = document.entity;
  const places = Object.entries(document.rules)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, rule]) => ({
      key: rule.account ?? rule.group ?? '',
      riskGroup: rule.riskGroup,
      rule: compileRule(id as RuleId, rule, baseCurrency),
    }));
  return {
    legalEntity: document.legalEntity,
    version: document.version,
    currency: baseCurrency,
    timeZone,
    parameters: compileParameters(document.parameters, baseCurrency),
    rules: indexRules(places),
    accountStatuses: new Map(Object.entries(document.accountStatuses)),
    paymentTermsRanks: ranksByCode(document.paymentTermsRanks),
    settlementDiscountRanks: ranksByCode(document.settlementDiscountRanks),
    exchangeRates: compileExchangeRates(document.exchangeRates),
  };
}

/** §2.7: the ratio at `creditLimitRateType`, the rates used for credit; `undefined` where there is none. */
export function creditRatio(
  { exchangeRates, parameters }: Pick<Rulebook, 'exchangeRates' | 'parameters'>,
  wanted: MissingRate,
): Ratio | undefined {
  return ratioOn(exchangeRates, parameters.creditLimitRateType, wanted);
}

function compileParameters(parameters: Parameters, currency: string): CompiledParameters {
  const { creditWatchPercent } = parameters;
  const { percent, days } = parameters.releaseTolerance;
  return {
    ...parameters,
    ignoreOverdueBelow: optionalAmount(parameters.ignoreOverdueBelow, currency),
    ignoreOrdersBelow: optionalAmount(parameters.ignoreOrdersBelow, currency),
    releaseTolerance: { percent: parsed(parsePercent(percent), percent), days },
    creditWatchPercent: parsed(parsePercent(creditWatchPercent), creditWatchPercent),
  };
}

function optionalAmount(text: string | null, currency: string): bigint | null {
  return text === null ? null : parsed(parseAmount(text, currency), text);
}

function parsed(value: bigint | undefined, text: string): bigint {
  if (value === undefined) throw new Error(`a parameter does not parse: ${text}`);
  return value;
}

function ranksByCode(ranks: RulebookDocument['paymentTermsRanks']): ReadonlyMap<string, number> {
  return new Map(Object.entries(ranks).map(([code, { rank }]) => [code, rank]));
}
