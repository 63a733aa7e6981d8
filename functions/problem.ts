import { isTransient } from './store/transient.ts';
import { Refusal, type RefusalCode } from '../domain/refusal.ts';
import { problemType } from './problem-type.ts';

/** One wrong field of a request: where (JSON pointer, RFC 6901) and what. */
export type FieldError = { readonly pointer: string; readonly code: string; readonly detail: string };

/** A request that does not fit its contract (§16). */
export class InvalidRequest extends Error {
  readonly errors: readonly FieldError[];
  readonly status: 400 | 413 | 422;

  constructor(errors: readonly FieldError[], status: 400 | 413 | 422 = 422) {
    super('invalid-request');
    this.name = 'InvalidRequest';
    this.errors = errors;
    this.status = status;
  }
}

/** Contention or throttling that outlasted the retries (§16). */
export class Busy extends Error {
  constructor(cause: unknown) {
    super('busy', { cause });
    this.name = 'Busy';
  }
}

type Catalogue = Readonly<Record<RefusalCode, { readonly status: number; readonly title: string }>>;

/** How each refusal leaves over HTTP. A missing row does not compile. */
export const refusalCatalogue: Catalogue = {
  'legal-entity-not-found': { status: 404, title: 'There is no such legal entity.' },
  'not-allowed': {
    status: 403,
    title: 'Your roles in this legal entity do not allow this; "needs" names those that do.',
  },
  'not-found': { status: 404, title: 'There is no such record; "kind" says of what.' },
  'precondition-required': {
    status: 428,
    title: 'Send If-Match with the ETag that you read, or * to overwrite whatever is there.',
  },
  'precondition-failed': {
    status: 412,
    title: 'It was changed since you read it; read it again and send its new ETag.',
  },
  'idempotency-key-required': {
    status: 400,
    title:
      'Send an Idempotency-Key header: 1 to 64 visible ASCII characters, not beginning with ~, new for each intent.',
  },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used for another request; use a new one.' },
  'unknown-reference': { status: 422, title: 'A code in the request is not set up; "pointer" says where.' },
  'in-use': { status: 409, title: 'It is still used; "by" says where, "customers" by how many of them.' },
  'invalid-set-up': { status: 422, title: 'The settings contradict one another; "errors" says where.' },
  'rulebook-too-large': {
    status: 422,
    title: 'The rulebook would be too large to keep as one item; delete rules that are no longer used.',
  },
  'base-currency-fixed': { status: 409, title: 'The base currency cannot change once the legal entity exists.' },
  'business-date-would-go-back': {
    status: 409,
    title: 'In the new time zone it is still the day before ("date"); business dates never go back.',
  },
  'manual-limit-edit-not-allowed': {
    status: 409,
    title: 'Limits change by adjustment only (allowManualLimitEdit is off).',
  },
  'customer-differs': { status: 409, title: 'The document belongs to another customer.' },
  'document-currency-differs': {
    status: 409,
    title: 'The order and the documents that name it are in another currency; "currency" says in which.',
  },
  'order-version-outdated': { status: 409, title: 'A newer version of the order is stored.' },
  'document-not-supported': { status: 422, title: 'Documents of this kind are not supported; "kind" says which.' },
  'document-differs': {
    status: 409,
    title: 'A document with this id and other content is stored; ids are unique for ever.',
  },
  'too-many-settlements': {
    status: 409,
    title: 'The payment or credit note has had as many settlements after it as it may; "maximum" says how many.',
  },
  'order-not-open': { status: 409, title: 'The order is closed or cancelled.' },
  'order-rejected': { status: 409, title: 'The order was rejected.' },
  'order-wholly-invoiced': { status: 409, title: 'The whole order is invoiced: nothing of it is left to hold.' },
  'already-forced': {
    status: 409,
    title: 'A person has forced the hold of the order before; "by", "at" and "reason" say who, when and why.',
  },
  'hold-not-open': { status: 409, title: 'The hold has ended; "state", "by" and "at" say how.' },
  'hold-being-released': {
    status: 409,
    title:
      'The hold is being released; "by" and "at" say by whom and since when, "until" until when it can be withdrawn.',
  },
  'release-not-withdrawable': {
    status: 409,
    title: 'There is no release of the hold that could still be withdrawn; "state", "by" and "at" say what it came to.',
  },
  'hold-awaiting-approval': {
    status: 409,
    title: 'The hold awaits an approval; "approvalRequest" says which.',
  },
  'no-workflow-fits': { status: 409, title: 'No workflow fits it any more.' },
  'release-above-authority': { status: 403, title: 'The order is above your release authority.' },
  'exchange-rate-missing': {
    status: 409,
    title: 'An exchange rate is missing; "from", "to" and "date" say which.',
  },
  'no-posting-to-release': { status: 409, title: 'The hold stopped no posting; release it without posting.' },
  'wrong-reason-type': { status: 422, title: 'The reason is of another type than this needs.' },
  'too-many-open-holds': {
    status: 422,
    title: 'There are too many open holds to list at once; filter by legal entity or customer.',
  },
  'export-too-large': {
    status: 422,
    title: 'There is more than one export holds; "maximum" says how many lines, "maxBytes" how many bytes it may have.',
  },
  'invalid-cursor': { status: 422, title: 'The cursor is not one of ours or belongs to another list.' },
  'credit-group-number-taken': { status: 409, title: 'Another customer credit group has this number; choose another.' },
  'credit-group-full': { status: 409, title: 'The customer credit group has as many members as it may have.' },
  'too-many-entities-apart': {
    status: 409,
    title: 'The customer credit group has members of as many legal entities in other currencies as it may have.',
  },
  'group-currency-fixed': { status: 409, title: 'The currency of a customer credit group cannot change.' },
  'in-another-credit-group': { status: 409, title: 'The customer is a member of another customer credit group.' },
  'too-many-holds-to-move': {
    status: 409,
    title:
      'The customer has more open holds ("holds") than join or leave a group with it ("maximum"); release or reject some first.',
  },
  'own-request': { status: 403, title: 'Nobody decides on their own request.' },
  'already-approved': { status: 409, title: 'You have approved in this step already.' },
  'not-an-approver': { status: 403, title: 'The request does not wait for you.' },
  'not-the-requester': { status: 403, title: 'Only who made the request may.' },
  'unfit-delegate': { status: 422, title: 'They cannot decide in your place; "because" says why.' },
  'approval-not-in-state': { status: 409, title: 'The state of the request does not allow this.' },
  'approval-too-long': { status: 409, title: 'The request was passed on as often as it may be.' },
  'no-other-approver': {
    status: 409,
    title: 'A step of the workflow ("workflow", "step") asks too few others than you.',
  },
  'job-not-in-state': {
    status: 409,
    title: 'The state of the job does not allow this.',
  },
  'import-incomplete': {
    status: 409,
    title: 'Not all parts of the import have come; "missing" says which have not.',
  },
  'no-dry-run': { status: 409, title: 'The job is no dry run of this import that is done.' },
  'statistics-in-use': {
    status: 409,
    title: 'Statistics of periods in use stay: "months" says how many months the longest has, "from" where it begins.',
  },
  'nothing-to-score': { status: 409, title: 'The legal entity has no scoring group.' },
  'job-not-cancellable': {
    status: 409,
    title: 'The job is past where it can be cancelled, and goes on to its end; "kind" says of which kind it is.',
  },
  'adjustment-not-open': {
    status: 409,
    title: 'The adjustment is posted, or is being posted; "state", "by" and "at" say how it stands.',
  },
  'adjustment-empty': { status: 409, title: 'The adjustment has no lines.' },
  'adjustment-full': { status: 409, title: 'The adjustment has as many lines as it may have.' },
  'approval-required': { status: 409, title: 'The adjustment needs an approval before it is posted.' },
  'adjustment-not-postable': {
    status: 409,
    title: 'No limit was changed; "lines" says which lines stop the posting, and why.',
  },
  'limit-claimed': {
    status: 409,
    title: 'A credit limit adjustment is changing this limit; "adjustment" says which.',
  },
  'date-before-clock': { status: 422, title: 'The clock can only move forward.' },
};

