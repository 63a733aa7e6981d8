import type * as z from 'zod/mini';
import { addDays } from '../../../domain/civil-date.ts';
import { formatAmount, parseAmount } from '../../../domain/money.ts';
import type { decision } from '../../../functions/decision-wire.ts';
import type { OrderDesk } from './order-desk.ts';

export type WireClearance = z.output<typeof decision>['reasons'][number]['clearances'][number];
export type Held = { readonly customer: string; readonly order: string };

let payments = 0;

/** Does what a clearance says as the order system and the credit manager would, and waits until it is evaluated. */
export async function follow(desk: OrderDesk, { customer, order }: Held, clearance: WireClearance): Promise<void> {
  const change = async (changes: object) => {
    const { body } = await desk.call('get-customer', { customer });
    const answer = await desk.call(
      'put-customer',
      { customer },
      { ...body, ...changes },
      { headers: { 'if-match': '*' } },
    );
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  };
  const send = async (changes: object) => {
    const { body } = await desk.call('get-order', { order });
    const { version, amount } = body;
    const answer = await desk.order(order, { customer, amount, ...changes, version: version + 1 });
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  };
  switch (clearance.kind) {
    case 'pay':
      await pay(desk, customer, clearance.amount, []);
      break;
    case 'pay-invoices-due-before':
      await pay(desk, customer, clearance.amount, await settlementsOf(desk, customer, clearance));
      break;
    case 'raise-credit-limit':
      await change({ creditLimit: clearance.to });
      break;
    case 'raise-temporary-limit':
      await change({ temporaryLimits: [{ from: '2026-06-01', to: '2026-06-30', amount: clearance.to }] });
      break;
    case 'lower-order':
      await send({ amount: clearance.to });
      break;
    case 'extend-credit-limit-expiry':
      await change({ creditLimitExpiryDate: clearance.to });
      break;
    case 'change-account-status':
      await change({ accountStatus: undefined });
      break;
    case 'evaluate-again':
      await desk.call('evaluate-customer-holds', { customer }, {});
      break;
    default:
      throw new Error(`nobody here knows how to follow ${clearance.kind}`);
  }
  await desk.harness.background().settle();
}

/** A cent or a day less of it; `undefined` where it is neither. */
export function lessOf(clearance: WireClearance): WireClearance | undefined {
  switch (clearance.kind) {
    case 'pay':
    case 'pay-invoices-due-before':
      return { ...clearance, amount: cents(clearance.amount, -1n) };
    case 'raise-credit-limit':
    case 'raise-temporary-limit':
      return { ...clearance, to: cents(clearance.to, -1n) };
    case 'lower-order':
      return { ...clearance, to: cents(clearance.to, 1n) };
    case 'extend-credit-limit-expiry':
      return { ...clearance, to: addDays(clearance.to, -1) };
    default:
      return undefined;
  }
}

async function pay(desk: OrderDesk, customer: string, amount: string, settlements: readonly object[]): Promise<void> {
  if (amount === '0.00') return;
  payments += 1;
  const body = { customer, date: '2026-06-15', amount, currency: 'EUR', settlements };
  await desk.setUp('put-payment', { payment: `FOLLOW-${payments}` }, body);
}

/** The oldest first, so far as the amount goes. */
async function settlementsOf(desk: OrderDesk, customer: string, { date, amount }: { date: string; amount: string }) {
  const { body } = await desk.call('list-invoices', {}, undefined, { query: { customer } });
  let left = minor(amount);
  return body.items
    .filter(({ dueDate }) => dueDate < date)
    .flatMap(({ invoice, open: isOpen }) => {
      const open = minor(isOpen);
      const part = open < left ? open : left;
      left -= part;
      return part === 0n ? [] : [{ invoice, amount: formatAmount(part, 'EUR') }];
    });
}

function cents(amount: string, more: bigint): string {
  return formatAmount(minor(amount) + more, 'EUR');
}

function minor(amount: string): bigint {
  const parsed = parseAmount(amount, 'EUR');
  if (parsed === undefined) throw new Error(`no amount: ${amount}`);
  return parsed;
}
