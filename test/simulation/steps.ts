import type { Stage } from './stage.ts';

/** Things that happen at once to one customer, or to the members of one group. Tasks of one `intent` are the same request, sent more than once. */
export type Task = { readonly intent: string; readonly run: () => Promise<unknown> };
export type Scenario = {
  readonly name: string;
  readonly prepare: (stage: Stage, customer: string) => Promise<void>;
  /** Every commit takes a millisecond: of holds of several customers, the clock alone says which is older (§5.4). */
  readonly takesTime?: true;
  readonly tasks: (stage: Stage, customer: string) => readonly Task[];
};

export const limit = (amount: string) => ({ name: 'C', currency: 'EUR', creditLimit: amount });

export async function putOrders({ send }: Stage, customer: string, amounts: readonly string[]): Promise<void> {
  for (const [index, amount] of amounts.entries()) {
    const sent = { customer, version: 1, state: 'draft', amount, currency: 'EUR' };
    await send('put-order', { order: `${customer}-${index}` }, sent);
  }
}

export function ask({ send }: Stage, customer: string, index: number, attempt = ''): Task {
  const order = `${customer}-${index}`;
  const asked = { customer, order, checkpoint: 'confirmation', mode: 'posting' };
  return {
    intent: `ask ${order}`,
    run: () => send('request-checkpoint', {}, asked, { 'idempotency-key': `${order}${attempt}` }),
  };
}
