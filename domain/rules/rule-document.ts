import type { RuleType } from '../evaluation.ts';
import type { ruleDefinitions } from './index.ts';
import type { Boundary, FieldKind, Fields, ValueType, VariantDeclaration } from './rule-type.ts';

type Written = { readonly days: number; readonly amount: string; readonly percent: string; readonly code: string };
type WrittenFields<F extends Fields> = { readonly [Name in keyof F]: Written[F[Name] & FieldKind] };

/** §6.1: for whom a rule is. `group` is a credit management group. */
type Scope =
  | { readonly scope: 'customer'; readonly account: string; readonly group?: undefined }
  | { readonly scope: 'group'; readonly group: string; readonly account?: undefined }
  | { readonly scope: 'all'; readonly account?: undefined; readonly group?: undefined };

type KindFields<V extends VariantDeclaration> = V['kind'] extends 'exclusion'
  ? { readonly kind: 'exclusion'; readonly releaseSalesOrder: boolean }
  : { readonly kind: 'blocking'; readonly releaseSalesOrder?: undefined };

type ValueTypeField<V extends VariantDeclaration> = V extends { readonly valueType: infer T extends ValueType }
  ? V extends { readonly isDefault: true }
    ? { readonly valueType?: T | undefined }
    : { readonly valueType: T }
  : { readonly valueType?: undefined };

type CurrencyField<V extends VariantDeclaration> = {
  readonly required: { readonly currency: string };
  readonly optional: { readonly currency?: string | undefined };
  readonly none: { readonly currency?: undefined };
}[V['currency']];

type OfVariant<T extends RuleType, V extends VariantDeclaration> = V extends VariantDeclaration
  ? { readonly type: T; readonly riskGroup?: string | undefined; readonly boundary: Boundary } & Scope &
      KindFields<V> &
      ValueTypeField<V> &
      CurrencyField<V> &
      WrittenFields<V['fields']>
  : never;

type Variants<T extends RuleType> = (typeof ruleDefinitions)[T]['variants'][number];

/** A rule as people and the API write it and storage keeps it: amounts and percents as decimal strings, days as numbers. */
export type RuleDocument = { readonly [T in RuleType]: OfVariant<T, Variants<T>> }[RuleType];