export type ProblemDocument = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly title: string;
  readonly status: number;
};

/** The problem document (RFC 9457) of any failure; a defect shows nothing of itself. */
export function problemOf(thrown: unknown): ProblemDocument {
  const error = asBusy(thrown);
  if (error instanceof Refusal) {
    const { code, details } = error as Refusal;
    const { status, title } = refusalCatalogue[code];
    return { ...typeAndTitle(code, title), status, ...details };
  }
  if (error instanceof InvalidRequest) {
    return {
      ...typeAndTitle('invalid-request', 'The request is not valid; "errors" points to each wrong field.'),
      status: error.status,
      errors: error.errors,
    };
  }
  if (error instanceof Busy) {
    return {
      ...typeAndTitle(
        'busy',
        'Too much happens to this customer at once. Send it again, under the same id or key: it has one effect.',
      ),
      status: 503,
    };
  }
  return { ...typeAndTitle('defect', 'Something failed on our side; it was logged.'), status: 500 };
}

/**
 * Why a message is dead: the type of the problem with its facts. Its words stand in docs/reference/problems.md; the catalogue of
 * them is none of what a function that an order waits for must load.
 */
export function causeOf(thrown: unknown): Readonly<Record<string, unknown>> & { readonly type: string } {
  const error = asBusy(thrown);
  if (error instanceof Refusal) {
    const { code, details } = error as Refusal;
    return { type: problemType(code), ...details };
  }
  if (error instanceof InvalidRequest) return { type: problemType('invalid-request'), errors: error.errors };
  return { type: problemType(error instanceof Busy ? 'busy' : 'defect') };
}

/** What outlasted the retries of whoever sent it is contention, not a defect (§16). */
export function asBusy(error: unknown): unknown {
  return isTransient(error) ? new Busy(error) : error;
}

function typeAndTitle(code: string, title: string): { readonly type: string; readonly title: string } {
  return { type: problemType(code), title };
}
