import type { Customer } from '../../domain/customer.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { isOneOf } from '../is-one-of.ts';
import type { OrderSelection } from '../order-selection.ts';
import { batchGet } from '../store/batch-get.ts';
import { readMembers } from '../store/credit-groups.ts';
import { customerCodec } from '../store/customer-item.ts';
import { customerRows } from '../store/customers.ts';
import { accountKey } from '../store/keys.ts';

/** What was asked for and is not there, so that a wrong id does not look like one whose orders were forced. */
export type Missing = Readonly<Record<string, string>>;

export type NextCustomers = {
  readonly customers: readonly CustomerId[];
  readonly missing: readonly Missing[];
  /** The last one that was looked at; `undefined` where there are no more. */
  readonly reached: CustomerId | undefined;
};

type Named = Pick<Customer, 'customer' | 'creditManagementGroup'>;

/** Up to `count` customers after one, by id, whose orders are asked for: the named ones, members of credit groups, or all. */
export async function nextCustomers(
  entity: AuthorizedEntity,
  asked: OrderSelection,
  after: CustomerId | undefined,
  count: number,
): Promise<NextCustomers> {
  const { customers, creditGroups } = asked;
  const groups = await Promise.all(
    [...new Set(creditGroups)].map(async (group) => ({ group, members: await readMembers(group, entity) })),
  );
  // An unknown group, and one that nobody of this legal entity is in, are the same for its users (§1.3).
  const unknown = after === undefined ? groups.filter(({ members }) => members.length === 0) : [];
  const missing = unknown.map(({ group }) => ({ creditGroup: group }));
  const members = creditGroups && groups.flatMap((one) => one.members.map(({ customer }) => customer));
  const named = customers === undefined ? members : customers.filter((customer) => isOneOf(members, customer));
  const most = asked.creditManagementGroups === undefined ? count : page;
  const next = named === undefined ? await listed(entity, after, most) : await chosen(entity, named, after, count);
  const fitting = next.found.filter((one) => isOneOf(asked.creditManagementGroups, one.creditManagementGroup));
  const some = fitting.slice(0, count);
  return {
    customers: some.map(({ customer }) => customer),
    missing: [...missing, ...next.missing],
    reached: fitting.length > count ? some.at(-1)?.customer : next.reached,
  };
}

type Next = {
  readonly found: readonly Named[];
  readonly missing: readonly Missing[];
  readonly reached: CustomerId | undefined;
};

/** Of all customers, where few of them may have the label that is asked for. */
const page = 100;

async function listed(entity: AuthorizedEntity, after: CustomerId | undefined, most: number): Promise<Next> {
  const found = await customerRows(entity, after, most);
  return { found, missing: [], reached: found.length < most ? undefined : found.at(-1)?.customer };
}

async function chosen(
  entity: AuthorizedEntity,
  named: readonly CustomerId[],
  after: CustomerId | undefined,
  count: number,
): Promise<Next> {
  const left = [...new Set(named)].filter((customer) => after === undefined || customer > after).toSorted();
  const ids = left.slice(0, count);
  const accounts = await batchGet(ids.map((customer) => accountKey(entity, customer)));
  const known = new Map(
    accounts.map((stored) => customerCodec(stored, 'account')).map((found) => [found.customer, found]),
  );
  return {
    found: ids.flatMap((customer) => known.get(customer) ?? []),
    missing: ids.filter((customer) => !known.has(customer)).map((customer) => ({ customer })),
    reached: left.length > count ? ids.at(-1) : undefined,
  };
}
