import type { CivilDate } from '../../../domain/civil-date.ts';
import { creditLimitOn, groupLimitOn } from '../../../domain/credit-limit.ts';
import type { Bound, LimitOwner } from '../../../domain/evaluation.ts';
import type { ExposureSums } from '../../../domain/position.ts';
import type { RulebookDocument } from '../../../domain/rulebook.ts';
import { isUnknown } from '../../../domain/rules/verdict.ts';
import type { Decision } from '../../../functions/store/decision-item.ts';
import { decisionOf, putOfKind, type MakeInvariant } from './invariant.ts';
import { accountOf, groupOf, positionOf, rulebookOf } from './stored-credit.ts';

/**
 * §5.6: after each commit of a pass, what counted for it is within every limit that a rule would have held it for, on the
 * latest day of any pass before. Here every rule is of `credit-limit-used`, and `creditLimitCheck` adds none.
 */
export const noOverCommit: MakeInvariant = ({ table }) => {
  let latest = '';
  return {
    onCommit: (committed) => {
      return putOfKind(committed, 'decision')
        .map(decisionOf)
        .flatMap((decision) => {
          const { evaluation } = decision.evidence;
          if (decision.answer !== 'passed') return [];
          if (decision.businessDate > latest) latest = decision.businessDate;
          if (evaluation === undefined || evaluation.releasedBy !== undefined) return [];
          const today = latest as CivilDate;
          const { document, rulebook } = rulebookOf(table, decision.rulebook);
          const tested = evaluation.tested ?? ['own'];
          const limit = creditLimitOn(accountOf(table, decision.customer), today, rulebook);
          const own = isUnknown(limit) ? 0n : limit.total;
          const { sums } = positionOf(table, decision.customer);
          const over = (owner: LimitOwner, of: ExposureSums, guard: Bound | undefined, total: bigint) =>
            tested.includes(owner) ? overLimit({ decision, document, owner, sums: of, guard, total, today }) : [];
          const group = evaluation.group === undefined ? undefined : groupOf(table, evaluation.group.creditGroup);
          return [
            ...over('own', sums, evaluation.guard, own),
            ...(group === undefined
              ? []
              : over('group', group.sums, evaluation.groupGuard, groupLimitOn(group.group, today).total)),
          ];
        });
    },
  };
};

type Tested = {
  readonly decision: Decision;
  readonly document: RulebookDocument;
  readonly owner: LimitOwner;
  readonly sums: ExposureSums;
  readonly guard: Bound | undefined;
  readonly total: bigint;
  readonly today: CivilDate;
};

function overLimit({ decision, document, owner, sums, guard, total, today }: Tested): readonly string[] {
  // What is open and not held counts for every pass; what else does, the record says.
  const counted = sums[guard?.sum ?? 'toOrders'];
  return percentsOf(document, decision.customer).flatMap((percent) =>
    counted * 100n <= total * percent
      ? []
      : [
          `NoOverCommit: ${decision.order} passed, which makes ${counted} of ${percent} % of ${owner} ${total} on ${today}`,
        ],
  );
}

/** Of the blocking rules that apply to a customer in no credit management group. */
function percentsOf({ rules }: RulebookDocument, customer: string): readonly bigint[] {
  return Object.values(rules).flatMap((rule) => {
    if (rule.type !== 'credit-limit-used') throw new Error(`NoOverCommit knows no ${rule.type}`);
    const applies = rule.scope === 'all' || (rule.scope === 'customer' && rule.account === customer);
    return applies && rule.kind === 'blocking' ? [BigInt(rule.percent)] : [];
  });
}
