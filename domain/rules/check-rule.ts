import { minorUnitsOf } from '../currency.ts';
import { parseAmount } from '../money.ts';
import { parsePercent } from '../percent.ts';
import { findVariant } from './find-variant.ts';
import type { RuleDocument } from './rule-document.ts';
import { largestDays, type FieldKind } from './rule-type.ts';

export type RuleProblemCode =
  'value-type-not-available' | 'unknown-currency' | 'not-days' | 'not-an-amount' | 'not-a-percent' | 'not-a-code';
/** `pointer` is a JSON pointer into the document (§16). */
export type RuleProblem = { readonly pointer: string; readonly code: RuleProblemCode };

/** What saving refuses. It includes what the shape of the document cannot say: an amount fits its currency, or the entity's. */
export function checkRule(document: RuleDocument, baseCurrency: string): readonly RuleProblem[] {
  const variant = findVariant(document);
  if (variant === undefined) return [{ pointer: '/valueType', code: 'value-type-not-available' }];
  const currency = document.currency ?? baseCurrency;
  if (minorUnitsOf(currency) === undefined) return [{ pointer: '/currency', code: 'unknown-currency' }];
  const written = document as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(variant.fields).flatMap(([name, kind]) =>
    checks[kind].isValid(written[name], currency) ? [] : [{ pointer: `/${name}`, code: checks[kind].code }],
  );
}

export type RuleWarningCode = 'exclusion-can-do-nothing' | 'boundary-has-no-effect';
export type RuleWarning = { readonly pointer: string; readonly code: RuleWarningCode };

/** What saving accepts but warns of (§6.3.5): there is no level below `all`, and only blocking rules that compare have a boundary. */
export function warnOfRule(document: RuleDocument): readonly RuleWarning[] {
  const isIdle = document.kind === 'exclusion' && document.scope === 'all' && !document.releaseSalesOrder;
  const compares = document.kind === 'blocking' && !('accountStatus' in document || 'paymentTerms' in document);
  return [
    ...(isIdle ? [{ pointer: '/scope', code: 'exclusion-can-do-nothing' } as const] : []),
    ...(document.boundary === 'reached' && !compares
      ? [{ pointer: '/boundary', code: 'boundary-has-no-effect' } as const]
      : []),
  ];
}

type Check = { readonly code: RuleProblemCode; readonly isValid: (written: unknown, currency: string) => boolean };

const checks: { readonly [K in FieldKind]: Check } = {
  days: {
    code: 'not-days',
    isValid: (written) => Number.isInteger(written) && Number(written) >= 0 && Number(written) <= largestDays,
  },
  amount: {
    code: 'not-an-amount',
    isValid: (written, currency) => typeof written === 'string' && (parseAmount(written, currency) ?? -1n) >= 0n,
  },
  percent: {
    code: 'not-a-percent',
    isValid: (written) => typeof written === 'string' && parsePercent(written) !== undefined,
  },
  code: {
    code: 'not-a-code',
    isValid: (written) => typeof written === 'string' && written.length >= 1 && written.length <= 64,
  },
};
