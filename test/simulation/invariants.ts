import { isDeepStrictEqual } from 'node:util';
import { creditLimitOn, groupLimitOn } from '../../domain/credit-limit.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { CreditGroupId, CustomerId } from '../../domain/ids.ts';
import { noExposure, plus } from '../../domain/position.ts';
import { isUnknown } from '../../domain/rules/verdict.ts';
import { formatAmount } from '../../domain/money.ts';
import type { AuthorizedEntity } from '../../functions/actor.ts';
import { findGroup, readMembers } from '../../functions/store/credit-groups.ts';
import { readCredit, readOpenHolds } from '../../functions/store/credit-state.ts';
import { decisionCodec, type Decision } from '../../functions/store/decision-item.ts';
import { readRulebook } from '../../functions/store/rulebook.ts';
import type { Carried } from './gate.ts';
import { entity, type Stage } from './stage.ts';
import { membersOf } from './group-scenarios.ts';
import type { Task } from './steps.ts';

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
    await groupWithinLimit(decision);
    if (evaluation?.guard === undefined) return;
    const credit = await readCredit(entity as AuthorizedEntity, decision.customer, true);
    const counted = credit.position.sums[evaluation.guard.sum];
    const rulebook = await readRulebook(entity as AuthorizedEntity, newest);
    const limit = creditLimitOn(credit.customer, latest as CivilDate, rulebook);
    if (!isUnknown(limit) && counted <= limit.total) return;
    const total = isUnknown(limit) ? 0n : limit.total;
    const [over, allowed] = [counted, total].map((amount) => formatAmount(amount, 'EUR'));
    violations.push(`NoOverCommit: ${decision.order} passed, which makes ${over} of ${allowed} on ${latest}`);
  }

  /** §4.6: what counted for a pass is within the limit of the group too. */
  async function groupWithinLimit({ evidence: { evaluation }, order }: Decision): Promise<void> {
    if (evaluation?.group === undefined || evaluation.groupGuard === undefined) return;
    const stored = await findGroup(evaluation.group.creditGroup, true);
    const counted = stored?.position.sums[evaluation.groupGuard.sum] ?? 0n;
    const allowed = stored === undefined ? 0n : groupLimitOn(stored.group, latest as CivilDate).total;
    if (counted > allowed)
      violations.push(`NoOverCommit: ${order} passed, which makes ${counted} of the group’s ${allowed}`);
  }

  /** After every commit the group's sums are those of its members. */
  async function groupAddsUp(): Promise<void> {
    const stored = await findGroup(customer as CreditGroupId, true);
    if (stored === undefined) return;
    const members = await readMembers(stored.group.creditGroup);
    const credits = await Promise.all(
      members.map((member) => readCredit(entity as AuthorizedEntity, member.customer, true)),
    );
    const added = credits.reduce((sum, { position }) => plus(sum, position.sums), noExposure);
    if (!isDeepStrictEqual(added, stored.position.sums))
      violations.push('LedgerEqualsPosition: a group is not what its members are');
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
      await groupAddsUp();
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
export async function stuckHolds(stage: Stage, customer: string): Promise<readonly string[]> {
  const found = [];
  for (const one of [...membersOf(customer), customer]) found.push(...(await stuckHoldsOf(stage, one)));
  return found;
}

async function stuckHoldsOf({ send }: Stage, customer: string): Promise<readonly string[]> {
  const standingOf = async () => {
    const holds = await readOpenHolds(entity as AuthorizedEntity, customer as CustomerId);
    return holds.map(({ hold }) => ({
      hold: hold.hold,
      state: hold.state,
      reasons: hold.reasons.filter(({ isActive }) => isActive).map(({ code }) => code),
    }));
  };
  const before = await standingOf();
  if (before.length === 0) return [];
  await send('evaluate-customer-holds', { customer }, {}, { 'idempotency-key': `${customer}-end` });
  const after = await standingOf();
  if (isDeepStrictEqual(before, after)) return [];
  return [`NoStuckHold: ${JSON.stringify(before)} evaluated again is ${JSON.stringify(after)}`];
}
