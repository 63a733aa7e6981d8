import type { LegalEntityId } from '../ids.ts';
import { defaultParameters } from '../parameters.ts';
import type { RulebookDocument } from '../rulebook.ts';

/** The rulebook that a legal entity starts with (§2: every parameter at its default). */
export function firstRulebook(
  legalEntity: LegalEntityId,
  entity: Omit<RulebookDocument['entity'], 'version'>,
): RulebookDocument {
  return {
    legalEntity,
    version: 1,
    entity: { ...entity, version: 1 },
    parameters: { ...defaultParameters, version: 1 },
    rules: {},
    reasons: {},
    accountStatuses: {},
    creditManagementGroups: {},
    paymentTermsRanks: {},
    settlementDiscountRanks: {},
    rateTypes: {},
    exchangeRates: {},
    scoringGroups: {},
    riskGroups: {},
    automaticLimits: {},
    workflows: {},
  };
}
