import type { CivilDate } from '../../domain/civil-date.ts';
import type { Bound } from '../../domain/evaluation.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import { isRelief, type ExposureSums } from '../../domain/position.ts';
import { sumAttribute, sumNames, type GroupPosition } from './credit-group-item.ts';
import { groupPositionKey } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** Under which conditions a write of a group's position holds at commit (docs/explanation/shape.md, "Storage"). */
export type GroupGuard =
  | {
      readonly kind: 'pass';
      readonly seen: GroupPosition;
      readonly today: CivilDate;
      readonly timeZone: string;
      readonly bound: Bound | undefined;
    }
  | { readonly kind: 'hold'; readonly seen: GroupPosition }
  /** A document: it counts whatever else happens. That the customer is a member is the condition of its own position. */
  | { readonly kind: 'booking' };

type Change = {
  /** In minor units of `currency`, that of the member's legal entity. */
  readonly moved: ExposureSums;
  readonly currency: string;
  readonly guard: GroupGuard;
  readonly unconverted?: number | undefined;
  readonly isRelief?: boolean | undefined;
};

/** Moves a group's sums by what a member's move, under the group's own guard. */
export function updateGroupPosition(group: CreditGroupId, { moved, currency, guard, ...change }: Change): TransactItem {
  const { sets, conditions, names, values } = guarded(guard, currency);
  const adds = sumNames.filter((sum) => moved[sum] !== 0n);
  for (const sum of adds) values[`:${sum}`] = moved[sum];
  const relieves = change.isRelief === true || isRelief(moved);
  if (relieves) values[':one'] = 1;
  const { unconverted = 0 } = change;
  if (unconverted !== 0) values[':unconverted'] = unconverted;
  const added = [
    ...adds.map((sum) => `${sumAttribute(currency, sum)} :${sum}`),
    ...(relieves ? ['relief :one'] : []),
    ...(unconverted === 0 ? [] : ['unconverted :unconverted']),
  ];
  const expression = [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(added.length > 0 ? [`ADD ${added.join(', ')}`] : []),
  ].join(' ');
  const condition = {
    TableName: tableName(),
    Key: groupPositionKey(group),
    ConditionExpression: conditions.join(' AND '),
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
  return expression === '' ? { ConditionCheck: condition } : { Update: { ...condition, UpdateExpression: expression } };
}

type Expression = {
  readonly sets: readonly string[];
  readonly conditions: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Record<string, unknown>;
};

function guarded(guard: GroupGuard, currency: string): Expression {
  if (guard.kind === 'booking') return { sets: [], conditions: ['attribute_exists(pk)'], names: {}, values: {} };
  const conditions = ['policyVersion = :policyVersion'];
  const values: Record<string, unknown> = { ':policyVersion': guard.seen.policyVersion };
  conditions.push('unconverted = :unconvertedSeen');
  values[':unconvertedSeen'] = guard.seen.unconverted;
  if (guard.kind === 'hold') {
    return {
      sets: [],
      conditions: [...conditions, 'relief = :relief'],
      names: {},
      values: { ...values, ':relief': guard.seen.relief },
    };
  }
  // Members' entities lie in several time zones, whose business dates differ for hours: one attribute for all would refuse
  // the later zones until they caught up.
  const names = { '#decidedOn': `decidedOn_${guard.timeZone}` };
  conditions.push('(attribute_not_exists(#decidedOn) OR #decidedOn <= :today)');
  values[':today'] = guard.today;
  if (guard.bound !== undefined) {
    conditions.push(`${sumAttribute(currency, guard.bound.sum)} <= :bound`);
    values[':bound'] = guard.bound.max;
  }
  return { sets: ['#decidedOn = :today'], conditions, names, values };
}
