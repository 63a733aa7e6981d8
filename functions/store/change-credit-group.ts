import type { CreditGroup } from '../../domain/credit-group.ts';
import type { CreditGroupId, Subject } from '../../domain/ids.ts';
import { noExposure } from '../../domain/position.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { refuseClaimed, unmarked } from './account-marks.ts';
import { emptyChain, type AuditHead } from './audit.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { groupAccountItem, groupChangeItems, groupLinkOf, nextGroupAccount } from './credit-group-change-items.ts';
import { groupEvents, isLimitChanged, refuseFrozenLimit } from './credit-group-limit-change.ts';
import type { GroupAccount } from './credit-groups.ts';
import { emptyGroupKey, groupPartition, groupPositionKey } from './keys.ts';
import { outboxItem } from './outbox.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';
import { findVisibleGroup, groupLists, type GroupViewer } from './visible-credit-groups.ts';

type GroupContext = Pick<ChangeContext, 'reason' | 'now' | 'deadlineMs'> & { readonly viewer: GroupViewer };

export type ChangedGroup = {
  readonly stored: GroupAccount;
  /** Of the viewer's, those that have members in it. */
  readonly entities: readonly AuthorizedEntity[];
  readonly isCreated: boolean;
};

/**
 * Creates or changes a group with everything that belongs to the change. `change` is asked again where another change came
 * first; it throws refusals, and answers `undefined` for no change. A group that the viewer may not see does not exist for
 * `change`; only its number is not free.
 */
export async function changeCreditGroup(
  { viewer, reason, now, deadlineMs }: GroupContext,
  creditGroup: CreditGroupId,
  change: (current: GroupAccount | undefined) => CreditGroup | undefined,
): Promise<ChangedGroup> {
  return retrying(deadlineMs, async (patience) => {
    const found = await findVisibleGroup(creditGroup, viewer);
    const visible = found === 'hidden' ? undefined : found;
    const current = visible?.stored;
    const after = change(current);
    if (found === 'hidden') throw refuse('credit-group-number-taken', {});
    if (current !== undefined && after !== undefined) {
      await refuseFrozenLimit(current.group, after);
      if (isLimitChanged(current.group, after)) refuseClaimed(current.marks, visible?.entities ?? []);
    }
    const entities = visible?.entities ?? [];
    if (after === undefined && current !== undefined) return { stored: current, entities, isCreated: false };
    if (after === undefined) throw new Error('a group that is not there cannot stay as it is');
    const stored = current === undefined ? created(after, viewer.subject) : nextGroupAccount(after, current);
    const link = groupLinkOf({ who: viewer.subject, reason, now }, current, after);
    const items =
      current === undefined ? creationItems(stored, link.head) : groupChangeItems(stored, current, link.head);
    const events = groupEvents(current?.group, after, stored.version, now);
    const sent = events.map((event) => outboxItem(groupPartition(creditGroup), event));
    await writeUnlessOutrun([...items, link.item, ...sent], patience);
    return { stored, entities, isCreated: current === undefined };
  });
}

function created(group: CreditGroup, createdBy: Subject): GroupAccount {
  const counters = { policyVersion: 1, accountVersion: 1, relief: 0, members: 0, unconverted: 0 };
  return {
    group,
    version: 1,
    createdBy,
    marks: unmarked,
    position: { ...counters, sums: noExposure, apart: [], audit: emptyChain },
  };
}

const isNew = { ConditionExpression: 'attribute_not_exists(pk)' } as const;

/** A position with every attribute: a comparison with a missing one is false for ever. */
function creationItems(stored: GroupAccount, audit: AuditHead): readonly TransactItem[] {
  const { group, position, createdBy } = stored;
  const { sums, apart: _, audit: __, ...counters } = position;
  const Item = {
    ...groupPositionKey(group.creditGroup),
    kind: 'credit-group-position',
    ...counters,
    ...sums,
    auditNumber: audit.number,
    auditHead: audit.hash,
  };
  return [
    { Put: { TableName: tableName(), Item: groupAccountItem(stored), ...isNew } },
    { Put: { TableName: tableName(), Item, ...isNew } },
    emptyGroupItem(group.creditGroup, createdBy),
  ];
}

export function emptyGroupItem(group: CreditGroupId, createdBy: Subject): TransactItem {
  const place = { listKey: groupLists.emptyOf(createdBy), listSort: group };
  return { Put: { TableName: tableName(), Item: { ...emptyGroupKey(group), kind: 'empty-credit-group', ...place } } };
}
