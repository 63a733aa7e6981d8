import type { CivilDate } from '../../domain/civil-date.ts';
import type { Bound } from '../../domain/evaluation.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import { isRelief, type ExposureSums } from '../../domain/position.ts';
import { sumAttribute, sumNames, type GroupPosition, type SumsOf } from './credit-group-item.ts';
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
      /** On the sum that the member counts in; all others stay where they are, at most. */
      readonly bound: Bound | undefined;
      /** The version of the rulebook whose rates were used, of each legal entity apart. */
      readonly rates: ReadonlyMap<string, number>;
    }
  | { readonly kind: 'hold'; readonly seen: GroupPosition }
  /** A document: it counts whatever else happens. That the customer is a member is the condition of its own position. */
  | { readonly kind: 'booking' };

type Change = {
  /** In minor units of the member's legal entity. */
  readonly moved: ExposureSums;
  readonly sumsOf: SumsOf;
  readonly guard: GroupGuard;
  readonly unconverted?: number | undefined;
  readonly isRelief?: boolean | undefined;
};

/** Moves a group's sums by what a member's move, under the group's own guard. */
export function updateGroupPosition(group: CreditGroupId, { moved, sumsOf, guard, ...change }: Change): TransactItem {
  const { sets, conditions, names, values } = guarded(guard, sumsOf);
  const adds = sumNames.filter((sum) => moved[sum] !== 0n);
  for (const sum of adds) {
    names[`#${sum}`] = sumAttribute(sumsOf, sum);
    values[`:${sum}`] = moved[sum];
  }
  const relieves = change.isRelief === true || isRelief(moved);
  if (relieves) values[':one'] = 1;
  const { unconverted = 0 } = change;
  if (unconverted !== 0) values[':unconverted'] = unconverted;
  const added = [
    ...adds.map((sum) => `#${sum} :${sum}`),
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
  readonly sets: string[];
  readonly conditions: string[];
  readonly names: Record<string, string>;
  readonly values: Record<string, unknown>;
};

function guarded(guard: GroupGuard, sumsOf: SumsOf): Expression {
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
  const names: Record<string, string> = { '#decidedOn': `decidedOn_${guard.timeZone}` };
  conditions.push('(attribute_not_exists(#decidedOn) OR #decidedOn <= :today)');
  values[':today'] = guard.today;
  const expression = { sets: ['#decidedOn = :today'], conditions, names, values };
  if (guard.bound !== undefined) {
    names['#bound'] = sumAttribute(sumsOf, guard.bound.sum);
    conditions.push('#bound <= :bound');
    values[':bound'] = guard.bound.max;
    guardOthers(expression, sumsOf, guard.seen, guard.bound);
  }
  guardRates(expression, guard.rates);
  return expression;
}

/** What the bound leaves room for is the member's own sum's: a pass of another legal entity in between is decided on again. */
function guardOthers(
  { conditions, names, values }: Expression,
  own: SumsOf,
  { sums, apart }: GroupPosition,
  { sum }: Bound,
): void {
  const parts = [{ of: 'group' as SumsOf, sums }, ...apart.map((part) => ({ of: part.legalEntity, sums: part.sums }))];
  for (const [index, other] of parts.filter(({ of }) => of !== own).entries()) {
    names[`#other${index}`] = sumAttribute(other.of, sum);
    values[`:other${index}`] = other.sums[sum];
    conditions.push(`#other${index} <= :other${index}`);
  }
}

/** No decision under older rates after one under newer ones. */
function guardRates({ sets, conditions, names, values }: Expression, rates: ReadonlyMap<string, number>): void {
  for (const [index, [legalEntity, version]] of [...rates].entries()) {
    names[`#rates${index}`] = sumAttribute(legalEntity as SumsOf, 'rates');
    values[`:rates${index}`] = version;
    conditions.push(`#rates${index} <= :rates${index}`);
    sets.push(`#rates${index} = :rates${index}`);
  }
}
