import type { Ruling } from '../checkpoint.ts';
import type { Clearance, LimitOwner, ReasonCode, RuleOutcome } from '../evaluation.ts';
import type { Skip } from '../exclusion.ts';
import type { HoldState } from '../hold.ts';
import type { Checkpoint, PostingMode } from '../order.ts';
import type { NoCheapest } from '../explain-hold.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** A sentence with its operands, each written out already. */
type Sentence<N extends string = never> = (of: Readonly<Record<N, string>>) => string;
type Named<C extends string> = Readonly<Record<C, string>>;

/** What rules say about reasons: from where on they hold orders. */
type Threshold = Readonly<Record<'over' | 'reached', Sentence<'value'>>>;

/** How exposure with the order stands to the limit that was tested. */
type Use = {
  readonly ofLimit: Sentence<'exposure' | 'used' | 'whose' | 'limit'>;
  /** Of a limit of 0 nothing is a percent. */
  readonly ofNothing: Sentence<'exposure' | 'whose' | 'limit'>;
  readonly unlimited: Sentence<'exposure'>;
};

export type ReasonSentences = {
  readonly 'days-overdue': Sentence<'oldestDueDate' | 'daysOverdue' | 'threshold' | 'overdueAmount'>;
  readonly 'account-status': Sentence<'accountStatus'>;
  readonly 'terms-of-payment': Sentence<'paymentTerms'>;
  readonly 'credit-limit-expired': Sentence<'expiryDate' | 'daysSinceExpiry' | 'threshold'>;
  readonly 'credit-limit-expired-blank': Sentence;
  readonly 'overdue-amount': Sentence<'overdueAmount' | 'use' | 'amountThreshold' | 'percentThreshold'>;
  readonly 'sales-order-amount': Sentence<'orderAmount' | 'threshold'>;
  readonly 'credit-limit-used': Sentence<'use' | 'threshold'>;
  readonly 'payment-terms-rank': Sentence<'code' | 'rank' | 'basis' | 'basisRank'>;
  readonly 'settlement-discount-rank': Sentence<'code' | 'rank' | 'basis' | 'basisRank'>;
  readonly 'credit-limit-exceeded': Sentence<'use' | 'excess'>;
  readonly 'account-on-hold': Sentence<'accountStatus' | 'stops'>;
  readonly 'cannot-evaluate': Sentence<'from' | 'to' | 'date'>;
  readonly 'cannot-evaluate-elsewhere': Sentence<'from' | 'to' | 'date'>;
  readonly 'cannot-evaluate-group': Sentence<'creditGroup'>;
  readonly 'cannot-evaluate-status': Sentence<'accountStatus'>;
  readonly forced: Sentence<'by' | 'reason'>;
  readonly 'ready-to-release': Sentence;
};

export type ClearanceSentences = Readonly<
  Record<'pay', Sentence<'amount'>> &
    Record<'pay-invoices-due-before' | 'pay-group-invoices-due-before', Sentence<'amount' | 'date'>> &
    Record<Extract<Clearance['kind'], `raise-${string}` | 'lower-order' | `extend-${string}`>, Sentence<'to'>> &
    Record<'change-account-status' | 'change-payment-terms', Sentence<'codes'>> &
    Record<'change-payment-terms-rank' | 'change-settlement-discount', Sentence<'rank'>> &
    Record<'evaluate-again', Sentence> &
    Record<'provide-exchange-rate', Sentence<'from' | 'to' | 'date' | 'rateType'>> &
    Record<'set-credit-limit-rate-type', Sentence<'from' | 'to' | 'date'>> &
    Record<'choose-credit-limit-rate-type', Sentence<'from' | 'to' | 'date' | 'codes'>>
>;

/**
 * The words of one language for all that answers say in codes: a code without words does not compile. Names stand for a code
 * alone, sentences say it with its operands.
 */
export type Catalogue = {
  readonly names: {
    readonly reasons: Named<ReasonCode | 'multiple' | 'none'>;
    readonly holdStates: Named<HoldState>;
    readonly answers: Named<Ruling['answer']>;
    readonly checkpoints: Named<Checkpoint>;
    readonly modes: Named<PostingMode>;
    readonly ruleKinds: Named<RuleOutcome['kind']>;
    readonly scopes: Named<RuleOutcome['scope']>;
    readonly outcomes: Named<RuleOutcome['outcome']>;
  };
  readonly whose: Named<LimitOwner>;
  readonly stops: Named<'all' | 'invoice'>;
  /** In the place of what is not known. */
  readonly unknown: string;
  readonly days: (days: number) => string;
  readonly list: (codes: readonly string[]) => string;
  readonly threshold: Threshold;
  readonly use: Use;
  readonly reasons: ReasonSentences;
  readonly clearances: ClearanceSentences;
  readonly skips: Readonly<Record<Skip['because'], Sentence<'date'>>>;
  /** `because` is a sentence of its own, or nothing. */
  readonly rule: Sentence<'kind' | 'rule' | 'type' | 'scope' | 'outcome' | 'because'>;
  readonly because: Named<NonNullable<RuleOutcome['because']>>;
  readonly noCheapest: Named<NoCheapest>;
};
