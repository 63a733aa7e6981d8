import { compileRulebook, type Rulebook } from '../../domain/compile-rulebook.ts';
import type { ExchangeRateDocument } from '../../domain/exchange-rates.ts';
import type { LegalEntityId } from '../../domain/ids.ts';
import { defaultParameters, type Parameters } from '../../domain/parameters.ts';
import type { AutomaticLimit, RiskGroup, ScoringGroup } from '../../domain/risk/risk-set-up.ts';
import type { AccountStatus, RulebookDocument } from '../../domain/rulebook.ts';
import type { RuleDocument } from '../../domain/rules/rule-document.ts';

export type RulebookWishes = {
  readonly parameters?: Partial<Parameters>;
  readonly rules?: Readonly<Record<string, RuleDocument>>;
  readonly accountStatuses?: Readonly<Record<string, AccountStatus['stops']>>;
  readonly paymentTermsRanks?: Readonly<Record<string, number>>;
  readonly settlementDiscountRanks?: Readonly<Record<string, number>>;
  readonly exchangeRates?: ExchangeRateDocument;
  readonly scoringGroups?: Readonly<Record<string, ScoringGroup>>;
  readonly riskGroups?: Readonly<Record<string, RiskGroup>>;
  readonly automaticLimits?: Readonly<Record<string, AutomaticLimit>>;
};

export const forAll = { scope: 'all', boundary: 'over' } as const;

/** EUR, defaults, but `creditLimitCheck: rules` as in the worked examples. */
export function aRulebookDocument(wishes: RulebookWishes = {}): RulebookDocument {
  const description = '';
  return {
    legalEntity: 'HQ' as LegalEntityId,
    version: 7,
    entity: { name: 'Headquarters', baseCurrency: 'EUR', timeZone: 'Europe/Berlin', version: 1 },
    parameters: { ...defaultParameters, creditLimitCheck: 'rules', ...wishes.parameters, version: 2 },
    rules: mapValues(wishes.rules ?? {}, (rule) => ({ ...rule, version: 3 })),
    reasons: {},
    accountStatuses: mapValues(wishes.accountStatuses ?? {}, (stops) => ({ description, stops, version: 4 })),
    creditManagementGroups: {},
    paymentTermsRanks: mapValues(wishes.paymentTermsRanks ?? {}, (rank) => ({ description, rank, version: 5 })),
    settlementDiscountRanks: mapValues(wishes.settlementDiscountRanks ?? {}, (rank) => ({
      description,
      rank,
      version: 6,
    })),
    rateTypes: mapValues(wishes.exchangeRates ?? {}, () => ({ description, version: 8 })),
    exchangeRates: wishes.exchangeRates ?? {},
    scoringGroups: mapValues(wishes.scoringGroups ?? {}, (group) => ({ ...group, version: 9 })),
    riskGroups: mapValues(wishes.riskGroups ?? {}, (group) => ({ ...group, version: 10 })),
    automaticLimits: mapValues(wishes.automaticLimits ?? {}, (limit) => ({ ...limit, version: 11 })),
    workflows: {},
  };
}

export function aRulebook(wishes: RulebookWishes = {}): Rulebook {
  return compileRulebook(aRulebookDocument(wishes));
}

function mapValues<T, U extends object>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
