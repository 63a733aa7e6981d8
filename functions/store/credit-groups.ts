import type { CreditGroup } from '../../domain/credit-group.ts';
import type { CreditGroupId, CustomerId, HoldId, LegalEntityId, OrderId } from '../../domain/ids.ts';
import type { CompetingHold } from '../../domain/older-holds.ts';
import type { Ageing } from '../../domain/position.ts';
import { entityOfRecord } from '../access.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { Busy } from '../problem.ts';
import { ageingCodec } from './ageing-item.ts';
import { batchGet } from './batch-get.ts';
import { item, text, textAs, type Decoded } from './codec.ts';
import { groupAccountCodec, groupPositionCodec, type GroupPosition, type StoredAccount } from './credit-group-item.ts';
import { queryPartition, type StoredCredit } from './credit-state.ts';
import { holdCodec } from './hold-item.ts';
import {
  accountPrefix,
  ageingKey,
  groupPartition,
  memberPrefix,
  memberPrefixOf,
  openHoldKey,
  openHoldPrefix,
  orderKey,
} from './keys.ts';
import { storedOrderCodec } from './order-item.ts';

/** A group as a decision about one member reads it. */
export type StoredGroup = {
  readonly group: CreditGroup;
  readonly position: GroupPosition;
  readonly otherAgeings: readonly Ageing[];
  readonly otherHolds: readonly CompetingHold[];
};

export type GroupAccount = StoredAccount & { readonly position: GroupPosition };

/** A group's account and position of one moment; `undefined` where there is no such group. */
export async function findGroup(
  group: CreditGroupId,
  isConsistent: boolean,
  triesLeft = 5,
): Promise<GroupAccount | undefined> {
  const items = await queryPartition(groupPartition(group), accountPrefix, isConsistent);
  const [account, position] = ['account', 'position'].map((name) =>
    items.find((stored) => stored['sk'] === `${accountPrefix}${name}`),
  );
  if (account === undefined || position === undefined) {
    return isConsistent ? undefined : findGroup(group, true);
  }
  const found = groupAccountCodec(account, 'account');
  const whole = { ...found, position: groupPositionCodec(found.group.currency)(position, 'position') };
  if (whole.version === whole.position.accountVersion) return whole;
  if (triesLeft === 0) throw new Busy(new Error('a credit group kept moving while it was read'));
  return findGroup(group, true, triesLeft - 1);
}

/**
 * Adds its group to what was read of a member. The position is read first and what may be missing from it after: a hold
 * that ends in between then counts in neither, and the guard on the group's sum finds it.
 */
export async function withGroup(
  entity: AuthorizedEntity,
  credit: StoredCredit,
  isConsistent: boolean,
  needsHolds = false,
): Promise<StoredCredit> {
  const name = credit.position.creditGroup as CreditGroupId | '';
  if (name === '') return credit;
  const found = await findGroup(name, isConsistent);
  if (found === undefined) throw new Error(`credit group ${name} of a customer is missing`);
  const { customer } = credit.customer;
  const { group, position } = found;
  const [otherAgeings, otherHolds] = await Promise.all([
    group.considerMembersOverdue ? readOtherAgeings(name, entity, customer) : [],
    needsHolds ? readOtherHolds(name, entity, customer) : [],
  ]);
  return { ...credit, group: { group, position, otherAgeings, otherHolds } };
}

const memberCodec = item({ legalEntity: textAs<LegalEntityId>(), customer: textAs<CustomerId>() });
export type Member = Decoded<typeof memberCodec>;

/** The members, or those of one legal entity; consistent. */
export async function readMembers(group: CreditGroupId, entity?: AuthorizedEntity): Promise<readonly Member[]> {
  const prefix = entity === undefined ? memberPrefix : memberPrefixOf(entity);
  const items = await queryPartition(groupPartition(group), prefix, true);
  return items.map((stored) => memberCodec(stored, 'member'));
}

async function readOtherAgeings(
  group: CreditGroupId,
  entity: AuthorizedEntity,
  customer: CustomerId,
): Promise<readonly Ageing[]> {
  const others = (await readMembers(group)).filter(
    (member) => member.legalEntity !== entity || member.customer !== customer,
  );
  const keys = others.map((member) => ageingKey(entityOfRecord(member.legalEntity), member.customer));
  return (await batchGet(keys)).map((stored) => ageingCodec(stored, 'ageing'));
}

const pointerCodec = item({
  legalEntity: textAs<LegalEntityId>(),
  customer: textAs<CustomerId>(),
  order: textAs<OrderId>(),
  hold: textAs<HoldId>(),
  heldAt: text,
});
export type HoldPointer = Decoded<typeof pointerCodec>;

/** The members' open holds, the oldest first; consistent, since evaluation must not miss one. */
export async function readHoldPointers(group: CreditGroupId): Promise<readonly HoldPointer[]> {
  const items = await queryPartition(groupPartition(group), openHoldPrefix, true);
  return items.map((stored) => pointerCodec(stored, 'pointer'));
}

async function readOtherHolds(
  group: CreditGroupId,
  entity: AuthorizedEntity,
  customer: CustomerId,
): Promise<readonly CompetingHold[]> {
  const others = (await readHoldPointers(group)).filter(
    (pointer) => pointer.legalEntity !== entity || pointer.customer !== customer,
  );
  const keysOf = ({ legalEntity, customer: member, order, hold }: HoldPointer) => {
    const of = entityOfRecord(legalEntity);
    return [openHoldKey(of, member, hold), orderKey(of, order)];
  };
  const items = await batchGet(others.flatMap(keysOf));
  const byKey = new Map(items.map((stored) => [`${stored['pk'] as string} ${stored['sk'] as string}`, stored]));
  return others.flatMap((pointer) => {
    const [hold, order] = keysOf(pointer).map(({ pk, sk }) => byKey.get(`${pk} ${sk}`));
    if (hold === undefined || order === undefined) return [];
    const stored = { hold: holdCodec(hold, 'hold'), order: storedOrderCodec(order, 'order').order };
    return stored.order.openHold === stored.hold.hold ? [stored] : [];
  });
}
