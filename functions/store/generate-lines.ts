import { assertOpen, mostLines } from '../../domain/adjustment.ts';
import type { AdjustmentLine, LimitHolder } from '../../domain/adjustment-line.ts';
import { businessDate, type CivilDate } from '../../domain/civil-date.ts';
import { generateLines, type Generation, type LeftOut, type LimitChange } from '../../domain/generated-lines.ts';
import type { AdjustmentId, AdjustmentLineId, JobId, Subject } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import { automaticLimitFor } from '../../domain/risk/automatic-limit.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { lineItem } from './adjustment-lines.ts';
import { readAdjustment } from './adjustments.ts';
import { batchGet } from './batch-get.ts';
import { editedJournal } from './edited-journal.ts';
import { contentHash } from './hash.ts';
import { adjustmentLineKey, joined, requestKey } from './keys.ts';
import { holderName, readHolders, type StoredHolder } from './limit-holders.ts';
import { findRecord, requestRecord, resultOf } from './request-record.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { currentRulebook } from './rulebook.ts';
import { findStatistics, type StoredStatistics } from './statistics.ts';

export type GeneratedFor = { readonly holder: LimitHolder } & (
  | { readonly outcome: 'written'; readonly lines: readonly AdjustmentLine[] }
  | { readonly outcome: LeftOut | 'not-found' | 'filtered-out' | 'already-in-adjustment' }
);

/** Without a change, from automatic limits (§12.5). */
export type WantedGeneration = Omit<Generation, 'change'> & { readonly change: LimitChange | undefined };

type Asked = {
  readonly entity: AuthorizedEntity;
  readonly adjustment: AdjustmentId;
  readonly job: JobId;
  readonly who: Subject;
  /** Of these holders among those of the job. */
  readonly number: number;
  readonly holders: readonly LimitHolder[];
  readonly now: string;
  readonly deadlineMs: number;
};

/**
 * §12.2: writes the lines of some holders in one transaction with what became of each, so that asked again it writes none twice.
 * A line is named after its holder and period: a second generation finds it.
 */
export async function generateFor(
  { entity, adjustment, job, who, number, holders, now, deadlineMs }: Asked,
  generation: WantedGeneration,
  isWanted: (holder: StoredHolder) => boolean,
): Promise<readonly GeneratedFor[]> {
  const key = requestKey(entity, 'generate-lines', joined(job, String(number)));
  return retrying(deadlineMs, async (patience) => {
    const [record, journal, document] = await Promise.all([
      findRecord(key, job),
      readAdjustment(entity, adjustment),
      currentRulebook(entity),
    ]);
    if (record !== undefined) return resultOf<readonly GeneratedFor[]>(record);
    assertOpen(journal.adjustment);
    const { baseCurrency, timeZone } = document.entity;
    const stored = await readHolders(entity, baseCurrency, holders);
    const today = businessDate(now, timeZone);
    const statistics = generation.change === undefined ? await statisticsOf(entity, holders) : noStatistics;
    const generated = holders.map((holder): GeneratedFor => {
      const found = stored.of(holder);
      if (found === undefined) return { holder, outcome: 'not-found' };
      if (!isWanted(found)) return { holder, outcome: 'filtered-out' };
      const change = generation.change ?? automaticChange(document, found, statistics.get(holderName(holder)), today);
      if (change === undefined) return { holder, outcome: 'no-automatic-limit' };
      const made = generateLines({ ...generation, change }, holder, found.limits, today);
      if (made.kind === 'left-out') return { holder, outcome: made.why };
      return { holder, outcome: 'written', lines: made.lines.map(named) };
    });
    const results = await withoutThose(entity, adjustment, generated);
    const lines = results.flatMap((one) => (one.outcome === 'written' ? one.lines : []));
    if (lines.length === 0) return results;
    if (journal.adjustment.lines + lines.length > mostLines) throw refuse('adjustment-full', { maximum: mostLines });
    const mostLinesBefore = mostLines - lines.length;
    const items = [
      ...(await editedJournal({ entity, who, now }, journal, { addedLines: lines.length, mostLinesBefore })),
      ...lines.map((line) => lineItem(entity, adjustment, line, undefined)),
      requestRecord(key, job, results),
    ];
    await writeUnlessOutrun(items, patience);
    return results;
  });
}

type Statistics = StoredStatistics['statistics'];
const noStatistics: ReadonlyMap<string, Statistics | undefined> = new Map();

async function statisticsOf(
  entity: AuthorizedEntity,
  holders: readonly LimitHolder[],
): Promise<ReadonlyMap<string, Statistics | undefined>> {
  const found = holders.map(async (holder) => {
    const stored = holder.customer === undefined ? undefined : await findStatistics(entity, holder.customer);
    return [holderName(holder), stored?.statistics] as const;
  });
  return new Map(await Promise.all(found));
}

/** §12.5: what an automatic limit gives a customer. */
function automaticChange(
  document: RulebookDocument,
  found: StoredHolder,
  statistics: Statistics | undefined,
  today: CivilDate,
): LimitChange | undefined {
  if (found.kind !== 'customer') return undefined;
  const given = automaticLimitFor(document, { customer: found.seen.customer, statistics, today });
  return given && { operator: 'set', to: given.limit };
}

const idLength = 22;

function named(line: Omit<AdjustmentLine, 'line'>): AdjustmentLine {
  const { from, to } = line;
  const name = contentHash([holderName(line as LimitHolder), from ?? null, to ?? null]).slice(0, idLength);
  return { ...line, line: name as AdjustmentLineId } as AdjustmentLine;
}

/** A holder of whose lines one is there already keeps what it has. */
async function withoutThose(
  entity: AuthorizedEntity,
  adjustment: AdjustmentId,
  generated: readonly GeneratedFor[],
): Promise<readonly GeneratedFor[]> {
  const keyOf = ({ line }: AdjustmentLine) => adjustmentLineKey(entity, adjustment, line);
  const lines = generated.flatMap((one) => (one.outcome === 'written' ? one.lines : []));
  const there = new Set((await batchGet(lines.map(keyOf))).map(({ sk }) => sk));
  return generated.map((one): GeneratedFor => {
    const isThere = one.outcome === 'written' && one.lines.some((line) => there.has(keyOf(line).sk));
    return isThere ? { holder: one.holder, outcome: 'already-in-adjustment' } : one;
  });
}
