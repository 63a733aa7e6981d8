import { formatAmount } from './money.ts';
import { refuse } from './refusal.ts';

/** §1.4: the largest order amount that a user may release or reject, in minor units of the entity's currency. */
export type ReleaseAuthority = bigint | 'any' | 'none';

/** A clerk without an authority releases and rejects nothing, a manager without one any amount. */
export function assertAuthority(authority: ReleaseAuthority, amount: bigint, currency: string): void {
  if (authority === 'any' || (authority !== 'none' && amount <= authority)) return;
  throw refuse('release-above-authority', {
    authority: authority === 'none' ? null : formatAmount(authority, currency),
    amount: formatAmount(amount, currency),
    currency,
  });
}
