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
import { queryPartition, readRulebookInForce, type StoredCredit, type StoredHold } from './credit-state.ts';
import { currencyIn, type Rulebooks } from './group-state.ts';
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
  readonly otherAgeings: readonly AgeingOfMember[];
  readonly otherHolds: readonly HoldOfMember[];
  /** Of other legal entities, whose rates are needed. */
  readonly rulebooks: Rulebooks;
};
type HoldOfMember = CompetingHold & { readonly entity: AuthorizedEntity };

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
  const whole = { ...found, position: groupPositionCodec(position, 'position') };
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
  const account = await readGroup(name, isConsistent);
  const { group, position } = account;
  const isOther = (member: Member): boolean =>
    member.legalEntity !== entity || member.customer !== credit.customer.customer;
  const members = group.considerMembersOverdue ? readMembers(name) : Promise.resolve([]);
  const [otherAgeings, otherHolds, rulebooks] = await Promise.all([
    members.then((all) => readAgeings(all.filter(isOther))),
    needsHolds ? readHoldPointers(name).then((all) => readPointedHolds(all.filter(isOther))) : [],
    members.then((all) => readRatesFor(account, all, isConsistent, entity)),
  ]);
  return { ...credit, group: { group, position, otherAgeings, otherHolds, rulebooks } };
}

/**
 * The rulebooks that convert what is of other legal entities than one: of those apart, and where it is itself apart those of
 * members whose overdue invoices it looks at.
 */
export async function readRatesFor(
  places: Pick<GroupAccount, 'group' | 'position'>,
  members: readonly Member[],
  isConsistent: boolean,
  own?: LegalEntityId,
): Promise<Rulebooks> {
  const currency = own === undefined ? undefined : currencyIn(places, own);
  const differing = members.filter(({ legalEntity }) => currencyIn(places, legalEntity) !== currency);
  const needed = [...places.position.apart, ...differing].map(({ legalEntity }) => legalEntity);
  const read = [...new Set(needed)]
    .filter((entity) => entity !== own)
    .map(async (entity) => [entity, await readRulebookInForce(entityOfRecord(entity), isConsistent)] as const);
  return new Map(await Promise.all(read));
}

/** A group that a position or a pointer names. */
export async function readGroup(group: CreditGroupId, isConsistent: boolean): Promise<GroupAccount> {
  const found = await findGroup(group, isConsistent);
  if (found === undefined) throw new Error(`credit group ${group} of a customer is missing`);
  return found;
}

const memberCodec = item({ legalEntity: textAs<LegalEntityId>(), customer: textAs<CustomerId>() });
export type Member = Decoded<typeof memberCodec>;

/** The members, or those of one legal entity; consistent. */
export async function readMembers(group: CreditGroupId, entity?: AuthorizedEntity): Promise<readonly Member[]> {
  const prefix = entity === undefined ? memberPrefix : memberPrefixOf(entity);
  const items = await queryPartition(groupPartition(group), prefix, true);
  return items.map((stored) => memberCodec(stored, 'member'));
}

/** Of each of the members that there are; consistent. */
export async function readAgeings(members: readonly Member[]): Promise<readonly AgeingOfMember[]> {
  const keyOf = ({ legalEntity, customer }: Member) => ageingKey(entityOfRecord(legalEntity), customer);
  const items = await batchGet(members.map(keyOf));
  const byPartition = new Map(items.map((stored) => [stored['pk'], ageingCodec(stored, 'ageing')]));
  return members.flatMap((member) => {
    const ageing = byPartition.get(keyOf(member).pk);
    return ageing === undefined ? [] : [{ ...member, ageing }];
  });
}
export type AgeingOfMember = Member & { readonly ageing: Ageing };

const pointerCodec = item({
  legalEntity: textAs<LegalEntityId>(),
  customer: textAs<CustomerId>(),
  order: textAs<OrderId>(),
  hold: textAs<HoldId>(),
  heldAt: text,
});
export type HoldPointer = Decoded<typeof pointerCodec>;

/** The members' open holds, the oldest first, or so many of them; consistent, since evaluation must not miss one. */
export async function readHoldPointers(group: CreditGroupId, most?: number): Promise<readonly HoldPointer[]> {
  const items = await queryPartition(groupPartition(group), openHoldPrefix, true, most);
  return items.map((stored) => pointerCodec(stored, 'pointer'));
}

/** The holds of pointers that are still open, each with its order; consistent. */
export async function readPointedHolds(pointers: readonly HoldPointer[]): Promise<readonly OpenHold[]> {
  const keysOf = ({ legalEntity, customer, order, hold }: HoldPointer) => {
    const entity = entityOfRecord(legalEntity);
    return [openHoldKey(entity, customer, hold), orderKey(entity, order)];
  };
  const items = await batchGet(pointers.flatMap(keysOf));
  const byKey = new Map(items.map((stored) => [`${stored['pk'] as string} ${stored['sk'] as string}`, stored]));
  return pointers.flatMap((pointer) => {
    const [held, ordered] = keysOf(pointer).map(({ pk, sk }) => byKey.get(`${pk} ${sk}`));
    if (held === undefined || ordered === undefined) return [];
    const [hold, stored] = [holdCodec(held, 'hold'), storedOrderCodec(ordered, 'order')];
    return stored.order.openHold === hold.hold
      ? [{ entity: entityOfRecord(pointer.legalEntity), hold, ...stored }]
      : [];
  });
}
export type OpenHold = StoredHold & { readonly entity: AuthorizedEntity };
