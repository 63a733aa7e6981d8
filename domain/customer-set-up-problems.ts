import type { Policy, TemporaryLimit } from './customer.ts';
import { oneHundredPercent } from './percent.ts';
import type { SetUpProblem } from './set-up/set-up-problem.ts';

/** §4.1: a period ends when it begins or later, and no two share a day. */
export function temporaryLimitProblems(limits: readonly TemporaryLimit[]): readonly SetUpProblem[] {
  return limits.flatMap((limit, index) => {
    const pointer = `/temporaryLimits/${index}`;
    if (limit.from > limit.to) return [{ pointer: `${pointer}/to`, code: 'to-before-from' }];
    const isOverlapping = limits.slice(0, index).some(({ from, to }) => from <= limit.to && limit.from <= to);
    return isOverlapping ? [{ pointer, code: 'temporary-limits-overlap' }] : [];
  });
}

/** §4.2 */
export function policyProblems(policies: readonly Policy[]): readonly SetUpProblem[] {
  return policies.flatMap((policy, index) => {
    const pointer = `/policies/${index}`;
    const isRepeated = policies.slice(0, index).some(({ id }) => id === policy.id);
    const found: readonly (SetUpProblem | undefined)[] = [
      isRepeated ? { pointer: `${pointer}/id`, code: 'policy-repeated' } : undefined,
      policy.kind === 'guarantee' && policy.coverageType !== undefined
        ? { pointer: `${pointer}/coverageType`, code: 'coverage-type-on-guarantee' }
        : undefined,
      policy.effectiveDate > policy.expirationDate
        ? { pointer: `${pointer}/expirationDate`, code: 'expiration-before-effective' }
        : undefined,
      policy.updateLimitPercent > oneHundredPercent
        ? { pointer: `${pointer}/updateLimitPercent`, code: 'percent-above-100' }
        : undefined,
    ];
    return found.filter((problem) => problem !== undefined);
  });
}
