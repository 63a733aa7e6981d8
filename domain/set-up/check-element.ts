import { checkAutomaticLimit } from '../risk/check-automatic-limit.ts';
import { checkRiskGroup, checkScoringGroup } from '../risk/check-scores.ts';
import type { AutomaticLimit, RiskGroup, ScoringGroup } from '../risk/risk-set-up.ts';
import type { RulebookDocument } from '../rulebook.ts';
import { checkRule } from '../rules/check-rule.ts';
import type { RuleDocument } from '../rules/rule-document.ts';
import { checkWorkflow } from '../workflow/check-workflow.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { elementOf, type CollectionName, type Elements } from './element.ts';
import type { SetUpProblem } from './set-up-problem.ts';

/** What an element contradicts in itself or in the rest of the rulebook. */
export function checkElement<C extends CollectionName>(
  document: RulebookDocument,
  collection: C,
  id: string,
  value: Elements[C],
): readonly SetUpProblem[] {
  switch (collection as CollectionName) {
    case 'rules':
      return ruleProblems(document, value as RuleDocument);
    case 'scoringGroups':
      return checkScoringGroup(document, value as ScoringGroup);
    case 'riskGroups':
      return checkRiskGroup(document, id, value as RiskGroup);
    case 'automaticLimits':
      return checkAutomaticLimit(document, id, value as AutomaticLimit);
    case 'workflows':
      return workflowProblems(document, id, value as Workflow);
    case 'reasons':
    case 'accountStatuses':
    case 'creditManagementGroups':
    case 'paymentTermsRanks':
    case 'settlementDiscountRanks':
    case 'rateTypes':
      return [];
  }
}

function ruleProblems(document: RulebookDocument, rule: RuleDocument): readonly SetUpProblem[] {
  return [...checkRule(rule, document.entity.baseCurrency), ...referenceProblems(document, rule)];
}

function workflowProblems(document: RulebookDocument, id: string, workflow: Workflow): readonly SetUpProblem[] {
  const { riskGroups = [] } = workflow.condition;
  return [
    ...checkWorkflow(id, workflow, document.workflows, document.entity.baseCurrency),
    ...riskGroups.flatMap((riskGroup, index) =>
      elementOf(document, 'riskGroups', riskGroup) === undefined
        ? [{ pointer: `/condition/riskGroups/${index}`, code: 'unknown-risk-group' }]
        : [],
    ),
  ];
}

function referenceProblems(document: RulebookDocument, rule: RuleDocument): readonly SetUpProblem[] {
  const problems: SetUpProblem[] = [];
  if (rule.scope === 'group' && elementOf(document, 'creditManagementGroups', rule.group) === undefined) {
    problems.push({ pointer: '/group', code: 'unknown-credit-management-group' });
  }
  if (rule.type === 'account-status' && elementOf(document, 'accountStatuses', rule.accountStatus) === undefined) {
    problems.push({ pointer: '/accountStatus', code: 'unknown-account-status' });
  }
  if (rule.riskGroup !== undefined && elementOf(document, 'riskGroups', rule.riskGroup) === undefined) {
    problems.push({ pointer: '/riskGroup', code: 'unknown-risk-group' });
  }
  return problems;
}
