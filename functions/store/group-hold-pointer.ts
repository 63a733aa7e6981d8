import type { HoldRuling } from '../../domain/evaluate-hold.ts';
import type { Hold } from '../../domain/hold.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { groupHoldKey } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** Keeps the group's list of its members' open holds, by age (docs/explanation/shape.md, "Storage"). */
export function pointerWrites(
  group: CreditGroupId,
  entity: AuthorizedEntity,
  ruling: HoldRuling | undefined,
): readonly TransactItem[] {
  if (ruling?.kind === 'placed') return [pointTo(group, entity, ruling.hold)];
  return ruling?.kind === 'ended' ? [dropPointer(group, entity, ruling.hold)] : [];
}

export function pointTo(group: CreditGroupId, entity: AuthorizedEntity, hold: Hold): TransactItem {
  const { customer, order, hold: id, heldAt } = hold;
  const Item = {
    ...groupHoldKey(group, entity, hold),
    kind: 'hold-pointer',
    legalEntity: entity,
    customer,
    order,
    hold: id,
    heldAt,
  };
  return { Put: { TableName: tableName(), Item } };
}

export function dropPointer(group: CreditGroupId, entity: AuthorizedEntity, hold: Hold): TransactItem {
  return { Delete: { TableName: tableName(), Key: groupHoldKey(group, entity, hold) } };
}
