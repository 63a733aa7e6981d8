import { refuse } from './refusal.ts';
import { formatAmount } from './money.ts';

/** §1.4: what a user may release or reject at the most, in minor units of the entity's currency; `any` has no bound. */
export type ReleaseAuthority = bigint | 'any';

/** A clerk without an authority releases and rejects nothing, a manager without one any amount. */
export function assertAuthority(authority: ReleaseAuthority, amount: bigint, currency: string): void {
  if (authority === 'any' || amount <= authority) return;
  const [allowed, asked] = [authority, amount].map((minor) => formatAmount(minor, currency));
  throw refuse('release-above-authority', { authority: allowed ?? '', amount: asked ?? '', currency });
}
