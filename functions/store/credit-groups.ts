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
import { queryPartition, readRulebookInForce, type StoredCredit } from './credit-state.ts';
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

export type AgeingOfMember = Member & { readonly ageing: Ageing };
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
  const found = await findGroup(name, isConsistent);
  if (found === undefined) throw new Error(`credit group ${name} of a customer is missing`);
  const { customer } = credit.customer;
  const { group, position } = found;
  const members = group.considerMembersOverdue ? readMembers(name) : Promise.resolve([]);
  const [otherAgeings, otherHolds, rulebooks] = await Promise.all([
    members.then((all) => readAgeings(all.filter((member) => isOther(member, entity, customer)))),
    needsHolds ? readOtherHolds(name, entity, customer) : [],
    members.then((all) => readRatesFor(found, all, isConsistent, entity)),
  ]);
  return { ...credit, group: { group, position, otherAgeings, otherHolds, rulebooks } };
}

function isOther(member: Member, entity: AuthorizedEntity, customer: CustomerId): boolean {
  return member.legalEntity !== entity || member.customer !== customer;
}

/**
 * The rulebooks that convert what is of other legal entities than one: of those apart, and where it is itself apart those of
 * members whose overdue invoices it looks at.
 */
export async function readRatesFor(
  { group, position }: Pick<GroupAccount, 'group' | 'position'>,
  members: readonly Member[],
  isConsistent: boolean,
  own?: LegalEntityId,
): Promise<Rulebooks> {
  const currency = own === undefined ? undefined : currencyIn({ group, position }, own);
  const differs = ({ legalEntity }: Member): boolean => currencyIn({ group, position }, legalEntity) !== currency;
  const needed = [...position.apart, ...(own === undefined ? members : members.filter(differs))];
  const entities = new Set(needed.map(({ legalEntity }) => legalEntity).filter((entity) => entity !== own));
  const read = [...entities].map(
    async (entity) => [entity, await readRulebookInForce(entityOfRecord(entity), isConsistent)] as const,
  );
  return new Map(await Promise.all(read));
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
async function readAgeings(members: readonly Member[]): Promise<readonly AgeingOfMember[]> {
  const keyOf = ({ legalEntity, customer }: Member) => ageingKey(entityOfRecord(legalEntity), customer);
  const items = await batchGet(members.map(keyOf));
  const byPartition = new Map(items.map((stored) => [stored['pk'], ageingCodec(stored, 'ageing')]));
  return members.flatMap((member) => {
    const ageing = byPartition.get(keyOf(member).pk);
    return ageing === undefined ? [] : [{ ...member, ageing }];
  });
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
): Promise<readonly HoldOfMember[]> {
  const others = (await readHoldPointers(group)).filter((pointer) => isOther(pointer, entity, customer));
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
    const of = entityOfRecord(pointer.legalEntity);
    return stored.order.openHold === stored.hold.hold ? [{ ...stored, entity: of }] : [];
  });
}
