import type { LimitHolder } from '../../domain/adjustment-line.ts';
import { limitsOfCustomer, limitsOfGroup, type HeldLimits } from '../../domain/held-limits.ts';
import type { CreditGroupId, CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { AccountMarks } from './account-marks.ts';
import { batchGet } from './batch-get.ts';
import { groupAccountCodec, groupPositionCodec } from './credit-group-item.ts';
import type { GroupAccount } from './credit-groups.ts';
import type { SeenCustomer } from './customer-change-items.ts';
import { positionCodec } from './customer-item.ts';
import { accountCodec, type StoredAccount } from './customers.ts';
import { accountKey, groupAccountKey, groupPositionKey, positionKey, presenceKey, type Key } from './keys.ts';
import { Outrun } from './patience.ts';

type Held = { readonly limits: HeldLimits; readonly marks: AccountMarks };
/** A customer or customer credit group with its limits, account and position of one moment. */
export type StoredHolder =
  | (Held & { readonly kind: 'customer'; readonly seen: StoredAccount & SeenCustomer })
  | (Held & { readonly kind: 'credit-group'; readonly seen: GroupAccount });

export type StoredHolders = { readonly of: (holder: LimitHolder) => StoredHolder | undefined };

/** Where a holder's account is, and what says that it is still the one that was read. */
export function accountOf(entity: AuthorizedEntity, { kind, seen }: StoredHolder) {
  return kind === 'customer'
    ? {
        key: accountKey(entity, seen.customer.customer),
        isSeen: 'policyVersion = :seen',
        values: { ':seen': seen.policyVersion },
      }
    : {
        key: groupAccountKey(seen.group.creditGroup),
        isSeen: 'version = :seen',
        values: { ':seen': seen.version },
      };
}

/** Tells holders apart. */
export function holderName({ customer, creditGroup }: LimitHolder): string {
  return customer === undefined ? `credit-group ${creditGroup}` : `customer ${customer}`;
}

/**
 * Those of the holders that there are for a legal entity: its customers, and the groups in which it has members (§4.4). Consistent;
 * `Outrun` where one moved while it was read.
 */
export async function readHolders(
  entity: AuthorizedEntity,
  baseCurrency: string,
  holders: readonly LimitHolder[],
): Promise<StoredHolders> {
  const items = await batchGet(holders.flatMap((holder) => keysOf(entity, holder)));
  const byKey = new Map(items.map((stored) => [nameOf(stored as Key), stored]));
  const found = (key: Key) => byKey.get(nameOf(key));
  const read = (holder: LimitHolder): StoredHolder | undefined =>
    holder.customer === undefined
      ? groupIn(found, entity, holder.creditGroup)
      : customerIn(found, entity, holder.customer, baseCurrency);
  const stored = new Map(holders.map((holder) => [holderName(holder), read(holder)]));
  return { of: (holder) => stored.get(holderName(holder)) };
}

function keysOf(entity: AuthorizedEntity, { customer, creditGroup }: LimitHolder): readonly Key[] {
  return customer === undefined
    ? [groupAccountKey(creditGroup), groupPositionKey(creditGroup), presenceKey(creditGroup, entity)]
    : [accountKey(entity, customer), positionKey(entity, customer)];
}

function nameOf({ pk, sk }: Key): string {
  return `${pk} ${sk}`;
}

type Find = (key: Key) => Readonly<Record<string, unknown>> | undefined;

function customerIn(
  found: Find,
  entity: AuthorizedEntity,
  customer: CustomerId,
  baseCurrency: string,
): StoredHolder | undefined {
  const [account, place] = [found(accountKey(entity, customer)), found(positionKey(entity, customer))];
  if (account === undefined || place === undefined) return undefined;
  const seen = { ...accountCodec(account, 'account'), position: positionCodec(place, 'position') };
  if (seen.policyVersion !== seen.position.policyVersion) throw new Outrun('a customer moved while it was read');
  return { kind: 'customer', seen, marks: seen.marks, limits: limitsOfCustomer(seen.customer, baseCurrency) };
}

function groupIn(found: Find, entity: AuthorizedEntity, creditGroup: CreditGroupId): StoredHolder | undefined {
  const [account, place] = [found(groupAccountKey(creditGroup)), found(groupPositionKey(creditGroup))];
  if (account === undefined || place === undefined) return undefined;
  const seen = { ...groupAccountCodec(account, 'account'), position: groupPositionCodec(place, 'position') };
  // What the legal entity has claimed stays its to change, also where its last member leaves meanwhile.
  const isTheirs = found(presenceKey(creditGroup, entity)) !== undefined || seen.marks.claim?.legalEntity === entity;
  if (!isTheirs) return undefined;
  if (seen.version !== seen.position.accountVersion) throw new Outrun('a credit group moved while it was read');
  return { kind: 'credit-group', seen, marks: seen.marks, limits: limitsOfGroup(seen.group) };
}
