import type { Operands } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import { variant, type RuleTypeDefinition } from './rule-type.ts';
import { exceeds, settled } from './verdict.ts';

/** §6.2: the order's total exceeds `amount`. */
export const salesOrderAmount = {
  variants: [
    variant(
      { kind: 'blocking', currency: 'optional', fields: { amount: 'amount' } },
      {
        condition: ({ amount }, { orderAmount }, boundary) =>
          typeof orderAmount === 'bigint' ? settled(exceeds(orderAmount, amount, boundary)) : orderAmount,
        evidence,
      },
    ),
    variant(
      { kind: 'exclusion', currency: 'optional', fields: { amount: 'amount' } },
      {
        condition: ({ amount }, { orderAmount }) =>
          typeof orderAmount === 'bigint' ? settled(orderAmount <= amount) : orderAmount,
        evidence,
      },
    ),
  ],
} as const satisfies RuleTypeDefinition;

function evidence({ orderAmount }: Facts): Operands {
  return { orderAmount: typeof orderAmount === 'bigint' ? orderAmount : null };
}
