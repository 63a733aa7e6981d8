import { canonicalJson } from './canonical-json.ts';
import type { CivilDate } from './civil-date.ts';
import type { Evaluation, GroupComponents, Reason, ReasonCode } from './evaluation.ts';
import type { ApprovalRequestId, CustomerId, HoldId, OrderId } from './ids.ts';
import type { OrderTerms, Posting } from './order.ts';
import { isUnknown } from './rules/verdict.ts';

export const holdStates = [
  'open',
  'ready-to-release',
  'awaiting-approval',
  'releasing',
  'released',
  'rejected',
  'cancelled',
] as const;
export type HoldState = (typeof holdStates)[number];
export const endedHoldStates = ['released', 'rejected', 'cancelled'] as const satisfies readonly HoldState[];

export type HoldAction =
  'clear' | 'unclear' | 'force' | 'submit' | 'answer' | 'delay' | 'withdraw' | 'release' | 'reject' | 'cancel';

const ends = { release: 'released', reject: 'rejected', cancel: 'cancelled' } as const;

/**
 * §8.3. `awaiting-approval` and `releasing` are entered by workflow (§11) and by a delayed release (§8.7), which withdrawn leads
 * back to what the hold was.
 */
const transitions: Readonly<Record<HoldState, Partial<Record<HoldAction, HoldState>>>> = {
  open: { clear: 'ready-to-release', force: 'open', submit: 'awaiting-approval', delay: 'releasing', ...ends },
  'ready-to-release': {
    unclear: 'open',
    force: 'ready-to-release',
    submit: 'awaiting-approval',
    delay: 'releasing',
    ...ends,
  },
  'awaiting-approval': { clear: 'ready-to-release', force: 'open', answer: 'open', ...ends },
  releasing: { withdraw: 'open', release: 'released', cancel: 'cancelled' },
  released: {},
  rejected: {},
  cancelled: {},
};

/** The state after an action, or `undefined` where the state does not allow it. */
export function nextHoldState(state: HoldState, action: HoldAction): HoldState | undefined {
  return transitions[state][action];
}

/** A reason with its values when it came and as of the last evaluation (§8.3). */
export type HoldReason = {
  readonly code: ReasonCode;
  readonly isActive: boolean;
  readonly atHold: Reason;
  /** Absent once cleared. */
  readonly now?: Reason | undefined;
};

/** Who ended a hold, when (ISO 8601 UTC), and why (§8.3). */
export type HoldEnd = {
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
  readonly note?: string | undefined;
  readonly withPosting: boolean;
};

/** §8.7: what a release with posting asked for, kept until its delay ends or it is withdrawn. */
export type DelayedRelease = Omit<HoldEnd, 'withPosting'> & {
  /** Until when it can be withdrawn: real time (ISO 8601 UTC), whatever the business time. */
  readonly until: string;
  readonly reviewDate?: CivilDate | undefined;
  /** Of the version of the order that is released (§8.5). */
  readonly terms: OrderTerms;
  /** What the hold was. */
  readonly from: HoldState;
};

/**
 * §11: the request for whose approval the hold waits, or by whose it may be ended as was asked, once. It is for one version and
 * amount of the order (§11.4).
 */
export type HoldApproval = {
  readonly request: ApprovalRequestId;
  readonly for: 'hold-release' | 'hold-reject';
  readonly withPosting: boolean;
  readonly orderVersion: number;
  readonly amount: bigint;
  readonly isGranted: boolean;
};

/** §8.3: one order kept from being posted. Amounts in minor units of its order's currency, but for the shortfall and reasons. */
export type Hold = {
  readonly hold: HoldId;
  readonly order: OrderId;
  readonly customer: CustomerId;
  /** Of its customer, as of the last evaluation. */
  readonly creditManagementGroup?: string | undefined;
  readonly heldAt: string;
  /** Counts the audited changes of its customer: of two holds of one instant, the smaller is older. */
  readonly number: number;
  readonly state: HoldState;
  readonly reasons: readonly HoldReason[];
  /** The posting that was stopped; a forced hold stops none. */
  readonly posting?: Posting | undefined;
  /** The parameters of that posting as the order system sent them (JSON text), kept for a release with posting. */
  readonly postingParameters?: string | undefined;
  /** Of the order, where it is not the entity's. */
  readonly currency?: string | undefined;
  readonly amountAtHold: bigint;
  readonly amount: bigint;
  /** What exposure with this order exceeds the limit by, as of the last evaluation; 0 where it does not; absent where a rate is missing to tell. */
  readonly shortfall?: bigint | undefined;
  /** Rulebook version of the last evaluation. */
  readonly rulebook: number;
  readonly reviewDate?: CivilDate | undefined;
  readonly owner?: string | undefined;
  readonly note?: string | undefined;
  readonly approval?: HoldApproval | undefined;
  /** How many approval requests there were about it; absent is none. */
  readonly approvalCount?: number | undefined;
  readonly releasing?: DelayedRelease | undefined;
  readonly end?: HoldEnd | undefined;
  /** Moves with every change: its ETag. */
  readonly version: number;
};

/** §9.3: every reason but a forced one is cleared, as of the last evaluation. */
export function isCleared({ reasons }: Pick<Hold, 'reasons'>): boolean {
  return reasons.some(({ code, isActive }) => code === 'ready-to-release' && isActive);
}

