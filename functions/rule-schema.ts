import * as z from 'zod/mini';
import { ruleTypes, type RuleType } from '../domain/evaluation.ts';
import { ruleDefinitions } from '../domain/rules/index.ts';
import type { RuleDocument } from '../domain/rules/rule-document.ts';
import {
  largestDays,
  type FieldKind,
  type RuleTypeDefinition,
  type VariantDeclaration,
} from '../domain/rules/rule-type.ts';
import { amount, code, currency, customerId, percent } from './wire.ts';

/** §6.6: everything about a rule's shape follows from the declaration of its type; nothing here names one. */
const fields: { readonly [K in FieldKind]: z.ZodMiniType } = {
  days: z.int().check(z.minimum(0), z.maximum(largestDays)),
  amount,
  percent,
  code,
};

/** Tells the variant without a value type from those with one; JSON has no way to send it. */
const absent = z.optional(z.undefined()).check(z.meta({ override: { not: {} } }));

type Shape = Readonly<Record<string, z.ZodMiniType>>;
/** What `z.discriminatedUnion` takes: an object, or another such union. */
type Option = z.core.$ZodTypeDiscriminable;

export const ruleSchema = union('type', ruleTypes.map(typeSchema)).check(
  z.superRefine((rule, refinement) => {
    checkScope(rule as WrittenScope, refinement);
  }),
) as unknown as z.ZodMiniType<RuleDocument, RuleDocument>;

function typeSchema(type: RuleType): Option {
  const definition: RuleTypeDefinition = ruleDefinitions[type];
  const kinds = [...new Set(definition.variants.map(({ kind }) => kind))];
  return union(
    'kind',
    kinds.map((kind) => {
      const variants = definition.variants.filter((variant) => variant.kind === kind);
      return union(
        'valueType',
        variants.map((variant) => variantSchema(type, definition, variant)),
      );
    }),
  );
}

function variantSchema(type: RuleType, { defaultScope }: RuleTypeDefinition, variant: VariantDeclaration): Option {
  const scope = z.enum(['customer', 'group', 'all']);
  return z.strictObject({
    type: z.literal(type),
    kind: z.literal(variant.kind),
    scope: defaultScope === undefined ? scope : z._default(scope, defaultScope),
    account: z.optional(customerId),
    group: z.optional(code),
    riskGroup: z.optional(code),
    boundary: z._default(z.enum(['over', 'reached']), 'over'),
    ...(variant.kind === 'exclusion' ? { releaseSalesOrder: z._default(z.boolean(), false) } : {}),
    ...valueTypeShape(variant),
    ...currencyShape(variant),
    ...Object.fromEntries(Object.entries(variant.fields).map(([name, kind]) => [name, fields[kind]])),
  });
}

function valueTypeShape({ valueType, isDefault }: VariantDeclaration): Shape {
  if (valueType === undefined) return { valueType: absent };
  const named = z.literal(valueType);
  return { valueType: isDefault === true ? z.optional(named) : named };
}

function currencyShape({ currency: need }: VariantDeclaration): Shape {
  if (need === 'none') return {};
  return { currency: need === 'required' ? currency : z.optional(currency) };
}

function union(discriminator: string, options: readonly Option[]): Option & z.ZodMiniType {
  const [first, ...rest] = options;
  if (first === undefined) throw new Error(`nothing to tell apart by ${discriminator}`);
  return rest.length === 0 ? (first as Option & z.ZodMiniType) : z.discriminatedUnion(discriminator, [first, ...rest]);
}

type WrittenScope = { readonly scope: string; readonly account?: string; readonly group?: string };

/** §6.1: an account exactly for scope `customer`, a credit management group exactly for scope `group`. */
function checkScope(rule: WrittenScope, { issues }: z.core.$RefinementCtx): void {
  for (const [name, scope] of [
    ['account', 'customer'],
    ['group', 'group'],
  ] as const) {
    const isNeeded = rule.scope === scope;
    if (isNeeded === (rule[name] !== undefined)) continue;
    const message = isNeeded ? `is needed where scope is ${scope}` : `is only for scope ${scope}`;
    issues.push({ code: 'custom', path: [name], message, input: rule });
  }
}
