import type { EventName } from '../../../functions/outgoing-events.ts';
import { ask, limit, putOrders, type Scenario, type Task } from '../scenarios/steps.ts';
import type { Stage } from '../stage.ts';

/** One change that is told, for a sweep that kills whoever makes, tells or follows it. */
export type SweptChange = Omit<Scenario, 'tasks'> & {
  readonly task: (stage: Stage, customer: string) => Task;
  /** What is published, in any order, where nothing goes wrong. */
  readonly events: readonly EventName[];
  /** Whether the change is there; asked when all is over. */
  readonly isStored: (stage: Stage, customer: string) => Promise<boolean>;
  /** It is prepared with a hold that could go, or is on its way, so that it stays so where the change does not come. */
  readonly isPreparedStuck?: true;
};

/** An order passed, and one is held. */
export async function held(stage: Stage, customer: string, amounts: readonly string[] = ['600', '600']): Promise<void> {
  await stage.send('put-customer', { customer }, { body: limit('1000') });
  await putOrders(stage, customer, amounts);
  for (const index of amounts.keys()) await ask(stage, customer, index, 'before').run();
}

export async function holdState(stage: Stage, customer: string): Promise<unknown> {
  return (await stage.send('get-hold', { hold: `${customer}-1.1` }))['state'];
}

export async function isReleased(stage: Stage, customer: string): Promise<boolean> {
  return (await holdState(stage, customer)) === 'released';
}

/** Of the second order. */
export function heldOf(customer: string): string {
  return `${customer}-1.1`;
}

/** Sent again after it was done it is told that it was: what it saw is no more. */
export const onceSeen = { headers: { 'if-match': '"1"' }, accepts: [412] };