export function isForced(hold: Hold): boolean {
  return hold.reasons.some(({ code, isActive }) => code === 'forced' && isActive);
}

/** What people keep about a hold; `undefined` is none. */
export type HoldNotes = {
  readonly owner: string | undefined;
  readonly reviewDate: CivilDate | undefined;
  readonly note: string | undefined;
};

/**
 * §8.3: the hold with other notes, or `undefined` where they are what it has. A review date that is given while the hold is being
 * released (§8.7) takes the place of the one that the release was asked for with: it is the later word.
 */
export function edited(hold: Hold, { owner, reviewDate, note }: HoldNotes): Hold | undefined {
  const isSameDate = hold.reviewDate === reviewDate;
  if (hold.owner === owner && isSameDate && hold.note === note) return undefined;
  const release = hold.releasing;
  const releasing = release === undefined || isSameDate ? release : { ...release, reviewDate: undefined };
  return { ...hold, owner, reviewDate, note, releasing, version: hold.version + 1 };
}

/**
 * §9.2, §9.3: the hold after an evaluation: what no longer applies is cleared, what is new is added, and when all is
 * cleared but a forced reason it is ready to release. The same evaluation twice changes nothing.
 */
export function reevaluated(hold: Hold, evaluation: Evaluation, amount: bigint, rulebook: number): Hold {
  return { ...withReasons(hold, evaluation), amount, rulebook, shortfall: shortfallOf(evaluation) };
}

/** §7.3: excluding the order or its customer clears every reason but a forced one, and does not end the hold. */
export function cleared(hold: Hold, amount: bigint, rulebook: number): Hold {
  const evaluation: Pick<Evaluation, 'reasons'> = { reasons: [] };
  return { ...withReasons(hold, evaluation), amount, rulebook, shortfall: 0n };
}

/**
 * What exposure with the order exceeds the total limit by (§4.3), never below zero; none for an unlimited customer. Of a
 * member, the larger of what it exceeds its own and its group's limit by, so far as they are tested (§4.6). `undefined` where a missing rate leaves it unknown.
 */
export function shortfallOf({ exposure, limit, group, tested }: Evaluation): bigint | undefined {
  const own = tested?.includes('own') === false ? 0n : excessOf({ exposure, limit });
  const shared = group !== undefined && tested?.includes('group') === true ? excessOfGroup(group) : 0n;
  return own === undefined || shared === undefined ? undefined : own > shared ? own : shared;
}

function excessOf({ exposure, limit }: Pick<GroupComponents, 'exposure'> & Pick<Evaluation, 'limit'>) {
  if (limit.source === 'unlimited') return 0n;
  if (isUnknown(exposure) || isUnknown(limit)) return undefined;
  const over = exposure.withOrder - limit.total;
  return over < 0n ? 0n : over;
}

/** In the entity's currency. */
function excessOfGroup(group: GroupComponents): bigint | undefined {
  if (group.currency === undefined) return excessOf(group);
  return group.excess === undefined || group.excess > 0n ? group.excess : 0n;
}

const readyToRelease: Reason = { code: 'ready-to-release', rules: [], operands: {}, clearances: [] };

export function arisen(reason: Reason): HoldReason {
  return { code: reason.code, isActive: true, atHold: reason, now: reason };
}

function withReasons(hold: Hold, evaluation: Pick<Evaluation, 'reasons'>): Hold {
  const found = new Map(evaluation.reasons.map((reason) => [identityOf(reason), reason]));
  const before = hold.reasons.filter(({ code }) => code !== 'ready-to-release');
  const standing = before.map((reason) => refreshed(reason, found));
  const known = new Set(standing.map(({ atHold }) => identityOf(atHold)));
  const reasons = [...standing, ...evaluation.reasons.filter((reason) => !known.has(identityOf(reason))).map(arisen)];
  const areCleared = reasons.every(({ code, isActive }) => !isActive || code === 'forced');
  const kept = { ...hold, reasons: areCleared ? [...reasons, arisen(readyToRelease)] : reasons };
  if (areCleared && isCleared(hold)) return kept;
  const state = nextHoldState(hold.state, areCleared ? 'clear' : 'unclear') ?? hold.state;
  // §9.4: what has no reasons any more needs no approval.
  return { ...kept, state, approval: areCleared ? undefined : hold.approval };
}

/**
 * One code may be given more than once: of the group's limit and of the own (§4.6), and of everything that keeps rules from being
 * evaluated (§6.5).
 */
function identityOf({ code, limit, operands }: Reason): string {
  if (code !== 'cannot-evaluate') return `${code} ${limit ?? ''}`;
  const { from = null, to = null, accountStatus = null, isElsewhere = null } = operands;
  return canonicalJson([code, limit, from, to, accountStatus, isElsewhere]);
}

function refreshed(reason: HoldReason, found: ReadonlyMap<string, Reason>): HoldReason {
  if (reason.code === 'forced') return reason;
  const now = found.get(identityOf(reason.atHold));
  return now === undefined
    ? { code: reason.code, isActive: false, atHold: reason.atHold }
    : { ...reason, isActive: true, now };
}
