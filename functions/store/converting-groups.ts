import type { CreditGroupId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { batchGet } from './batch-get.ts';
import { groupPositionCodec } from './credit-group-item.ts';
import { groupPartition, groupPositionKey } from './keys.ts';
import { queryList } from './list-index.ts';
import { groupLists } from './visible-credit-groups.ts';

/** §4.4: the groups with members of a legal entity in which amounts are converted. From the index: one joined just now may be missing. */
export async function convertingGroupsOf(entity: AuthorizedEntity): Promise<readonly CreditGroupId[]> {
  const listed = await queryList(groupLists.ofEntity(entity), { limit: Number.MAX_SAFE_INTEGER });
  const groups = listed.map((entry) => entry['listSort'] as CreditGroupId);
  const positions = await batchGet(groups.map(groupPositionKey));
  const converting = new Set(
    positions.filter((stored) => groupPositionCodec(stored, 'position').apart.length > 0).map(({ pk }) => pk),
  );
  return groups.filter((group) => converting.has(groupPartition(group)));
}
