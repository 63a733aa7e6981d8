import type { AdjustmentLine, LimitHolder } from '../../domain/adjustment-line.ts';
import type { HeldLimits } from '../../domain/held-limits.ts';
import { judgeLines, refusedFor, type RefusedLine } from '../../domain/posted-limits.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { claimedBy, isClaimOf, type Claim } from './account-marks.ts';
import { holderName, type StoredHolder, type StoredHolders } from './limit-holders.ts';

/** The lines of a journal about one holder. */
export type LinesOfHolder = { readonly holder: LimitHolder; readonly lines: readonly AdjustmentLine[] };

/** In the order of each holder's first line. */
export function byHolder(lines: readonly AdjustmentLine[]): readonly LinesOfHolder[] {
  const groups = Map.groupBy(lines, holderName);
  return [...groups.values()].flatMap((own) => own.slice(0, 1).map((holder) => ({ holder, lines: own })));
}

export type JudgedHolder = LinesOfHolder &
  (
    | { readonly kind: 'refused'; readonly refused: readonly RefusedLine[] }
    | { readonly kind: 'changed'; readonly stored: StoredHolder; readonly after: HeldLimits }
  );

/** §12.3: what the lines make of each holder as it is now. Limits that another posting has claimed stop them. */
export function judgeHolders(
  entity: AuthorizedEntity,
  wanted: readonly LinesOfHolder[],
  holders: StoredHolders,
  own?: Claim,
): readonly JudgedHolder[] {
  return wanted.map((one): JudgedHolder => {
    const stored = holders.of(one.holder);
    const claim = stored?.marks.claim;
    if (claim !== undefined && !isClaimOf(claim, own)) {
      const problem = { code: 'limit-claimed', by: claimedBy(claim, [entity]) } as const;
      return { ...one, kind: 'refused', refused: one.lines.map(refusedFor(problem)) };
    }
    const judged = judgeLines(one.lines, stored?.limits);
    if (judged.kind === 'refused') return { ...one, kind: 'refused', refused: judged.lines };
    if (stored === undefined) throw new Error('lines of a holder that is not there were let pass');
    return { ...one, kind: 'changed', stored, after: judged.after };
  });
}
