import type { RulebookDocument } from '../rulebook.ts';
import { checkRule } from '../rules/check-rule.ts';
import type { RuleDocument } from '../rules/rule-document.ts';
import { elementOf, type CollectionName, type Elements } from './element.ts';
import type { SetUpProblem } from './set-up-problem.ts';

/** What an element contradicts in itself or in the rest of the rulebook. Only rules name anything else. */
export function checkElement<C extends CollectionName>(
  document: RulebookDocument,
  collection: C,
  value: Elements[C],
): readonly SetUpProblem[] {
  if (collection !== 'rules') return [];
  const rule = value as RuleDocument;
  return [...checkRule(rule, document.entity.baseCurrency), ...referenceProblems(document, rule)];
}

function referenceProblems(document: RulebookDocument, rule: RuleDocument): readonly SetUpProblem[] {
  const problems: SetUpProblem[] = [];
  if (rule.scope === 'group' && elementOf(document, 'creditManagementGroups', rule.group) === undefined) {
    problems.push({ pointer: '/group', code: 'unknown-credit-management-group' });
  }
  if (rule.type === 'account-status' && elementOf(document, 'accountStatuses', rule.accountStatus) === undefined) {
    problems.push({ pointer: '/accountStatus', code: 'unknown-account-status' });
  }
  return problems;
}
