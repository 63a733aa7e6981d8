import { decisionCodec, type Decision } from '../../../functions/store/decision-item.ts';
import type { Committed } from '../simulated-table.ts';
import type { Stage } from '../stage.ts';
import type { MemoryTable, Stored } from '../store/memory-table.ts';

/** What is stored, and by whom it may be looked at while nothing else goes on. */
export type Scene = {
  readonly table: MemoryTable;
  readonly stage: Stage;
  /** Everything that was published so far. */
  readonly published: readonly CloudEvent[];
  /** Look after every commit at what is else looked at when all is done. */
  readonly isThorough: boolean;
};

export type CloudEvent = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** Something that must hold: after every commit, or when nothing is left to be done. Each gives what is wrong, in words. */
export type Invariant = {
  readonly onCommit?: (committed: Committed) => readonly string[] | Promise<readonly string[]>;
  readonly atTheEnd?: () => readonly string[] | Promise<readonly string[]>;
};

export type MakeInvariant = (scene: Scene) => Invariant;

export function kindOf({ raw }: Stored): string {
  return raw['kind']?.S ?? '';
}

/** What a commit put, of one kind. */
export function putOfKind({ changes }: Committed, kind: string): readonly Stored[] {
  return changes.flatMap(({ after }) => (after !== undefined && kindOf(after) === kind ? [after] : []));
}

const decisions = new WeakMap<Stored, Decision>();

export function decisionOf(stored: Stored): Decision {
  const known = decisions.get(stored) ?? decisionCodec(stored.document, 'decision');
  decisions.set(stored, known);
  return known;
}

/** Everything there is of one kind. */
export function allOfKind(table: MemoryTable, kind: string): readonly Stored[] {
  return table.save().flatMap(({ stored }) => (kindOf(stored) === kind ? [stored] : []));
}

export function partitionOf({ raw }: Stored): string {
  return raw['pk']?.S ?? '';
}
