import type { RulebookDocument } from '../rulebook.ts';
import type { CollectionName } from './element.ts';

/** Which part of the rulebook names the element: a path below the legal entity, or `undefined` where none does. */
export function usedBy(document: RulebookDocument, collection: CollectionName, id: string): string | undefined {
  if (collection === 'reasons') return isDefaultReason(document, id) ? 'parameters' : undefined;
  if (collection === 'rateTypes') return userOfRateType(document, id);
  const user = Object.entries(document.rules).find(
    ([, rule]) =>
      (collection === 'creditManagementGroups' && rule.scope === 'group' && rule.group === id) ||
      (collection === 'accountStatuses' && rule.type === 'account-status' && rule.accountStatus === id),
  );
  return user === undefined ? undefined : `rules/${user[0]}`;
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
