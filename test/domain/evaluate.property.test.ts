import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRulebook } from '../../domain/compile-rulebook.ts';
import { evaluate } from '../../domain/evaluate.ts';
import type { Evaluation, LimitOwner, Situation } from '../../domain/evaluation.ts';
import { storedSumOf } from '../../domain/exposure.ts';
import type { ExposureSum, ExposureSums } from '../../domain/position.ts';
import { aRulebook, aRulebookDocument } from './a-rulebook.ts';
import { arbitraryMember, arbitraryRulebook, arbitrarySituation } from './arbitrary.ts';
import { bounded } from './bounded.ts';
import { naiveEvaluation, type NaiveEvaluation } from './naive-evaluation.ts';

test('the engine agrees with a naive reading of §6', () => {
  fc.assert(
    fc.property(arbitraryRulebook, arbitrarySituation, (wishes, situation) => {
      const document = aRulebookDocument(wishes);
      const evaluation = evaluate(compileRulebook(document), situation);
      expect(asNaive(evaluation)).toEqual(naiveEvaluation(document, situation));
    }),
    bounded(6_000, 10_000),
  );
});

test('up to the guard of a pass everything in its record is the same, one minor unit above it is not', () => {
  fc.assert(
    fc.property(arbitraryRulebook, arbitrarySituation, (wishes, situation) => {
      const rulebook = aRulebook(wishes);
      const evaluation = evaluate(rulebook, situation);
      const sum = storedSumOf(rulebook.parameters, situation);
      fc.pre(evaluation.outcome === 'pass' && sum !== undefined);
      if (sum === undefined) return;
      const recordAt = (stored: bigint): unknown => record(evaluate(rulebook, withSum(situation, sum, stored)));
      const now = situation.sums[sum];
      const { guard } = evaluation;
      const max = guard?.max ?? now + 200_000n;
      expect(max >= now).toBe(true);
      expect(guard?.sum ?? sum).toBe(sum);
      for (let stored = now; stored <= max && stored <= now + 100n; stored++) {
        expect(recordAt(stored)).toEqual(record(evaluation));
      }
      expect(recordAt(max)).toEqual(record(evaluation));
      if (guard !== undefined) expect(recordAt(max + 1n)).not.toEqual(record(evaluation));
    }),
    bounded(1_500, 10_000),
  );
});

test('of a member, each guard is exact for its own sum, and both hold together', () => {
  fc.assert(
    fc.property(arbitraryRulebook, arbitraryMember, (wishes, situation) => {
      const rulebook = aRulebook(wishes);
      const evaluation = evaluate(rulebook, situation);
      const sum = storedSumOf(rulebook.parameters, situation);
      fc.pre(evaluation.outcome === 'pass' && sum !== undefined);
      if (sum === undefined) return;
      const recordOf = (then: Situation): unknown => record(evaluate(rulebook, then));
      const maxOf = (whose: LimitOwner): bigint => {
        const guard = whose === 'own' ? evaluation.guard : evaluation.groupGuard;
        const now = sumsOf(situation, whose)[sum];
        const max = guard?.max ?? now + 200_000n;
        expect(max >= now).toBe(true);
        for (const stored of [now, now + 1n, (now + max) / 2n, max]) {
          if (stored > max) continue;
          expect(recordOf(withSum(situation, sum, stored, whose))).toEqual(record(evaluation));
        }
        // What an exclusion suppresses is named by its code alone, whichever of the limits it is of.
        if (guard !== undefined && evaluation.releasedBy === undefined) {
          expect(recordOf(withSum(situation, sum, max + 1n, whose))).not.toEqual(record(evaluation));
        }
        return max;
      };
      const own = withSum(situation, sum, maxOf('own'));
      expect(recordOf(withSum(own, sum, maxOf('group'), 'group'))).toEqual(record(evaluation));
    }),
    bounded(1_500, 10_000),
  );
});

test('a pass stays a pass as exposure falls', () => {
  fc.assert(
    fc.property(arbitraryRulebook, arbitrarySituation, fc.bigInt({ min: 0n, max: 80n }), (wishes, situation, less) => {
      const rulebook = aRulebook(wishes);
      const sum = storedSumOf(rulebook.parameters, situation);
      fc.pre(sum !== undefined && evaluate(rulebook, situation).outcome === 'pass');
      if (sum === undefined) return;
      expect(evaluate(rulebook, withSum(situation, sum, situation.sums[sum] - less)).outcome).toBe('pass');
    }),
    bounded(1_500, 10_000),
  );
});

function withSum(situation: Situation, sum: ExposureSum, stored: bigint, whose: LimitOwner = 'own'): Situation {
  const sums = { ...sumsOf(situation, whose), [sum]: stored };
  const { group } = situation;
  return whose === 'own' || group === undefined ? { ...situation, sums } : { ...situation, group: { ...group, sums } };
}

function sumsOf({ sums, group }: Situation, whose: LimitOwner): ExposureSums {
  return whose === 'own' || group === undefined ? sums : group.sums;
}

/** What a decision record says, without the numbers that exposure is part of. */
function record(evaluation: Evaluation): unknown {
  return {
    outcome: evaluation.outcome,
    warnings: evaluation.warnings.map(({ code, limit }) => ({ code, limit })),
    rules: evaluation.rules.map(({ rule, outcome, because, limit }) => ({ rule, outcome, because, limit })),
    releasedBy: evaluation.releasedBy,
  };
}

function asNaive({ outcome, reasons, warnings, releasedBy }: Evaluation): NaiveEvaluation {
  const named = Object.groupBy(reasons, ({ code }) => code);
  return {
    outcome,
    reasons: Object.fromEntries(
      Object.entries(named).map(([code, found]) => [
        code,
        found.flatMap(({ rules }) => rules.map(({ rule }) => rule)).sort(),
      ]),
    ),
    warns: warnings.length > 0,
    suppressed: releasedBy && [...releasedBy.suppressed].sort(),
  };
}
