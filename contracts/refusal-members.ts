import * as z from 'zod/mini';
import type { RefusalCode, Refusals } from '../domain/refusal.ts';
import { approvalStatuses } from '../domain/adjustment-approval.ts';
import { adjustmentStates } from '../domain/adjustment.ts';
import { jobKinds } from '../domain/job.ts';
import { refusedLine } from '../functions/adjustment-line-wire.ts';
import { roles } from '../functions/roles.ts';
import {
  adjustmentId,
  amount,
  civilDate,
  code,
  creditGroupId,
  currency,
  customerId,
  holdId,
} from '../functions/wire.ts';
import { installationAdmin } from '../functions/access.ts';

type Members<C extends RefusalCode> = { readonly [M in keyof Refusals[C]]-?: z.ZodMiniType };

const pointer = z
  .string()
  .check(z.meta({ description: 'Where in the request (JSON pointer, RFC 6901).', examples: ['/order'] }));
const kind = z.string().check(z.meta({ description: 'Of what kind the record is.', examples: ['customer'] }));

/** The facts that each refusal adds to its problem document. A missing row or member does not compile. */
export const refusalMembers: { readonly [C in RefusalCode]: Members<C> } = {
  'legal-entity-not-found': {},
  'not-allowed': {
    needs: z.array(z.enum([...roles, installationAdmin])).check(z.describe('One of these is needed.')),
  },
  'not-found': { kind },
  'precondition-required': { header: z.literal('If-Match') },
  'precondition-failed': {
    current: z.nullable(z.string()).check(z.describe('The ETag in force; null where there is nothing.')),
  },
  'idempotency-key-required': {},
  'idempotency-key-reused': {},
  'document-currency-differs': { currency },
  'unknown-reference': { pointer, kind, value: z.string() },
  'in-use': {
    by: z.string().check(z.meta({ description: 'A path below the legal entity.', examples: ['rules/R-100'] })),
    customers: z.optional(z.int()).check(z.describe('How many, where it is customers.')),
  },
  'invalid-set-up': { errors: z.array(z.looseObject({ pointer, code: z.string() })) },
  'rulebook-too-large': { bytes: z.int(), maxBytes: z.int() },
  'base-currency-fixed': { baseCurrency: currency },
  'business-date-would-go-back': { today: civilDate, date: civilDate },
  'manual-limit-edit-not-allowed': {},
  'customer-differs': { customer: customerId, pointer: z.optional(pointer) },
  'order-version-outdated': { storedVersion: z.int() },
  'document-not-supported': { kind },
  'import-incomplete': { missing: z.array(z.int()) },
  'no-dry-run': { state: z.nullable(z.string()).check(z.describe('Of the dry run, where it is one.')) },
  'document-differs': { kind },
  'too-many-settlements': { maximum: z.int() },
  'order-not-open': { state: z.string() },
  'order-rejected': {},
  'order-wholly-invoiced': {},
  'already-forced': { hold: holdId, reason: code, by: z.string(), at: z.iso.datetime() },
  'hold-not-open': { state: z.string(), by: z.nullable(z.string()), at: z.nullable(z.iso.datetime()) },
  'hold-being-released': {
    by: z.string(),
    at: z.iso.datetime(),
    until: z.iso.datetime().check(z.describe('Real time, whatever the clock of the legal entity says.')),
  },
  'release-not-withdrawable': { state: z.string(), by: z.nullable(z.string()), at: z.nullable(z.iso.datetime()) },
  'hold-awaiting-approval': { approvalRequest: z.string() },
  'no-workflow-fits': {},
  'release-above-authority': { authority: z.nullable(amount), amount, currency },
  'exchange-rate-missing': { from: currency, to: currency, date: civilDate },
  'no-posting-to-release': {},
  'wrong-reason-type': { reason: z.string(), expected: z.string() },
  'too-many-open-holds': { maximum: z.int() },
  'export-too-large': { maximum: z.int(), maxBytes: z.int() },
  'invalid-cursor': {},
  'credit-group-number-taken': {},
  'credit-group-full': { maximum: z.int() },
  'too-many-entities-apart': { maximum: z.int() },
  'group-currency-fixed': { currency },
  'in-another-credit-group': { creditGroup: creditGroupId },
  'too-many-holds-to-move': { maximum: z.int(), holds: z.int() },
  'own-request': {},
  'already-approved': {},
  'not-an-approver': {},
  'not-the-requester': {},
  'unfit-delegate': { because: z.enum(['requester', 'has-approved', 'may-not-approve', 'asked-already']) },
  'approval-not-in-state': { state: z.string(), action: z.string() },
  'approval-too-long': { maximum: z.int() },
  'no-other-approver': { workflow: z.string(), step: z.int() },
  'job-not-in-state': { state: z.string(), action: z.string() },
  'statistics-in-use': { months: z.int(), from: civilDate },
  'nothing-to-score': {},
  'job-not-cancellable': { kind: z.enum(jobKinds) },
  'adjustment-not-open': {
    state: z.enum(adjustmentStates),
    by: z.nullable(z.string()).check(z.describe('Who posted it, where it is posted.')),
    at: z.nullable(z.iso.datetime()),
  },
  'adjustment-empty': {},
  'adjustment-full': { maximum: z.int() },
  'approval-required': {
    approvalStatus: z.enum(approvalStatuses),
    approvalRequest: z.nullable(z.string()),
    workflow: z.nullable(z.string()),
  },
  'adjustment-not-postable': { lines: z.array(refusedLine) },
  'limit-claimed': {
    adjustment: z.nullable(adjustmentId).check(z.describe('Null where it is one of another legal entity.')),
  },
  'date-before-clock': { date: civilDate },
};
