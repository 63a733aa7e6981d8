import type { Operands } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import { variant, type RuleTypeDefinition } from './rule-type.ts';
import { settled } from './verdict.ts';

type Values = { readonly accountStatus: string };

const hasStatus = {
  condition: (values: Values, facts: Facts) => settled(facts.accountStatus === values.accountStatus),
  evidence: ({ accountStatus }: Facts): Operands => ({ customerAccountStatus: accountStatus ?? null }),
};

/** §6.2: the customer has the account status. */
export const accountStatus = {
  defaultScope: 'all',
  variants: [
    variant({ kind: 'blocking', currency: 'none', fields: { accountStatus: 'code' } }, hasStatus),
    variant({ kind: 'exclusion', currency: 'none', fields: { accountStatus: 'code' } }, hasStatus),
  ],
} as const satisfies RuleTypeDefinition;
