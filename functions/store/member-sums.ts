import { difference, noExposure } from '../../domain/position.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { sumAttribute, sumNames, sumsOf } from './credit-group-item.ts';
import type { Membership } from './membership-items.ts';

/** Parts of an update of the group's position. */
type Moves = {
  readonly sets: readonly string[];
  readonly adds: readonly string[];
  readonly removes: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
};

/**
 * What a member's sums move in the group's position. Those of a legal entity apart are there from its first member's joining
 * until its last one's leaving, when they are all 0.
 */
export function sumsOfMember(
  entity: AuthorizedEntity,
  { account, credit, baseCurrency, change }: Pick<Membership, 'account' | 'credit' | 'baseCurrency' | 'change'>,
): Moves {
  const { sums } = credit.position;
  const of = sumsOf(entity, baseCurrency, account.group.currency);
  const isJoin = change === 'join';
  const moved = isJoin ? sums : difference(noExposure, sums);
  const names = Object.fromEntries(sumNames.map((sum) => [`#${sum}`, sumAttribute(of, sum)]));
  const values = Object.fromEntries(sumNames.map((sum) => [`:${sum}`, moved[sum]]));
  const adds = sumNames.map((sum) => `#${sum} :${sum}`);
  if (of === 'group') return { sets: [], adds, removes: [], names, values };
  const apart = {
    ...names,
    '#members': sumAttribute(of, 'members'),
    '#currency': sumAttribute(of, 'currency'),
    '#rates': sumAttribute(of, 'rates'),
  };
  const { members } = account.position.apart.find(({ legalEntity }) => legalEntity === of) ?? { members: 0 };
  if (!isJoin && members === 1) return { sets: [], adds: [], removes: Object.keys(apart), names: apart, values: {} };
  return {
    sets: ['#currency = :base', '#rates = if_not_exists(#rates, :none)'],
    adds: [...adds, '#members :member'],
    removes: [],
    names: apart,
    values: { ...values, ':base': baseCurrency, ':none': 0 },
  };
}
