import { documentsIn } from '../../domain/awaited-rates.ts';
import { businessDate } from '../../domain/civil-date.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import type { CreditGroupId, CustomerId } from '../../domain/ids.ts';
import { plus } from '../../domain/position.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import type { Known } from './change-order.ts';
import { sumsOf, withSumsMoved, type GroupPosition } from './credit-group-item.ts';
import type { AgeingOfMember, GroupAccount, OpenHold, StoredGroup } from './credit-groups.ts';
import type { StoredCredit } from './credit-state.ts';
import type { Position } from './customer-item.ts';
import type { Rulebooks } from './group-state.ts';
import { joined } from './keys.ts';
import type { PlannedChange } from './order-change.ts';

/** Whose holds are evaluated together: a customer's, or those of all members of a credit group. */
export type EvaluationScope =
  | { readonly kind: 'customer'; readonly entity: AuthorizedEntity; readonly customer: CustomerId }
  | { readonly kind: 'group'; readonly creditGroup: CreditGroupId };

/** What an evaluation knows, as read or as its own writes have left it since. */
export type EvaluationState = {
  /** Every open hold that may compete, the oldest first (§5.4, §9.6). */
  readonly holds: readonly OpenHold[];
  /** Of each customer in the scope, without its group. */
  readonly credits: ReadonlyMap<string, StoredCredit>;
  readonly rulebooks: ReadonlyMap<AuthorizedEntity, Rulebook>;
  readonly group?: Group | undefined;
};

type Group = Pick<GroupAccount, 'group' | 'position'> & {
  readonly ageings: readonly AgeingOfMember[];
  /** Of every legal entity whose members' amounts are converted. */
  readonly rulebooks: Rulebooks;
};

/** A customer of a legal entity. */
export type Member = { readonly entity: AuthorizedEntity; readonly customer: CustomerId };

export function rulebookOf(
  { rulebooks }: Pick<EvaluationState, 'rulebooks'>,
  { entity }: Pick<Member, 'entity'>,
): Rulebook {
  const rulebook = rulebooks.get(entity);
  if (rulebook === undefined) throw new Error(`the rulebook of ${entity} was not read`);
  return rulebook;
}

export function creditOf({ credits }: Pick<EvaluationState, 'credits'>, member: Member): StoredCredit {
  const credit = credits.get(memberName(member));
  if (credit === undefined) throw new Error('a customer that is evaluated was not read');
  return credit;
}

/** `relief` of what is evaluated. */
export function reliefIn(state: EvaluationState, scope: EvaluationScope): number {
  const { position } = scope.kind === 'customer' ? creditOf(state, scope) : groupIn(state);
  return position.relief;
}

function groupIn({ group }: EvaluationState): Group {
  if (group === undefined) throw new Error('the credit group was not read');
  return group;
}

/** What the change of a held order is proposed from. */
export function knownOf(state: EvaluationState, own: OpenHold): Known {
  const member = memberOf(own);
  const rulebook = rulebookOf(state, member);
  const now = businessInstant(own.entity);
  const isOwn = (held: OpenHold): boolean => held.entity === own.entity && held.hold.customer === own.hold.customer;
  const otherHolds = state.group === undefined ? [] : state.holds.filter((held) => !isOwn(held));
  return {
    credit: { ...creditOf(state, member), group: state.group && groupOf(state.group, member, otherHolds) },
    rulebook,
    order: { order: own.order, seq: own.seq },
    holds: state.holds.filter(isOwn),
    moment: { now, today: businessDate(now, rulebook.timeZone) },
  };
}

function groupOf(
  { group, position, ageings, rulebooks }: Group,
  member: Member,
  otherHolds: readonly OpenHold[],
): StoredGroup {
  const others = ageings.filter(
    ({ legalEntity, customer }) => legalEntity !== member.entity || customer !== member.customer,
  );
  const ofOthers = new Map([...rulebooks].filter(([entity]) => entity !== member.entity));
  return { group, position, otherAgeings: others, otherHolds, rulebooks: ofOthers };
}

/** What of a planned change moves what it is decided from. */
type Moving = Omit<PlannedChange, 'entity' | 'change' | 'parts'>;

/** The state after a change of a held order. */
export function afterChange(
  state: EvaluationState,
  own: OpenHold,
  planned: Moving & { readonly change: Pick<PlannedChange['change'], 'order' | 'hold'> },
): EvaluationState {
  const { order, hold: ruling } = planned.change;
  const { group, ...ofCustomer } = creditAfter(planned);
  const kept = ruling?.kind === 'changed' ? [{ entity: own.entity, hold: ruling.hold, order, seq: own.seq + 1 }] : [];
  return {
    ...state,
    holds: state.holds.flatMap((held) => (isSame(held, own) ? kept : [held])),
    credits: new Map(state.credits).set(memberName(memberOf(own)), ofCustomer),
    group: state.group && { ...state.group, position: group?.position ?? state.group.position },
  };
}

/** What was read as a change leaves it, if nobody else has moved it since. */
export function creditAfter({ known, moved, awaited, isRelieving, head }: Moving): StoredCredit {
  const { credit, rulebook } = known;
  const { position, group } = credit;
  const next = <T extends Position | GroupPosition>(of: T): T => ({
    ...of,
    relief: of.relief + (isRelieving ? 1 : 0),
    unconverted: of.unconverted + documentsIn(awaited),
  });
  const own = group && sumsOf(rulebook.legalEntity, rulebook.currency, group.group.currency);
  return {
    ...credit,
    position: { ...next(position), sums: plus(position.sums, moved), audit: head ?? position.audit },
    group: group && own && { ...group, position: withSumsMoved(next(group.position), own, moved) },
  };
}

export function memberOf({ entity, hold }: OpenHold): Member {
  return { entity, customer: hold.customer };
}

function isSame(a: OpenHold, b: OpenHold): boolean {
  return a.entity === b.entity && a.hold.hold === b.hold.hold;
}

export function memberName({ entity, customer }: Member): string {
  return joined(entity, customer);
}
