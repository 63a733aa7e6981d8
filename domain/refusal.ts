import type { CivilDate } from './civil-date.ts';
import type { MissingRate } from './exchange-rates.ts';
import type { SetUpProblem } from './set-up/set-up-problem.ts';

/**
 * Every way in which an operation may refuse (4xx), with the facts that the caller needs to mend it. Amounts are decimals
 * in the entity's currency.
 */
export type Refusals = {
  readonly 'legal-entity-not-found': Record<never, never>;
  readonly 'not-allowed': { readonly needs: readonly string[] };
  readonly 'not-found': { readonly kind: string };
  readonly 'precondition-required': { readonly header: 'If-Match' };
  readonly 'precondition-failed': { readonly current: string | null };
  readonly 'idempotency-key-required': Record<never, never>;
  readonly 'idempotency-key-reused': Record<never, never>;
  readonly 'unknown-reference': { readonly pointer: string; readonly kind: string; readonly value: string };
  /** `customers`: how many, where customers name it. */
  readonly 'in-use': { readonly by: string; readonly customers?: number | undefined };
  readonly 'invalid-set-up': { readonly errors: readonly SetUpProblem[] };
  readonly 'rulebook-too-large': { readonly bytes: number; readonly maxBytes: number };
  readonly 'base-currency-fixed': { readonly baseCurrency: string };
  /** `date`: what the business date would be in the new time zone, where it is `today` now. */
  readonly 'business-date-would-go-back': { readonly today: CivilDate; readonly date: CivilDate };
  readonly 'manual-limit-edit-not-allowed': Record<never, never>;
  /** `pointer`: the field that names the other customer's record, where the document names several. */
  readonly 'customer-differs': { readonly customer: string; readonly pointer?: string | undefined };
  /** `currency`: of the order and of the documents that name it. */
  readonly 'document-currency-differs': { readonly currency: string };
  readonly 'order-version-outdated': { readonly storedVersion: number };
  /** §7.7 */
  readonly 'document-not-supported': { readonly kind: string };
  readonly 'document-differs': { readonly kind: string };
  readonly 'too-many-settlements': { readonly maximum: number };
  readonly 'order-not-open': { readonly state: string };
  readonly 'order-rejected': Record<never, never>;
  readonly 'order-wholly-invoiced': Record<never, never>;
  /** Who forced the hold, when (ISO 8601 UTC), and for which hold reason (§10). */
  readonly 'already-forced': {
    readonly hold: string;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  };
  readonly 'hold-not-open': {
    readonly state: string;
    readonly by: string | null;
    readonly at: string | null;
  };
  /** §8.7. `at` is business time, `until` real time. */
  readonly 'hold-being-released': { readonly by: string; readonly at: string; readonly until: string };
  /** §8.7: who released or else ended the hold, and when; null where nobody did, or the release was withdrawn. */
  readonly 'release-not-withdrawable': {
    readonly state: string;
    readonly by: string | null;
    readonly at: string | null;
  };
  /** §11.1 */
  readonly 'hold-awaiting-approval': { readonly approvalRequest: string };
  readonly 'no-workflow-fits': Record<never, never>;
  readonly 'release-above-authority': {
    /** None at all where it is null. */
    readonly authority: string | null;
    readonly amount: string;
    readonly currency: string;
  };
  /** §2.7: the pair and the date that lack a rate. */
  readonly 'exchange-rate-missing': Omit<MissingRate, 'isElsewhere'>;
  readonly 'no-posting-to-release': Record<never, never>;
  readonly 'wrong-reason-type': { readonly reason: string; readonly expected: string };
  readonly 'too-many-open-holds': { readonly maximum: number };
  readonly 'export-too-large': { readonly maximum: number; readonly maxBytes: number };
  readonly 'invalid-cursor': Record<never, never>;
  /** A number that another group has, which the caller may not see. */
  readonly 'credit-group-number-taken': Record<never, never>;
  readonly 'credit-group-full': { readonly maximum: number };
  /** §4.4: legal entities of other currencies than the group's. */
  readonly 'too-many-entities-apart': { readonly maximum: number };
  readonly 'group-currency-fixed': { readonly currency: string };
  readonly 'in-another-credit-group': { readonly creditGroup: string };
  /** Its open holds move with a customer in one transaction, which has room for so many. */
  readonly 'too-many-holds-to-move': { readonly maximum: number; readonly holds: number };
  /** §1.5 */
  readonly 'own-request': Record<never, never>;
  /** §11.2: in the step that the request waits at. */
  readonly 'already-approved': Record<never, never>;
  readonly 'not-an-approver': Record<never, never>;
  readonly 'not-the-requester': Record<never, never>;
  readonly 'unfit-delegate': { readonly because: 'requester' | 'has-approved' | 'may-not-approve' | 'asked-already' };
  readonly 'approval-not-in-state': { readonly state: string; readonly action: string };
  readonly 'approval-too-long': { readonly maximum: number };
  /** §1.5: the step of the workflow, from 0, that asks too few others than the requester. */
  readonly 'no-other-approver': { readonly workflow: string; readonly step: number };
  readonly 'job-not-in-state': { readonly state: string; readonly action: string };
  /** §15.3: the numbers of parts that have not come, a hundred of them at most. */
  readonly 'import-incomplete': { readonly missing: readonly number[] };
  /** It is no dry run of this import, or has not ended well. */
  readonly 'no-dry-run': { readonly state: string | null };
  /** §14: the longest period of statistics has so many months, and begins `from`. */
  readonly 'statistics-in-use': { readonly months: number; readonly from: CivilDate };
  readonly 'nothing-to-score': Record<never, never>;
  /** §12.3: once it is asked to, a posting goes on to its end. */
  readonly 'job-not-cancellable': { readonly kind: string };
  /** `by` and `at`: of the posting, where it is posted. */
  readonly 'adjustment-not-open': { readonly state: string; readonly by: string | null; readonly at: string | null };
  readonly 'adjustment-empty': Record<never, never>;
  readonly 'adjustment-full': { readonly maximum: number };
  /** §11.1 */
  readonly 'approval-required': {
    readonly approvalStatus: string;
    /** The one under way. */
    readonly approvalRequest: string | null;
    /** The one of that request, or else the one that fits. */
    readonly workflow: string | null;
  };
  /** §12.3: the lines that stop the posting, each with why. */
  readonly 'adjustment-not-postable': {
    readonly lines: readonly { readonly line: string; readonly code: string }[];
  };
  /** §12.3: null where the journal is one of another legal entity. */
  readonly 'limit-claimed': { readonly adjustment: string | null };
  readonly 'date-before-clock': { readonly date: CivilDate };
};
export type RefusalCode = keyof Refusals;

/** An expected "no", in domain words; never a defect. */
export class Refusal<Code extends RefusalCode = RefusalCode> extends Error {
  readonly code: Code;
  readonly details: Refusals[Code];

  constructor(code: Code, details: Refusals[Code]) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

export function refuse<Code extends RefusalCode>(code: Code, details: Refusals[Code]): Refusal<Code> {
  return new Refusal(code, details);
}
