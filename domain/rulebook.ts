import type { ExchangeRateDocument } from './exchange-rates.ts';
import type { LegalEntityId } from './ids.ts';
import type { Parameters } from './parameters.ts';
import type { AutomaticLimit, RiskGroup, ScoringGroup } from './risk/risk-set-up.ts';
import type { RuleDocument } from './rules/rule-document.ts';
import type { Workflow } from './workflow/workflow.ts';

/** §2.3 */
export type ReasonSetUp = { readonly type: 'hold' | 'release' | 'status'; readonly description: string };
/** §2.4: the enabled checkpoints that the status stops. */
export type AccountStatus = { readonly description: string; readonly stops: 'none' | 'invoice' | 'all' };
/** §2.5 */
export type CreditManagementGroup = { readonly description: string };
/** §2.6 */
export type Rank = { readonly description: string; readonly rank: number };
/** §2.7 */
export type RateType = { readonly description: string };

/** An element of the rulebook with the rulebook version that last changed it: its ETag, and what a decision names. */
export type Versioned<T> = T & { readonly version: number };

/**
 * All that decisions of one legal entity depend on beside the customer and the order, as stored: immutable, and never
 * deleted, since decisions name the version that they used.
 */
export type RulebookDocument = {
  readonly legalEntity: LegalEntityId;
  readonly version: number;
  readonly entity: Versioned<{ readonly name: string; readonly baseCurrency: string; readonly timeZone: string }>;
  readonly parameters: Versioned<Parameters>;
  readonly rules: Readonly<Record<string, Versioned<RuleDocument>>>;
  readonly reasons: Readonly<Record<string, Versioned<ReasonSetUp>>>;
  readonly accountStatuses: Readonly<Record<string, Versioned<AccountStatus>>>;
  readonly creditManagementGroups: Readonly<Record<string, Versioned<CreditManagementGroup>>>;
  readonly paymentTermsRanks: Readonly<Record<string, Versioned<Rank>>>;
  readonly settlementDiscountRanks: Readonly<Record<string, Versioned<Rank>>>;
  /** §2.7 */
  readonly rateTypes: Readonly<Record<string, Versioned<RateType>>>;
  readonly exchangeRates: ExchangeRateDocument;
  /** §12.4, §12.5: no decision reads these three; here they cannot contradict the rules (docs/adr/0022). */
  readonly scoringGroups: Readonly<Record<string, Versioned<ScoringGroup>>>;
  readonly riskGroups: Readonly<Record<string, Versioned<RiskGroup>>>;
  readonly automaticLimits: Readonly<Record<string, Versioned<AutomaticLimit>>>;
  /** §11.1 */
  readonly workflows: Readonly<Record<string, Versioned<Workflow>>>;
};
