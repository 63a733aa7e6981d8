import type { CivilDate } from '../../domain/civil-date.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import type { CreditComponent } from '../../domain/credit-position.ts';
import type { CreditState } from '../../domain/credit-state.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { withThreshold } from './ageing-threshold.ts';
import { withGroup } from './credit-groups.ts';
import { creditStateOf, readCredit } from './credit-state.ts';
import { documentsWithoutRate, type DocumentWithoutRate } from './documents-without-rate.ts';

/** How a customer stands, with what of it no rate tells (§5.3, §5.7). */
export type CreditStanding = {
  readonly state: CreditState;
  readonly waiting: readonly DocumentWithoutRate[];
  readonly unknown: ReadonlySet<CreditComponent>;
  /** Of the account that this is of. */
  readonly policyVersion: number;
};

/** Consistent, so that it shows what was just booked. */
export async function readStanding(
  entity: AuthorizedEntity,
  customer: CustomerId,
  rulebook: Rulebook,
  today: CivilDate,
): Promise<CreditStanding> {
  const credit = await readCredit(entity, customer, true);
  const current = await withThreshold(entity, credit, rulebook.parameters.ignoreOverdueBelow, 'reader');
  const whole = await withGroup(entity, current, true);
  const { policyVersion } = whole.position;
  const waiting = whole.position.unconverted === 0 ? [] : await documentsWithoutRate(entity, customer);
  const unknown = new Set(waiting.flatMap(({ partOf }) => (partOf === 'none' ? [] : [partOf])));
  return { state: creditStateOf(whole, rulebook, today), waiting, unknown, policyVersion };
}
