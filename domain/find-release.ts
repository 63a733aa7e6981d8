import type { Rulebook } from './compile-rulebook.ts';
import type { Facts } from './facts.ts';
import { testsOf } from './judge-types.ts';
import type { CompiledRule } from './rules/compile-rule.ts';
import type { FittingRules } from './rules/rule-index.ts';
import { isTrue, runRule } from './rules/run-rule.ts';

/**
 * §6.3.1: the first true exclusion with `releaseSalesOrder`, of any type and level. Where several are, the record shows them
 * all. One that tests a limit must be true of every limit that is tested (§4.6).
 */
export function findRelease(
  running: FittingRules,
  facts: readonly Facts[],
  rulebook: Rulebook,
): CompiledRule | undefined {
  for (const { type, levels } of running) {
    const tests = testsOf(type, facts);
    for (const level of levels) {
      const found = level.find(
        (rule) => rule.releasesSalesOrder && tests.every((test) => isTrue(runRule(rule, test, rulebook))),
      );
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
