import type { ScoringGroup } from '../risk/risk-set-up.ts';
import type { RulebookDocument } from '../rulebook.ts';
import type { RuleDocument } from '../rules/rule-document.ts';
import { elementOf, type CollectionName } from './element.ts';

/** Which part of the rulebook names the element: a path below the legal entity, or `undefined` where none does. */
export function usedBy(document: RulebookDocument, collection: CollectionName, id: string): string | undefined {
  switch (collection) {
    case 'reasons':
      return isDefaultReason(document, id) ? 'parameters' : undefined;
    case 'rateTypes':
      return userOfRateType(document, id);
    case 'creditManagementGroups':
      return (
        ruleThat(document, (rule) => rule.scope === 'group' && rule.group === id) ??
        scorerOf(document, 'credit-management-group', id)
      );
    case 'accountStatuses':
      return (
        ruleThat(document, (rule) => rule.type === 'account-status' && rule.accountStatus === id) ??
        scorerOf(document, 'account-status', id)
      );
    case 'riskGroups':
      return (
        ruleThat(document, ({ riskGroup }) => riskGroup === id) ??
        pathTo('automatic-limits', document.automaticLimits, ({ riskGroup }) => riskGroup === id) ??
        pathTo('workflows', document.workflows, ({ condition }) => condition.riskGroups?.includes(id) === true)
      );
    case 'scoringGroups':
      return pathTo('automatic-limits', document.automaticLimits, ({ lines }) =>
        lines.some(({ scoringGroup }) => scoringGroup === id),
      );
    case 'rules':
    case 'paymentTermsRanks':
    case 'settlementDiscountRanks':
    case 'automaticLimits':
    case 'workflows':
      return undefined;
  }
}

function ruleThat({ rules }: RulebookDocument, isUser: (rule: RuleDocument) => boolean): string | undefined {
  return pathTo('rules', rules, isUser);
}

/** §12.4, §12.5: what scores a code, or compares with it. */
function scorerOf(document: RulebookDocument, type: ScoringGroup['type'], code: string): string | undefined {
  const isScored = (group: ScoringGroup) =>
    group.type === type && 'values' in group && group.values?.some(({ value }) => value === code) === true;
  const isCompared = (scoringGroup: string, value: string) =>
    value === code && elementOf(document, 'scoringGroups', scoringGroup)?.type === type;
  return (
    pathTo('scoring-groups', document.scoringGroups, isScored) ??
    pathTo('automatic-limits', document.automaticLimits, ({ lines }) =>
      lines.some(({ scoringGroup, value }) => isCompared(scoringGroup, value)),
    )
  );
}

function pathTo<T>(
  path: string,
  elements: Readonly<Record<string, T>>,
  isUser: (element: T) => boolean,
): string | undefined {
  const user = Object.entries(elements).find(([, element]) => isUser(element));
  return user === undefined ? undefined : `${path}/${user[0]}`;
}

function userOfRateType({ parameters, exchangeRates }: RulebookDocument, id: string): string | undefined {
  if (parameters.creditLimitRateType === id) return 'parameters';
  return Object.hasOwn(exchangeRates, id) ? 'exchange-rates' : undefined;
}

function isDefaultReason({ parameters }: RulebookDocument, id: string): boolean {
  return [parameters.cancelledOrderReason, parameters.modifiedOrderReason, parameters.automaticReleaseReason].includes(
    id,
  );
}
