import type { AutomaticLimit, RiskGroup, ScoringGroup } from '../risk/risk-set-up.ts';
import type {
  AccountStatus,
  CreditManagementGroup,
  Rank,
  RateType,
  ReasonSetUp,
  RulebookDocument,
  Versioned,
} from '../rulebook.ts';
import type { RuleDocument } from '../rules/rule-document.ts';
import type { Workflow } from '../workflow/workflow.ts';

/** The collections of a rulebook and what an element of each is. */
export type Elements = {
  readonly rules: RuleDocument;
  readonly reasons: ReasonSetUp;
  readonly accountStatuses: AccountStatus;
  readonly creditManagementGroups: CreditManagementGroup;
  readonly paymentTermsRanks: Rank;
  readonly settlementDiscountRanks: Rank;
  readonly rateTypes: RateType;
  readonly scoringGroups: ScoringGroup;
  readonly riskGroups: RiskGroup;
  readonly automaticLimits: AutomaticLimit;
  readonly workflows: Workflow;
};
export type CollectionName = keyof Elements;

/** Ids are whatever people chose, `constructor` too: only own members count. */
export function elementOf<C extends CollectionName>(
  document: RulebookDocument,
  collection: C,
  id: string,
): Versioned<Elements[C]> | undefined {
  const elements = document[collection] as unknown as Readonly<Record<string, Versioned<Elements[C]>>>;
  return Object.hasOwn(elements, id) ? elements[id] : undefined;
}

/** What people wrote, without the version that the rulebook adds. */
export function withoutVersion<T>(element: Versioned<T>): Omit<Versioned<T>, 'version'> {
  const { version: _, ...value } = element;
  return value;
}
