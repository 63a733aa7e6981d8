import type { Operands, Unknown } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import type { Percent } from '../percent.ts';

export type RuleKind = 'blocking' | 'exclusion';
export type ValueType = 'days' | 'amount' | 'percent';
/** §6.2: whether a blocking rule is true only over its value, or already where the value is reached. */
export type Boundary = 'over' | 'reached';

/** A field as people write it: days are whole numbers up to `largestDays`, amounts and percents decimal strings, codes ids (§16). */
export type FieldKind = 'days' | 'amount' | 'percent' | 'code';
export type Fields = Readonly<Record<string, FieldKind>>;

/** A century: a rule of more days would never be true. */
export const largestDays = 36_500;

/** What a rule of one kind and value type holds. Validation, storage, API and documentation are derived from it (§6.6). */
export type VariantDeclaration = {
  readonly kind: RuleKind;
  /** None where rules of this type and kind have no value types. */
  readonly valueType?: ValueType;
  /** The value type may be left out, and is then this one. */
  readonly isDefault?: true;
  /** The currency of the amounts: required, the entity's where none is given, or refused since there are no amounts. */
  readonly currency: 'required' | 'optional' | 'none';
  readonly fields: Fields;
};

type Compiled = { readonly days: number; readonly amount: bigint; readonly percent: Percent; readonly code: string };
export type CompiledValues<F extends Fields> = { readonly [Name in keyof F]: Compiled[F[Name]] };

export type Verdict = {
  readonly isTrue: boolean;
  /** The largest exposure with the order up to which this stays as it is; absent where no exposure changes it. */
  readonly sameUpTo?: bigint | undefined;
  readonly missingRates?: undefined;
};

/** The condition of a rule on parsed values, and the facts that it looked at. Both are pure. */
export type Behaviour<Values> = {
  readonly condition: (values: Values, facts: Facts, boundary: Boundary) => Verdict | Unknown;
  readonly evidence: (facts: Facts) => Operands;
};

/** `never` as values: a variant is only called with what its own fields were parsed into (`compileRule`). */
export type Variant = VariantDeclaration & Behaviour<never>;

/** One type of §6.2. */
export type RuleTypeDefinition = {
  /** For whom a rule is where its scope is left out (§6.1). */
  readonly defaultScope?: 'all';
  /** Its blocking rules test how much of a limit is used, so that a reason says whose (§4.6). */
  readonly testsLimit?: true;
  readonly variants: readonly Variant[];
};

export function variant<const D extends VariantDeclaration>(
  declaration: D,
  behaviour: Behaviour<CompiledValues<D['fields']>>,
): D & Behaviour<CompiledValues<D['fields']>> {
  return { ...declaration, ...behaviour };
}
