import * as z from 'zod/mini';
import { reasonCodes, type Reason } from '../domain/evaluation.ts';
import { formatAmount } from '../domain/money.ts';
import { holdStates, isForced, type Hold } from '../domain/hold.ts';
import { checkpoints, postingModes } from '../domain/order.ts';
import { reason, reasonOnWire, text } from './reason-wire.ts';
import type { Words } from '../domain/words/words-in.ts';
import type { HoldRow } from './store/hold-item.ts';
import {
  amount,
  approvalRequestId,
  civilDate,
  code,
  customerId,
  holdId,
  legalEntityId,
  note,
  orderId,
  version,
} from './wire.ts';
import { wireForm } from './wire-form.ts';

const instant = z.string().check(z.meta({ format: 'date-time' }));
const state = z.enum(holdStates);
const baseCurrency = z
  .optional(z.string())
  .check(z.describe('Of the shortfall and of operands, where the order is in another.'));

/** §8.3: one hold with all its reasons, their values at hold time and now. */
export const holdView = z
  .strictObject({
    hold: holdId,
    legalEntity: legalEntityId,
    order: orderId,
    customer: customerId,
    creditManagementGroup: z.nullable(code).check(z.describe('Of the customer, as of the last evaluation.')),
    heldAt: instant,
    state,
    stateTitle: text,
    isForced: z.boolean(),
    reasons: z.array(
      z.strictObject({
        code: z.enum(reasonCodes),
        isActive: z.boolean().check(z.describe('As of the last evaluation; of a hold that has ended, as of its end.')),
        atHold: reason,
        now: z.nullable(reason),
      }),
    ),
    posting: z.nullable(
      z.strictObject({
        checkpoint: z.enum(checkpoints),
        mode: z.enum(postingModes),
        amount: z.nullable(amount),
        parameters: z.nullable(z.record(z.string(), z.unknown())),
      }),
    ),
    amountAtHold: amount,
    amount,
    shortfall: z.nullable(amount),
    currency: z.string().check(z.describe('Of the order and its posting.')),
    baseCurrency,
    rulebookVersion: version,
    reviewDate: z.nullable(civilDate),
    owner: z.nullable(z.string()),
    note: z.nullable(note),
    approval: z
      .nullable(
        z.strictObject({
          request: approvalRequestId,
          for: z.enum(['hold-release', 'hold-reject']),
          withPosting: z.boolean(),
          orderVersion: version,
          isGranted: z.boolean(),
        }),
      )
      .check(
        z.describe(
          'The request for whose approval it waits, or, granted, by whose it may be ended as was asked, once (§11). It is for one version of the order.',
        ),
      ),
    releasing: z
      .nullable(
        z.strictObject({
          by: z.string(),
          at: instant,
          until: instant.check(z.describe('Until when it can be withdrawn, in real time.')),
          reason: z.nullable(z.string()),
          note: z.optional(note),
          reviewDate: z.nullable(civilDate),
        }),
      )
      .check(z.describe('The release that is carried out when its delay has ended (§8.7).')),
    end: z.nullable(
      z.strictObject({
        by: z.string(),
        at: instant,
        reason: z.nullable(z.string()),
        note: z.optional(note),
        withPosting: z.boolean(),
      }),
    ),
    version,
  })
  .check(z.meta({ id: 'Hold' }));

export function holdOnWire(
  hold: Hold,
  legalEntity: z.input<typeof legalEntityId>,
  entityCurrency: string,
  words?: Words,
): z.input<typeof holdView> {
  const currency = hold.currency ?? entityCurrency;
  const { posting, postingParameters, rulebook, reasons, number: _number, approvalCount: _count, ...facts } = hold;
  const view = {
    ...facts,
    ...(words && { stateTitle: words.names.holdStates[hold.state] }),
    legalEntity,
    currency,
    isForced: isForced(hold),
    rulebookVersion: rulebook,
    posting:
      posting === undefined
        ? null
        : {
            checkpoint: posting.checkpoint,
            mode: posting.mode,
            amount: posting.amount ?? null,
            parameters: postingParameters === undefined ? null : parsed(postingParameters),
          },
    creditManagementGroup: hold.creditManagementGroup ?? null,
    reviewDate: hold.reviewDate ?? null,
    owner: hold.owner ?? null,
    note: hold.note ?? null,
    approval: approvalOnWire(hold),
    releasing: releasingOnWire(hold),
    end: hold.end ?? null,
  };
  const onWire = (found: Reason) => reasonOnWire(found, entityCurrency, words);
  return {
    ...wireForm(view, currency),
    ...inBaseCurrency(hold, entityCurrency),
    reasons: reasons.map(({ atHold, now, ...entry }) => {
      return { ...entry, atHold: onWire(atHold), now: now === undefined ? null : onWire(now) };
    }),
  };
}

function approvalOnWire({ approval }: Hold) {
  if (approval === undefined) return null;
  const { amount: _amount, ...shown } = approval;
  return shown;
}

function releasingOnWire({ releasing }: Hold) {
  if (releasing === undefined) return null;
  const { terms: _terms, from: _from, reviewDate = null, ...shown } = releasing;
  return { ...shown, reviewDate };
}

type Short = { readonly shortfall?: bigint | undefined; readonly currency?: string | undefined };

function inBaseCurrency({ shortfall, currency: own }: Short, entityCurrency: string) {
  return {
    shortfall: shortfall === undefined ? null : formatAmount(shortfall, entityCurrency),
    ...(own === undefined ? {} : { baseCurrency: entityCurrency }),
  };
}

function parsed(parameters: string): Record<string, unknown> {
  return JSON.parse(parameters) as Record<string, unknown>;
}

/** §8.4: a line of the hold list: its reason, or `multiple` beside all of them. */
export const holdEntry = z
  .strictObject({
    hold: holdId,
    legalEntity: legalEntityId,
    order: orderId,
    customer: customerId,
    creditManagementGroup: z.nullable(code).check(z.describe('Of the customer, as of the last evaluation.')),
    heldAt: instant,
    state,
    stateTitle: text,
    reason: z.enum([...reasonCodes, 'multiple', 'none']),
    reasonTitle: text,
    reasons: z
      .array(z.enum(reasonCodes))
      .check(z.describe('The active ones; of a hold that has ended, those that still applied then.')),
    checkpoint: z.nullable(z.enum(checkpoints)),
    amount,
    shortfall: z.nullable(amount),
    currency: z.string(),
    baseCurrency,
    reviewDate: z.nullable(civilDate),
    owner: z.nullable(z.string()),
    isForced: z.boolean(),
    endedAt: z.nullable(instant),
  })
  .check(z.meta({ id: 'HoldEntry' }));

export function holdEntryOnWire(
  row: HoldRow,
  legalEntity: z.input<typeof legalEntityId>,
  entityCurrency: string,
  names?: Words['names'],
): z.input<typeof holdEntry> {
  const currency = row.currency ?? entityCurrency;
  const [only = 'none' as const, ...more] = row.reasons;
  const reason = more.length > 0 ? ('multiple' as const) : only;
  const entry = {
    ...row,
    legalEntity,
    currency,
    reason,
    ...(names && { reasonTitle: names.reasons[reason], stateTitle: names.holdStates[row.state] }),
    checkpoint: row.checkpoint ?? null,
    creditManagementGroup: row.creditManagementGroup ?? null,
    reviewDate: row.reviewDate ?? null,
    owner: row.owner ?? null,
    endedAt: row.endedAt ?? null,
  };
  return { ...wireForm(entry, currency), ...inBaseCurrency(row, entityCurrency) };
}
