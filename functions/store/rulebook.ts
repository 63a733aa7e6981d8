import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { compileRulebook, type Rulebook } from '../../domain/compile-rulebook.ts';
import { defaultReviewParameters } from '../../domain/parameters.ts';
import { refuse } from '../../domain/refusal.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { AuditHead } from './audit.ts';
import { deflatedJson, integer, item, text } from './codec.ts';
import { rulebookKey, rulebookPointerKey } from './keys.ts';
import { table, tableName } from './table.ts';

/** The version in force, and the head of the legal entity's audit chain, which moves with it. */
export type RulebookPointer = { readonly version: number; readonly audit: AuditHead };

const pointerCodec = item({ version: integer, auditNumber: integer, auditHead: text });
const versionCodec = item({ document: deflatedJson });

/** The stored pointer as a read returned it. */
export function rulebookPointer(stored: unknown): RulebookPointer {
  const { version, auditNumber, auditHead } = pointerCodec(stored, 'rulebook-pointer');
  return { version, audit: { number: auditNumber, hash: auditHead } };
}

/** A consistent read, so that a change made before this is seen. Absent where the legal entity was never created. */
export async function findRulebookPointer(entity: AuthorizedEntity): Promise<RulebookPointer | undefined> {
  const key = { TableName: tableName(), Key: rulebookPointerKey(entity), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  return Item === undefined ? undefined : rulebookPointer(Item);
}

export async function readRulebookPointer(entity: AuthorizedEntity): Promise<RulebookPointer> {
  const pointer = await findRulebookPointer(entity);
  if (pointer === undefined) throw refuse('legal-entity-not-found', {});
  return pointer;
}

/** The compiled rulebook of a version, which decisions use. */
export async function readRulebook(entity: AuthorizedEntity, version: number): Promise<Rulebook> {
  const entry = await entryOf(entity, version);
  entry.compiled ??= compileRulebook(entry.document);
  return entry.compiled;
}

export async function readRulebookDocument(entity: AuthorizedEntity, version: number): Promise<RulebookDocument> {
  return (await entryOf(entity, version)).document;
}

/** The document in force. */
export async function currentRulebook(entity: AuthorizedEntity): Promise<RulebookDocument> {
  return readRulebookDocument(entity, (await readRulebookPointer(entity)).version);
}

type Entry = { readonly document: RulebookDocument; compiled?: Rulebook };

/** Versions never change, so that a warm function keeps those it used last. */
const kept = new Map<string, Entry>();
const maxKept = 32;

async function entryOf(entity: AuthorizedEntity, version: number): Promise<Entry> {
  const key = rulebookKey(entity, version);
  const cacheKey = `${tableName()}/${key.pk}`;
  const known = kept.get(cacheKey);
  if (known !== undefined) return keep(cacheKey, known);
  // A version that a pointer named must be found, so the read is consistent; it happens once a version.
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key: key, ConsistentRead: true }));
  if (Item === undefined) throw new Error(`rulebook version ${version} is missing`);
  const document = versionCodec(Item, 'rulebook').document as RulebookDocument;
  const parameters = { ...defaultReviewParameters, ...document.parameters };
  return keep(cacheKey, { document: { ...laterCollections, ...document, parameters } });
}

/** Versions of before these could be set up have none of them. */
const laterCollections = { scoringGroups: {}, riskGroups: {}, automaticLimits: {}, workflows: {} };

/** Least recently used first; concurrent readers of one version share its entry. */
function keep(cacheKey: string, found: Entry): Entry {
  const entry = kept.get(cacheKey) ?? found;
  kept.delete(cacheKey);
  kept.set(cacheKey, entry);
  const oldest = kept.keys().next();
  if (kept.size > maxKept && oldest.done !== true) kept.delete(oldest.value);
  return entry;
}
