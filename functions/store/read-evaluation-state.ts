import type { CreditGroupId } from '../../domain/ids.ts';
import { isOlder } from '../../domain/older-holds.ts';
import { entityOfRecord } from '../access.ts';
import { withThreshold, type As } from './ageing-threshold.ts';
import {
  readAgeings,
  readGroup,
  readHoldPointers,
  readMembers,
  readPointedHolds,
  readRatesFor,
  type GroupAccount,
  type HoldPointer,
  type OpenHold,
} from './credit-groups.ts';
import { readCredit, readOpenHolds, readRulebookInForce } from './credit-state.ts';
import {
  creditOf,
  memberName,
  memberOf,
  rulebookOf,
  type EvaluationScope,
  type EvaluationState,
  type Member,
} from './evaluation-state.ts';
import { withMissingRates } from './awaited-rates.ts';

/**
 * Reads all that an evaluation needs, each customer once; consistent. Positions before holds: a hold that ends in between then
 * counts in neither, which the guards find, and never twice, which nothing would.
 */
export async function readEvaluationState(scope: EvaluationScope, as: As = 'writer'): Promise<EvaluationState> {
  if (scope.kind === 'group') {
    const { creditGroup } = scope;
    const pointers = await readHoldPointers(creditGroup);
    const members = pointers.map(({ legalEntity, customer }) => ({ entity: entityOfRecord(legalEntity), customer }));
    const [read, account] = await Promise.all([readCredits(members, as), readGroup(creditGroup, true)]);
    const state = await withHoldsOfGroup(read, account, pointers);
    // Who has left since is no concern of the group.
    const isMember = (held: OpenHold): boolean => creditOf(state, memberOf(held)).position.creditGroup === creditGroup;
    return { ...state, holds: state.holds.filter(isMember) };
  }
  const read = await readCredits([scope], as);
  const creditGroup = creditOf(read, scope).position.creditGroup as CreditGroupId | '';
  if (creditGroup !== '') {
    const account = await readGroup(creditGroup, true);
    return withHoldsOfGroup(read, account, await readHoldPointers(creditGroup));
  }
  const holds = await readOpenHolds(scope.entity, scope.customer);
  return { ...read, holds: byAge(holds.map((held) => ({ ...held, entity: scope.entity }))) };
}

type Credits = Pick<EvaluationState, 'credits' | 'rulebooks'>;

async function readCredits(members: readonly Member[], as: As): Promise<Credits> {
  const distinct = [...new Map(members.map((member) => [memberName(member), member])).values()];
  const entities = [...new Set(distinct.map(({ entity }) => entity))];
  const [inForce, read] = await Promise.all([
    Promise.all(entities.map(async (entity) => [entity, await readRulebookInForce(entity, true)] as const)),
    Promise.all(distinct.map(async (of) => ({ of, credit: await readCredit(of.entity, of.customer, true) }))),
  ]);
  const rulebooks = new Map(inForce);
  const credits = await Promise.all(
    read.map(async ({ of, credit }) => {
      const { ignoreOverdueBelow } = rulebookOf({ rulebooks }, of).parameters;
      const current = await withThreshold(of.entity, credit, ignoreOverdueBelow, as);
      return [memberName(of), await withMissingRates(of.entity, current)] as const;
    }),
  );
  return { credits: new Map(credits), rulebooks };
}

async function withHoldsOfGroup(
  read: Credits,
  { group, position }: GroupAccount,
  pointers: readonly HoldPointer[],
): Promise<EvaluationState> {
  const members = group.considerMembersOverdue ? readMembers(group.creditGroup) : Promise.resolve([]);
  const isConverting = position.apart.length > 0;
  const [ageings, holds, rulebooks] = await Promise.all([
    members.then(readAgeings),
    readPointedHolds(pointers),
    members.then((all) => readRatesFor({ group, position }, isConverting ? all : [], true)),
  ]);
  return { ...read, holds: byAge(holds), group: { group, position, ageings, rulebooks } };
}

function byAge(holds: readonly OpenHold[]): readonly OpenHold[] {
  return holds.toSorted((a, b) => (isOlder(a.hold, b.hold) ? -1 : 1));
}
