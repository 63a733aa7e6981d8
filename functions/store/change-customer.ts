import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { businessDate, type CivilDate } from '../../domain/civil-date.ts';
import { hasSameLimits, type CustomerChange } from '../../domain/customer-set-up.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { refuseClaimed } from './account-marks.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { changeItems, creationItems } from './customer-change-items.ts';
import { positionCodec, type Position } from './customer-item.ts';
import { findCustomer, type StoredCustomer } from './customers.ts';
import { accountKey, positionKey } from './keys.ts';
import { Outrun } from './patience.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { currentRulebook } from './rulebook.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** The set-up in force and the legal entity's business date. */
export type CustomerMoment = { readonly document: RulebookDocument; readonly today: CivilDate };

export type ChangedCustomer = {
  readonly stored: StoredCustomer;
  readonly document: RulebookDocument;
  readonly isCreated: boolean;
};

/**
 * Creates or changes a customer with everything that belongs to the change, and answers what is then stored. `change` is
 * asked again where another change came first, so that it sees, and checks If-Match against, what that one left. It throws
 * refusals; `undefined` changes nothing, and then nothing is written but what `beside` has to be, which is asked after it.
 */
export async function changeCustomer(
  context: ChangeContext,
  customer: CustomerId,
  change: (current: StoredCustomer | undefined, moment: CustomerMoment) => CustomerChange | undefined,
  beside: () => readonly TransactItem[] = () => [],
): Promise<ChangedCustomer> {
  const { entity } = context;
  return retrying(context.deadlineMs, async (patience) => {
    const [document, current, position] = await Promise.all([
      currentRulebook(entity),
      findCustomer(entity, customer),
      findPosition(entity, customer),
    ]);
    if (current?.policyVersion !== position?.policyVersion) throw new Outrun('the customer moved while it was read');
    const today = businessDate(context.now, document.entity.timeZone);
    const changed = change(current, { document, today });
    if (changed === undefined && current !== undefined) {
      const apart = beside();
      if (apart.length > 0) await writeUnlessOutrun([unmoved(entity, current), ...apart], patience);
      return { stored: current, document, isCreated: false };
    }
    if (changed === undefined) throw new Error('a customer that is not there cannot stay as it is');
    if (current !== undefined && !hasSameLimits(current.customer, changed.after))
      refuseClaimed(current.marks, [entity]);
    const { items, policyVersion } =
      current === undefined || position === undefined
        ? creationItems(context, changed, document)
        : changeItems(context, changed, document, { ...current, position });
    await writeUnlessOutrun([...items, ...beside()], patience);
    return { stored: { customer: changed.after, policyVersion }, document, isCreated: current === undefined };
  });
}

/** That the account is as it was read, where it is not written itself. */
function unmoved(entity: AuthorizedEntity, { customer, policyVersion }: StoredCustomer): TransactItem {
  return {
    ConditionCheck: {
      TableName: tableName(),
      Key: accountKey(entity, customer.customer),
      ConditionExpression: 'policyVersion = :seen',
      ExpressionAttributeValues: { ':seen': policyVersion },
    },
  };
}

async function findPosition(entity: AuthorizedEntity, customer: CustomerId): Promise<Position | undefined> {
  const key = { TableName: tableName(), Key: positionKey(entity, customer), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  return Item === undefined ? undefined : positionCodec(Item, 'position');
}
