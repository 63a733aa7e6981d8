import type { Operand, Operands, RuleReference, RuleType } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import type { RuleId } from '../ids.ts';
import { parseAmount } from '../money.ts';
import { formatPercent, parsePercent } from '../percent.ts';
import { findVariant } from './find-variant.ts';
import type { RuleDocument } from './rule-document.ts';
import type { Boundary, FieldKind, RuleKind, ValueType, Variant, Verdict } from './rule-type.ts';

/** A rule with its values parsed, as evaluations run it. */
export type CompiledRule = RuleReference & {
  readonly type: RuleType;
  readonly kind: RuleKind;
  readonly scope: 'customer' | 'group' | 'all';
  readonly valueType: ValueType | undefined;
  readonly releasesSalesOrder: boolean;
  /** Of its amounts; none where it has no amounts. */
  readonly currency: string | undefined;
  /** Its own values, as operands of its outcome. */
  readonly terms: Operands;
  readonly condition: (facts: Facts) => Verdict;
  readonly evidence: (facts: Facts) => Operands;
};

type Values = Readonly<Record<string, bigint | number | string>>;

/** Saving refuses what does not parse (`checkRule`), so that a stored rule that does not is a defect. */
export function compileRule(
  rule: RuleId,
  document: RuleDocument & { readonly version: number },
  baseCurrency: string,
): CompiledRule {
  const variant = findVariant(document);
  if (variant === undefined) throw new Error(`rule ${rule}: no ${document.type} rule of this kind and value type`);
  const hasAmounts = Object.values(variant.fields).includes('amount');
  const currency = hasAmounts ? (document.currency ?? baseCurrency) : undefined;
  const values = compileValues(rule, variant, document, currency ?? baseCurrency);
  const run = variant.condition as (values: Values, facts: Facts, boundary: Boundary) => Verdict;
  return {
    rule,
    version: document.version,
    type: document.type,
    kind: document.kind,
    scope: document.scope,
    valueType: variant.valueType,
    releasesSalesOrder: document.releaseSalesOrder === true,
    currency,
    terms: termsOf(variant, document, values, currency === baseCurrency),
    condition: (facts) => run(values, facts, document.boundary),
    evidence: variant.evidence,
  };
}

function compileValues(rule: RuleId, variant: Variant, document: RuleDocument, currency: string): Values {
  const written = document as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(variant.fields).map(([name, kind]) => {
      const value = parseField[kind](written[name], currency);
      if (value === undefined) throw new Error(`rule ${rule}: ${name} is no ${kind}`);
      return [name, value];
    }),
  );
}

const parseField: { readonly [K in FieldKind]: (written: unknown, currency: string) => Values[string] | undefined } = {
  days: (written) => (typeof written === 'number' ? written : undefined),
  amount: (written, currency) => (typeof written === 'string' ? parseAmount(written, currency) : undefined),
  percent: (written) => (typeof written === 'string' ? parsePercent(written) : undefined),
  code: (written) => (typeof written === 'string' ? written : undefined),
};

/** Operands are amounts in the entity's currency only: others stay as written, beside their currency. */
function termsOf(variant: Variant, document: RuleDocument, values: Values, isInBaseCurrency: boolean): Operands {
  const written = document as unknown as Readonly<Record<string, Operand>>;
  const terms = Object.entries(variant.fields).map(([name, kind]) => {
    const value = values[name] ?? null;
    if (kind === 'percent' && typeof value === 'bigint') return [name, formatPercent(value)];
    return [name, kind === 'amount' && !isInBaseCurrency ? written[name] : value];
  });
  return {
    ...(Object.fromEntries(terms) as Operands),
    ...(document.kind === 'blocking' ? { boundary: document.boundary } : {}),
    ...(document.currency === undefined ? {} : { currency: document.currency }),
  };
}
