import { refuse } from '../../domain/refusal.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { AuditHead } from './audit.ts';
import { deflateJson } from './codec.ts';
import { legalEntitiesList, rulebookKey, rulebookPointerKey } from './keys.ts';
import type { RulebookPointer } from './rulebook.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** DynamoDB keeps at most 400 KB in one item; the rest is for keys and what may be added. */
const maxBytes = 350 * 1024;

/** The write of a version; refused where it would not fit one item. */
export function rulebookVersionItem(entity: AuthorizedEntity, document: RulebookDocument): TransactItem {
  const bytes = deflateJson(document);
  if (bytes.byteLength > maxBytes) throw refuse('rulebook-too-large', { bytes: bytes.byteLength, maxBytes });
  return {
    Put: {
      TableName: tableName(),
      Item: { ...rulebookKey(entity, document.version), kind: 'rulebook', version: document.version, document: bytes },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** The write of a new legal entity's pointer. */
export function firstPointerItem(entity: AuthorizedEntity, { number, hash }: AuditHead): TransactItem {
  const attributes = { kind: 'rulebook-pointer', version: 1, auditNumber: number, auditHead: hash };
  return {
    Put: {
      TableName: tableName(),
      Item: { ...rulebookPointerKey(entity), ...attributes, listKey: legalEntitiesList, listSort: entity },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** Moves the pointer on, if nobody else did: to the next version, or the audit chain alone. */
export function movePointerItem(entity: AuthorizedEntity, from: RulebookPointer, to: RulebookPointer): TransactItem {
  return {
    Update: {
      TableName: tableName(),
      Key: rulebookPointerKey(entity),
      UpdateExpression: 'SET version = :version, auditNumber = :number, auditHead = :hash',
      ConditionExpression: 'version = :fromVersion AND auditNumber = :fromNumber',
      ExpressionAttributeValues: {
        ':version': to.version,
        ':number': to.audit.number,
        ':hash': to.audit.hash,
        ':fromVersion': from.version,
        ':fromNumber': from.audit.number,
      },
    },
  };
}
