import type { CivilDate } from '../../domain/civil-date.ts';
import type { Bound } from '../../domain/evaluation.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { isRelief, type ExposureSums } from '../../domain/position.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { AuditHead } from './audit.ts';
import type { Position } from './customer-item.ts';
import { positionKey } from './keys.ts';
import { tableName } from './table.ts';

/** Under which conditions a write of the position holds at commit (docs/explanation/deciding-transaction.md). */
export type Guard =
  /** Passes commute: under the same policy, no newer rules or day, and while exposure leaves the record as it is. */
  | {
      readonly kind: 'pass';
      readonly today: CivilDate;
      readonly rulebook: number;
      readonly bound: Bound | undefined;
      /** On the sum of the customer's credit group. */ readonly groupBound?: Bound | undefined;
    }
  /** Nothing that can free credit or clear a reason came in between. */
  | { readonly kind: 'hold' }
  /** A document: it counts whatever else happens, in the credit group that was read. */
  | { readonly kind: 'booking' }
  /** A document that moves the ageing too, which is then the one that was read. */
  | { readonly kind: 'ageing-booking' }
  /** A change of the account. */
  | { readonly kind: 'account' };

type Change = {
  readonly moved: ExposureSums;
  readonly guard: Guard;
  /** The head that the transaction's last audit link leads to. */
  readonly audit?: AuditHead | undefined;
  /** By how much the number of its documents without a rate changes. */
  readonly unconverted?: number | undefined;
  /** It can free credit or clear a reason although no sum falls (a later due date, a higher limit). */
  readonly isRelief?: boolean | undefined;
};

/** Moves the sums of the position that was read, under its guard; a failure gives back the position as it is. */
export function updatePosition(entity: AuthorizedEntity, customer: CustomerId, seen: Position, change: Change) {
  const { sets, conditions, values } = guarded(seen, change.guard);
  const adds = Object.entries(change.moved).filter(([, amount]) => amount !== 0n);
  for (const [sum, amount] of adds) values[`:${sum}`] = amount;
  const relieves = change.isRelief === true || isRelief(change.moved);
  if (relieves) values[':one'] = 1;
  const { unconverted = 0 } = change;
  if (unconverted !== 0) values[':unconverted'] = unconverted;
  const added = [
    ...adds.map(([sum]) => `${sum} :${sum}`),
    ...(relieves ? ['relief :one'] : []),
    ...(unconverted === 0 ? [] : ['unconverted :unconverted']),
    ...addedBy(change.guard, values),
  ];
  if (change.audit !== undefined) {
    conditions.push('auditNumber = :auditSeen');
    sets.push('auditNumber = :auditNumber', 'auditHead = :auditHead');
    Object.assign(values, {
      ':auditSeen': seen.audit.number,
      ':auditNumber': change.audit.number,
      ':auditHead': change.audit.hash,
    });
  }
  const expression = [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(added.length > 0 ? [`ADD ${added.join(', ')}`] : []),
  ].join(' ');
  const condition = {
    TableName: tableName(),
    Key: positionKey(entity, customer),
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeValues: values,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
  return expression === '' ? { ConditionCheck: condition } : { Update: { ...condition, UpdateExpression: expression } };
}

type Expression = { readonly sets: string[]; readonly conditions: string[]; readonly values: Record<string, unknown> };

function guarded(seen: Position, guard: Guard): Expression {
  const conditions = ['creditGroup = :creditGroup'];
  const values: Record<string, unknown> = { ':creditGroup': seen.creditGroup };
  if (guard.kind === 'booking') return { sets: [], conditions, values };
  if (guard.kind === 'ageing-booking') {
    return { sets: [], conditions: [...conditions, 'seq = :seq'], values: { ...values, ':seq': seen.seq } };
  }
  conditions.push('policyVersion = :policyVersion');
  values[':policyVersion'] = seen.policyVersion;
  if (guard.kind === 'account') return { sets: [], conditions, values };
  conditions.push('unconverted = :unconvertedSeen');
  values[':unconvertedSeen'] = seen.unconverted;
  if (guard.kind === 'hold') {
    return { sets: [], conditions: [...conditions, 'relief = :relief'], values: { ...values, ':relief': seen.relief } };
  }
  conditions.push('rulebook <= :rulebook', 'decidedOn <= :today');
  Object.assign(values, { ':rulebook': guard.rulebook, ':today': guard.today });
  if (guard.bound !== undefined) {
    conditions.push(`${guard.bound.sum} <= :bound`);
    values[':bound'] = guard.bound.max;
  }
  return { sets: ['rulebook = :rulebook', 'decidedOn = :today'], conditions, values };
}

function addedBy(guard: Guard, values: Record<string, unknown>): readonly string[] {
  if (guard.kind === 'ageing-booking') {
    values[':step'] = 1;
    return ['seq :step'];
  }
  if (guard.kind === 'account') {
    values[':step'] = 1;
    return ['policyVersion :step'];
  }
  return [];
}
