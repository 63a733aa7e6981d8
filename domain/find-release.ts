import type { Facts } from './facts.ts';
import type { CompiledRule } from './rules/compile-rule.ts';
import type { FittingRules } from './rules/rule-index.ts';
import { isTrue, runRule } from './rules/run-rule.ts';

/** §6.3.1: the first true exclusion with `releaseSalesOrder`, of any type and level. Where several are, the record shows them all. */
export function findRelease(running: FittingRules, facts: Facts, currency: string): CompiledRule | undefined {
  for (const { levels } of running) {
    for (const level of levels) {
      const found = level.find((rule) => rule.releasesSalesOrder && isTrue(runRule(rule, facts, currency)));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
