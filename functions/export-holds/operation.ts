import type * as z from 'zod/mini';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { csvOfLines } from '../csv.ts';
import { findEndedHolds, findOpenHolds, type FoundHold } from '../found-holds.ts';
import { asksForEnded } from '../hold-filters.ts';
import { holdEntryOnWire } from '../hold-wire.ts';
import { mostExported, type exportHolds } from './contract.ts';

type Query = z.output<(typeof exportHolds)['query']>;
type Export = z.input<(typeof exportHolds)['response']> | string;
type Entry = ReturnType<typeof holdEntryOnWire> & { readonly baseCurrency: string };

/** §15.3: all that fit, or a refusal where they are too many; never some of them. */
export async function exportedHolds(entities: readonly AuthorizedEntity[], query: Query): Promise<Export> {
  const holds = asksForEnded(query) ? await allEnded(entities, query) : await findOpenHolds(entities, query);
  if (holds.length > mostExported.holds) throw tooLarge();
  const exported = query.format === 'csv' ? asCsv(holds) : { items: holds.map(entryOf) };
  if (sizeOf(exported) > mostExported.bytes) throw tooLarge();
  return exported;
}

async function allEnded(entities: readonly AuthorizedEntity[], query: Query): Promise<readonly FoundHold[]> {
  const { holds, reached } = await findEndedHolds(entities, query, undefined, mostExported.holds + 1);
  if (reached !== undefined) throw tooLarge();
  return holds;
}

function entryOf({ row, entity, setting }: FoundHold): ReturnType<typeof holdEntryOnWire> {
  return holdEntryOnWire(row, entity, setting.currency);
}

/** These codes stay; a new column comes last. */
const columns = [
  'legalEntity',
  'hold',
  'order',
  'customer',
  'creditManagementGroup',
  'heldAt',
  'state',
  'reason',
  'reasons',
  'checkpoint',
  'amount',
  'currency',
  'shortfall',
  'baseCurrency',
  'reviewDate',
  'owner',
  'isForced',
  'endedAt',
] as const satisfies readonly (keyof Entry)[];

function asCsv(holds: readonly FoundHold[]): string {
  const lines = holds.map((hold): Entry => ({ ...entryOf(hold), baseCurrency: hold.setting.currency }));
  return csvOfLines(columns, lines);
}

/** As the function's answer carries it: its body is text in JSON. */
function sizeOf(exported: Export): number {
  const body = typeof exported === 'string' ? exported : JSON.stringify(exported);
  return Buffer.byteLength(JSON.stringify(body));
}

function tooLarge() {
  return refuse('export-too-large', { maximum: mostExported.holds, maxBytes: mostExported.bytes });
}
