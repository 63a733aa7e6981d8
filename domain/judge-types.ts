import type { Rulebook } from './compile-rulebook.ts';
import type { RuleType } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { judgeType, type TypeJudgement } from './judge-type.ts';
import { ruleDefinitions } from './rules/index.ts';
import type { FittingRules } from './rules/rule-index.ts';
import type { RuleTypeDefinition } from './rules/rule-type.ts';

/** One type as judged by the facts of one limit. */
export type Judged = FittingRules[number] & { readonly facts: Facts; readonly judgement: TypeJudgement };

/** Every type that runs. One that tests a limit is judged for each limit on its own (§4.6). */
export function judgeTypes(rulebook: Rulebook, running: FittingRules, facts: readonly Facts[]): readonly Judged[] {
  return running.flatMap(({ type, levels }) =>
    testsOf(type, facts).map((test) => ({ type, levels, facts: test, judgement: judgeType(levels, test, rulebook) })),
  );
}

/** The facts that a type is judged by: one that tests no limit finds the same in all of them. */
export function testsOf(type: RuleType, facts: readonly Facts[]): readonly Facts[] {
  return testsLimit(type) ? facts : facts.slice(0, 1);
}

export function testsLimit(type: RuleType): boolean {
  const definition: RuleTypeDefinition = ruleDefinitions[type];
  return definition.testsLimit === true;
}
