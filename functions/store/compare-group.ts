import { isDeepStrictEqual } from 'node:util';
import type { CreditGroupId } from '../../domain/ids.ts';
import { noExposure } from '../../domain/position.ts';
import { groupDifferencesOf, type GroupDifference } from '../../domain/reconcile-group.ts';
import { entityOfRecord } from '../access.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { batchGet } from './batch-get.ts';
import { sumsOf, type GroupPosition } from './credit-group-item.ts';
import { findGroup, readMembers, type GroupAccount, type Member } from './credit-groups.ts';
import { readRulebookInForce } from './credit-state.ts';
import { positionCodec, type Position } from './customer-item.ts';
import { currencyIn } from './group-state.ts';
import { positionKey } from './keys.ts';
import { Moved } from './moved.ts';
import type { Patience } from './patience.ts';

export type ComparedGroup = {
  readonly differences: readonly GroupDifference[];
  readonly currency: string;
  readonly members: number;
};

/**
 * §14, §1.3: what is stored of a group beside its members' positions: the sums that the legal entity's members are in, which are
 * those of all that have the group's currency, or its own. `undefined` where it has no member in the group.
 */
export async function compareGroup(
  entity: AuthorizedEntity,
  group: CreditGroupId,
  patience: Patience,
): Promise<ComparedGroup | undefined> {
  const { currency: base } = await readRulebookInForce(entity, true);
  for (;;) {
    const before = await findGroup(group, true);
    if (before === undefined) return undefined;
    const members = await readMembers(group);
    const positions = await readPositions(group, members);
    const after = await findGroup(group, true);
    if (after !== undefined && isUnmoved(before.position, after.position)) {
      if (members.every(({ legalEntity }) => legalEntity !== entity)) return undefined;
      return { ...comparedOf(after, entity, base, positions), members: members.length };
    }
    await patience.pause(new Moved('a credit group moved while it was read'));
  }
}

function comparedOf(
  { group, position }: GroupAccount,
  entity: AuthorizedEntity,
  base: string,
  positions: readonly PositionOfMember[],
): Pick<ComparedGroup, 'differences' | 'currency'> {
  const of = sumsOf(entity, base, group.currency);
  const sums = of === 'group' ? position.sums : position.apart.find(({ legalEntity }) => legalEntity === of)?.sums;
  const isCounted = ({ legalEntity }: Member): boolean =>
    of === 'group' ? currencyIn({ group, position }, legalEntity) === group.currency : legalEntity === of;
  const { unconverted, members } = position;
  const stored = { sums: sums ?? noExposure, unconverted, members };
  return {
    differences: groupDifferencesOf(stored, { counted: positions.filter(isCounted), all: positions }),
    currency: base,
  };
}

type PositionOfMember = Member & Position;

/** Of those that name the group, as a booking of theirs would. */
async function readPositions(group: CreditGroupId, members: readonly Member[]): Promise<readonly PositionOfMember[]> {
  const keyOf = ({ legalEntity, customer }: Member) => positionKey(entityOfRecord(legalEntity), customer);
  const items = await batchGet(members.map(keyOf));
  const byPartition = new Map(items.map((stored) => [stored['pk'], positionCodec(stored, 'position')]));
  return members.flatMap((member) => {
    const position = byPartition.get(keyOf(member).pk);
    return position?.creditGroup === group ? [{ ...member, ...position }] : [];
  });
}

/** What adds to a sum and is taken off again frees credit, so that `relief` has moved where the sums are back where they were. */
function isUnmoved(before: GroupPosition, after: GroupPosition): boolean {
  return isDeepStrictEqual(before, after);
}
