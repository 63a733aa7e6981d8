import { compileRulebook, type Rulebook } from '../../../domain/compile-rulebook.ts';
import type { CreditGroupId, CustomerId } from '../../../domain/ids.ts';
import type { RulebookDocument } from '../../../domain/rulebook.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { deflatedJson, item } from '../../../functions/store/codec.ts';
import { groupAccountCodec, groupPositionCodec } from '../../../functions/store/credit-group-item.ts';
import { customerCodec, positionCodec, type Position } from '../../../functions/store/customer-item.ts';
import {
  accountKey,
  groupAccountKey,
  groupPositionKey,
  positionKey,
  rulebookKey,
  type Key,
} from '../../../functions/store/keys.ts';
import { entity } from '../stage.ts';
import type { MemoryTable, Stored } from '../store/memory-table.ts';

/** What is stored now, through the store's own codecs, without asking the table by requests. */
const authorized = entity as AuthorizedEntity;

function documentAt(table: MemoryTable, key: Key): unknown {
  return table.at(key, table.now())?.document;
}

export function accountOf(table: MemoryTable, customer: CustomerId) {
  return customerCodec(documentAt(table, accountKey(authorized, customer)), 'account');
}

export function positionOf(table: MemoryTable, customer: CustomerId): Position {
  return positionCodec(documentAt(table, positionKey(authorized, customer)), 'position');
}

export function groupOf(table: MemoryTable, creditGroup: CreditGroupId) {
  const { group } = groupAccountCodec(documentAt(table, groupAccountKey(creditGroup)), 'account');
  const { sums } = groupPositionCodec(documentAt(table, groupPositionKey(creditGroup)), 'position');
  return { group, sums };
}

const documentCodec = item({ document: deflatedJson });
type StoredRulebook = { readonly document: RulebookDocument; readonly rulebook: Rulebook };
const rulebooks = new WeakMap<Stored, StoredRulebook>();

export function rulebookOf(table: MemoryTable, version: number): StoredRulebook {
  const stored = table.at(rulebookKey(authorized, version), table.now());
  if (stored === undefined) throw new Error(`there is no version ${version} of the rulebook`);
  const known = rulebooks.get(stored);
  if (known !== undefined) return known;
  const document = documentCodec(stored.document, 'rulebook').document as RulebookDocument;
  const found = { document, rulebook: compileRulebook(document) };
  rulebooks.set(stored, found);
  return found;
}
