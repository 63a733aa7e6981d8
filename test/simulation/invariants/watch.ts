import type { Committed } from '../simulated-table.ts';
import type { Stage } from '../stage.ts';
import type { MemoryTable } from '../store/memory-table.ts';
import { noSelfApproval, oneTerminalApproval } from './approvals.ts';
import { auditComplete } from './audit-complete.ts';
import { entityIsolation } from './entity-isolation.ts';
import { eventsDelivered } from './events-delivered.ts';
import type { CloudEvent, MakeInvariant } from './invariant.ts';
import { ledgerEqualsPosition } from './ledger-equals-position.ts';
import { namedSetUpExists } from './named-set-up-exists.ts';
import { noOverCommit } from './no-over-commit.ts';
import { noStuckHold } from './no-stuck-hold.ts';
import { oneEffectPerIntent } from './one-effect-per-intent.ts';
import { postedAsApproved } from './posted-as-approved.ts';
import { releaseAfterDelay } from './release-after-delay.ts';
import { versionMonotone } from './version-monotone.ts';

/** `noStuckHold` goes last: it evaluates, and so changes what the others look at. */
const invariants: readonly MakeInvariant[] = [
  noOverCommit,
  versionMonotone,
  oneEffectPerIntent,
  ledgerEqualsPosition,
  auditComplete,
  entityIsolation,
  namedSetUpExists,
  eventsDelivered,
  releaseAfterDelay,
  noSelfApproval,
  oneTerminalApproval,
  postedAsApproved,
  noStuckHold,
];

export type Watch = {
  readonly onCommit: (committed: Committed) => Promise<void>;
  readonly onDead: (queue: string, body: string) => void;
  readonly onPublished: (event: unknown) => void;
  readonly violations: readonly string[];
  /** To be called once, when nothing is left to be done. */
  readonly end: () => Promise<readonly string[]>;
};

/** Looks at one schedule from its start. */
export function watch(table: MemoryTable, stage: Stage, isThorough: boolean): Watch {
  const published: CloudEvent[] = [];
  const violations: string[] = [];
  const watched = invariants.map((make) => make({ table, stage, published, isThorough }));
  return {
    violations,
    onCommit: async (committed) => {
      for (const { onCommit } of watched) violations.push(...((await onCommit?.(committed)) ?? []));
    },
    onDead: (queue, body) => violations.push(`NothingLost: a message of ${queue} is dead: ${body}`),
    onPublished: (event) => published.push(event as CloudEvent),
    end: async () => {
      for (const { atTheEnd } of watched) {
        if (violations.length === 0) violations.push(...((await atTheEnd?.()) ?? []));
      }
      return violations;
    },
  };
}
