import { businessDate } from '../../domain/civil-date.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { Refusal } from '../../domain/refusal.ts';
import { businessInstant } from '../clock.ts';
import { withThreshold } from './ageing-threshold.ts';
import { needsHolds, type Intent, type Known, type Propose } from './change-order.ts';
import { withGroup, type StoredGroup } from './credit-groups.ts';
import { readCredit, readOrders, readRulebookInForce, type StoredCredit } from './credit-state.ts';
import { creditAfter } from './evaluation-state.ts';
import { planned, type PlannedChange } from './order-change.ts';
import { patienceUntil } from './patience.ts';
import { haveOneGuard, storedTogether } from './stored-together.ts';
import { fitsOneTransaction, transact } from './transact.ts';
import { isTransient } from './transient.ts';

/** An intent with what it proposes; those after the first are about other orders of the same legal entity. */
export type Proposed = { readonly intent: Intent; readonly propose: Propose };

/**
 * Carries out the first so many of several intents in one transaction, each proposed from what those before it leave: orders of
 * one customer, or of members of one credit group, which would stand in one another's way. Gives how many, 0 where they are better
 * tried one by one: what is refused, held already, was done before or is outrun has its answer there.
 */
export async function changeTogether(wanted: readonly Proposed[]): Promise<number> {
  const [first] = wanted;
  if (first === undefined || wanted.length < 2) return 0;
  try {
    const plan = await planOf(wanted);
    const [one, ...others] = plan;
    if (one === undefined || others.length === 0) return 0;
    const failures = await transact(storedTogether([one, ...others]), patienceUntil(first.intent.deadlineMs));
    return failures.length === 0 ? plan.length : 0;
  } catch (error) {
    if (error instanceof Refusal || isTransient(error)) return 0;
    throw error;
  }
}

/** As many from the first on as fit in one transaction, under guards of one kind. */
async function planOf(wanted: readonly Proposed[]): Promise<readonly PlannedChange[]> {
  const read = await readAll(wanted);
  const credits = new Map(read.credits);
  let { group } = read;
  const plan: PlannedChange[] = [];
  for (const one of wanted) {
    const own = credits.get(one.intent.customer);
    const next = own && nextOf(one, read, group === undefined ? own : { ...own, group });
    if (next === undefined || !fits(plan, next)) break;
    plan.push(next);
    const { group: shared, ...alone } = creditAfter(next);
    credits.set(one.intent.customer, alone);
    group = shared;
  }
  return plan;
}

/** `undefined` where more must be read for it than the others share, and where it is refused: its answer is for who tries it alone. */
function nextOf({ intent, propose }: Proposed, { rulebook, moment, orders }: Read, credit: StoredCredit) {
  const order = orders.get(intent.order);
  const lacksRates = credit.position.unconverted > 0 || (credit.group?.position.unconverted ?? 0) > 0;
  const needsOthers = lacksRates || credit.group?.group.considerMembersOverdue === true;
  if (order === undefined || order.order.openHold !== undefined || needsOthers) return undefined;
  const known: Known = { rulebook, moment, order, credit, holds: [] };
  const change = proposedOr(propose, known);
  if (change === undefined || needsHolds(known, change)) return undefined;
  const { entity, actor, request } = intent;
  return planned({ entity, actor, now: moment.now, intent: request }, known, change);
}

function fits(plan: readonly PlannedChange[], next: PlannedChange): boolean {
  const [first, ...others] = plan;
  if (first === undefined) return true;
  const isAgain = plan.some(({ change }) => change.order.order === next.change.order.order);
  return !isAgain && haveOneGuard(first, next) && fitsOneTransaction(storedTogether([first, ...others, next]));
}

/** A refusal is for who tries it alone. */
function proposedOr(propose: Propose, known: Known) {
  try {
    const change = propose(known);
    return change === 'nothing' ? undefined : change;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

type Read = Pick<Known, 'rulebook' | 'moment'> & {
  readonly orders: Awaited<ReturnType<typeof readOrders>>;
  readonly credits: ReadonlyMap<CustomerId, StoredCredit>;
  readonly group: StoredGroup | undefined;
};

/** What all of them share, read once; customers that are not of the first one's credit group are left out. */
async function readAll(wanted: readonly Proposed[]): Promise<Read> {
  const [{ intent }] = wanted as readonly [Proposed, ...Proposed[]];
  const { entity } = intent;
  const customers = [...new Set(wanted.map((one) => one.intent.customer))];
  const [rulebook, orders, ...read] = await Promise.all([
    readRulebookInForce(entity, true),
    readOrders(entity, [...new Set(wanted.map((one) => one.intent.order))]),
    ...customers.map((customer) => readCredit(entity, customer, true)),
  ]);
  const { ignoreOverdueBelow } = rulebook.parameters;
  const current = await Promise.all(read.map((credit) => withThreshold(entity, credit, ignoreOverdueBelow)));
  const [first] = current;
  const name = first?.position.creditGroup ?? '';
  const isShared = ({ customer, position }: StoredCredit): boolean =>
    position.creditGroup === name && (name !== '' || customer.customer === intent.customer);
  const now = businessInstant(entity);
  return {
    rulebook,
    orders,
    moment: { now, today: businessDate(now, rulebook.timeZone) },
    credits: new Map(current.filter(isShared).map((credit) => [credit.customer.customer, credit])),
    group: first === undefined ? undefined : (await withGroup(entity, first, true)).group,
  };
}
