import { isDeepStrictEqual } from 'node:util';
import { creditLimitOn } from '../../domain/credit-limit.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { formatAmount } from '../../domain/money.ts';
import type { AuthorizedEntity } from '../../functions/actor.ts';
import { readCredit, readOpenHolds } from '../../functions/store/credit-state.ts';
import { decisionCodec, type Decision } from '../../functions/store/decision-item.ts';
import type { Carried } from './gate.ts';
import { entity, type Stage } from './stage.ts';
import type { Task } from './scenarios.ts';

type Put = { readonly Put?: { readonly Item?: Readonly<Record<string, unknown>> } };
type Transaction = { readonly TransactItems?: readonly Put[]; readonly ClientRequestToken?: string };

export type Watch = {
  /** Looks at every commit, while nothing else goes on. */
  readonly onCarried: (carried: Carried) => Promise<void>;
  readonly violations: readonly string[];
};

/** What must be so after every commit of a decision. */
export function watch(customer: string, tasks: readonly Task[]): Watch {
  const violations: string[] = [];
  const tokens = new Set<string>();
  const effects = new Map<string, number>();
  let latest = '';
  let newest = 0;

  async function onPass(decision: Decision): Promise<void> {
    const { evaluation } = decision.evidence;
    if (decision.businessDate > latest) latest = decision.businessDate;
    if (decision.rulebook < newest)
      violations.push(`VersionMonotone: ${decision.order} passed under rules ${decision.rulebook} after ${newest}`);
    newest = Math.max(newest, decision.rulebook);
    if (evaluation?.guard === undefined) return;
    const credit = await readCredit(entity as AuthorizedEntity, customer as CustomerId, true);
    const counted = credit.position.sums[evaluation.guard.sum];
    const { total } = creditLimitOn(credit.customer, latest as CivilDate);
    if (counted <= total) return;
    const [over, allowed] = [counted, total].map((amount) => formatAmount(amount, 'EUR'));
    violations.push(`NoOverCommit: ${decision.order} passed, which makes ${over} of ${allowed} on ${latest}`);
  }

  return {
    violations,
    onCarried: async ({ task, command, input }) => {
      if (!command.startsWith('TransactWrite')) return;
      const { TransactItems = [], ClientRequestToken = '' } = input as Transaction;
      // Sent again under its token, it was carried out once.
      if (tokens.has(ClientRequestToken)) return;
      tokens.add(ClientRequestToken);
      const items = TransactItems.map(({ Put }) => Put?.Item ?? {});
      const intent = tasks[task]?.intent ?? '';
      if (intent.startsWith('ask') && items.some((item) => item['kind'] === 'order')) {
        effects.set(intent, (effects.get(intent) ?? 0) + 1);
        if ((effects.get(intent) ?? 0) > 1) violations.push(`OneEffectPerIntent: ${intent} was carried out twice`);
      }
      const decisions = items
        .filter((item) => item['kind'] === 'decision')
        .map((item) => decisionCodec(item, 'decision'));
      for (const decision of decisions) if (decision.answer === 'passed') await onPass(decision);
    },
  };
}

/**
 * NoStuckHold: when all is done, evaluating every open hold changes neither its state nor its reasons. Values in them may
 * move on: what passes after a hold was decided makes its shortfall larger, and frees nothing.
 */
export async function stuckHolds({ send }: Stage, customer: string): Promise<readonly string[]> {
  const standingOf = async () => {
    const holds = await readOpenHolds(entity as AuthorizedEntity, customer as CustomerId);
    return holds.map(({ hold }) => ({
      hold: hold.hold,
      state: hold.state,
      reasons: hold.reasons.filter(({ isActive }) => isActive).map(({ code }) => code),
    }));
  };
  const before = await standingOf();
  await send('evaluate-customer-holds', { customer }, {}, { 'idempotency-key': `${customer}-end` });
  const after = await standingOf();
  if (isDeepStrictEqual(before, after)) return [];
  return [`NoStuckHold: ${JSON.stringify(before)} evaluated again is ${JSON.stringify(after)}`];
}
