import type { CivilDate } from './civil-date.ts';
import type { Rulebook } from './compile-rulebook.ts';
import { creditComponents, creditPositionOn } from './credit-position.ts';
import { situationOf, type CreditState } from './credit-state.ts';
import { reasonsIn } from './evaluate.ts';
import type { Reason } from './evaluation.ts';
import { exclusionOf } from './exclusion.ts';
import { amongOlderHolds, noOthers, type CompetingHold } from './older-holds.ts';
import { openPartOf, shareOf, type Order } from './order.ts';
import { stoppedPosting } from './stopped-posting.ts';

/**
 * What open orders leave of each limit that orders are tested against (§4.6), below zero where it is exceeded; held orders take nothing
 * of it here. The customer's in the entity's currency, the group's in its own; absent where it is not tested or a rate is missing.
 */
export type FreeCredit = { readonly own: bigint | undefined; readonly group: bigint | undefined };

export function freeCredit(rulebook: Rulebook, state: CreditState, today: CivilDate): FreeCredit {
  const parameters = { ...rulebook.parameters, heldOrdersConsumeCredit: false };
  // §5.3: what a document waits for a rate for may be a part of any of them.
  const unknown = new Set((state.missingRates ?? []).length > 0 ? creditComponents : []);
  const { limitsTested, available, group } = creditPositionOn({ ...rulebook, parameters }, state, today, unknown);
  return {
    own: limitsTested.includes('own') ? available : undefined,
    group: limitsTested.includes('group') ? group?.available : undefined,
  };
}

/** What a held order takes of it once it is released, in the entity's currency. */
export function creditTaken({ parameters }: Rulebook, order: Order): bigint {
  return parameters.exposureBasis === 'balance-and-orders' ? openPartOf(order) : 0n;
}

/**
 * Why a held order would not go if it was released now by what the rules say, or by who forced it; nothing where it fits. Other held
 * orders, older ones too, take nothing: it is for a person to choose among them (docs/adr/0020).
 */
export function keptBy(
  rulebook: Rulebook,
  state: CreditState,
  own: CompetingHold,
  today: CivilDate,
): readonly Omit<Reason, 'clearances'>[] {
  const { order, hold } = own;
  const forced = hold.reasons.filter(({ code, isActive }) => code === 'forced' && isActive).map(({ atHold }) => atHold);
  if (exclusionOf(state.customer, order, today) !== undefined) return forced;
  const situation = situationOf(rulebook, state, order, shareOf(order), stoppedPosting(own), today);
  return [...forced, ...reasonsIn(rulebook, amongOlderHolds(situation, own, 0n, noOthers))];
}
