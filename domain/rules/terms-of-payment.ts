import type { Operands } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import { variant, type RuleTypeDefinition } from './rule-type.ts';
import { settled } from './verdict.ts';

type Values = { readonly paymentTerms: string };

const hasTerms = {
  condition: (values: Values, facts: Facts) => settled(facts.paymentTerms === values.paymentTerms),
  evidence: ({ paymentTerms }: Facts): Operands => ({ orderPaymentTerms: paymentTerms ?? null }),
};

/** §6.2: the order, whatever its customer's default is, has the terms of payment. */
export const termsOfPayment = {
  defaultScope: 'all',
  variants: [
    variant({ kind: 'blocking', currency: 'none', fields: { paymentTerms: 'code' } }, hasTerms),
    variant({ kind: 'exclusion', currency: 'none', fields: { paymentTerms: 'code' } }, hasTerms),
  ],
} as const satisfies RuleTypeDefinition;
