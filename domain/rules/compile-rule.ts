import type { Operand, Operands, RuleReference, RuleType, Unknown } from '../evaluation.ts';
import { converted, type Ratio } from '../exchange-rates.ts';
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
  readonly condition: (facts: Facts, toBase: Ratio) => Verdict | Unknown;
  /** Its amounts in the entity's currency, as operands of its outcome, where they are in another. */
  readonly convertedAmounts: (toBase: Ratio) => Operands;
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
  const run = variant.condition as (values: Values, facts: Facts, boundary: Boundary) => Verdict | Unknown;
  const isBase = currency === undefined || currency === baseCurrency;
  const inBase = (toBase: Ratio): Values => (isBase ? values : inBaseCurrency(variant, values, toBase));
  return {
    rule,
    version: document.version,
    type: document.type,
    kind: document.kind,
    scope: document.scope,
    valueType: variant.valueType,
    releasesSalesOrder: document.releaseSalesOrder === true,
    currency,
    terms: termsOf(variant, document, values, isBase),
    condition: (facts, toBase) => run(inBase(toBase), facts, document.boundary),
    convertedAmounts: (toBase) => (isBase ? {} : convertedAmounts(variant, inBase(toBase))),
    evidence: variant.evidence,
  };
}

/** The rule as reasons and decisions name it. */
export function reference({ rule, version }: CompiledRule): RuleReference {
  return { rule, version };
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

/** §6.1: each amount is rounded once, half even. */
function inBaseCurrency(variant: Variant, values: Values, toBase: Ratio): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      return [name, variant.fields[name] === 'amount' && typeof value === 'bigint' ? converted(value, toBase) : value];
    }),
  );
}

function convertedAmounts({ fields }: Variant, values: Values): Operands {
  const amounts = Object.entries(values).filter(([name]) => fields[name] === 'amount');
  return Object.fromEntries(
    amounts.map(([name, value]) => [`converted${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, value]),
  );
}

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
