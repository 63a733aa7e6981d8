import type { AuthorizedEntity } from '../actor.ts';
import { filedLink } from './audit.ts';
import { accountOf, type StoredHolder } from './limit-holders.ts';
import type { Patience } from './patience.ts';
import { writeUnlessOutrun } from './retrying.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** Two writes of each, and a transaction takes a hundred. */
const linksAtOnce = 50;

/**
 * Files the links that accounts carry, so that these can be replaced where there is no room to do it in the same transaction
 * (docs/adr/0021). Each is moved as it is; `Outrun` where an account is not the one that was read any more.
 */
export async function fileLinks(
  entity: AuthorizedEntity,
  holders: readonly StoredHolder[],
  patience: Patience,
): Promise<void> {
  const items = holders.map((holder) => filed(entity, holder)).filter((moved) => moved.length > 0);
  for (let from = 0; from < items.length; from += linksAtOnce) {
    await writeUnlessOutrun(items.slice(from, from + linksAtOnce).flat(), patience);
  }
}

function filed(entity: AuthorizedEntity, holder: StoredHolder): readonly TransactItem[] {
  const { link } = holder.marks;
  if (link === undefined) return [];
  const { key, isSeen, values } = accountOf(entity, holder);
  const taken: TransactItem = {
    Update: {
      TableName: tableName(),
      Key: { ...key },
      UpdateExpression: 'REMOVE link',
      ConditionExpression: `${isSeen} AND attribute_exists(link)`,
      ExpressionAttributeValues: values,
    },
  };
  return [filedLink(key.pk, link), taken];
}
