import type { CustomerId } from '../domain/ids.ts';
import type { AuthorizedEntity } from '../functions/actor.ts';
import { entity, startBenchDesk, type BenchDesk } from './bench-desk.ts';
import { costOf, type Cost } from './cost-of.ts';
import type { Measurement } from './measurement.ts';
import { openInvoices, owe, store, type Spread } from './owe.ts';

const longId = (name: string) => `${name}-2026-0000123456-NORTH-WEST-DISTRIBUTION`;
const few: Spread = { invoices: 10, dueDates: 10 };
const many: readonly Spread[] = [1_000, 10_000].flatMap((invoices) =>
  [30, 365, 730].map((dueDates) => ({ invoices, dueDates })),
);
/** Then ten digits are open on each day. */
const ofMillions: Spread = { invoices: 10_000, dueDates: 730, largest: 1_000_000_000 };

/** Does a decision cost more where ten thousand invoices are open than where ten are, alone and in a group? */
export async function invoicesAndCost(): Promise<readonly Measurement[]> {
  const desk = await startBenchDesk();
  try {
    const { alone, member } = await setUp(desk);
    const ofPasses = await decisionCosts(desk, alone, 'a pass');
    const ofMembers = await decisionCosts(desk, member, 'a pass in a group');
    return [...ofPasses, ...ofMembers, ...(await otherCosts(desk, alone))];
  } finally {
    await desk.stop();
  }
}

async function setUp(desk: BenchDesk) {
  const late = { type: 'days-overdue', kind: 'blocking', scope: 'all', days: 36_500 };
  await desk.call('put-rule', { rule: 'LATE' }, late);
  const group = 'CG-2026';
  const shared = { description: 'Group', creditLimit: '90000000000', currency: 'EUR', expiryDate: '2999-12-31' };
  await desk.call('put-customer-credit-group', { group }, shared);
  const [alone, member] = [longId('A') as CustomerId, longId('M') as CustomerId];
  const account = { name: 'Northwind', currency: 'EUR', creditLimit: '90000000000' };
  for (const customer of [alone, member]) await desk.call('put-customer', { customer }, account);
  await desk.call('put-customer-credit-group-member', { group, customer: member });
  return { alone, member };
}

async function decisionCosts(desk: BenchDesk, customer: CustomerId, what: string): Promise<readonly Measurement[]> {
  const ask = await asker(desk, customer);
  // Grants and rulebook are warm from here on.
  await ask(few);
  const least = await ask(few);
  const measured: Measurement[] = [];
  for (const spread of [few, ...many]) {
    const { readUnits, writeUnits } = await ask(spread);
    const question = `${what}, ${told(spread)}`;
    measured.push({ question, value: readUnits, unit: 'RRU', atMost: least.readUnits });
    measured.push({ question, value: writeUnits, unit: 'WRU', atMost: least.writeUnits });
  }
  const { readUnits } = await ask(ofMillions);
  return [...measured, { question: `${what}, ${told(ofMillions)}, of millions`, value: readUnits, unit: 'RRU' }];
}

async function asker(desk: BenchDesk, customer: CustomerId): Promise<(spread: Spread) => Promise<Cost>> {
  const { dynamo } = await import('../functions/store/table.ts');
  let orders = 0;
  return async (spread) => {
    await owe(entity as AuthorizedEntity, customer, openInvoices(customer, spread), desk.tableName);
    orders += 1;
    const order = longId(`${customer.slice(0, 1)}${orders}`);
    const sent = { customer, version: 1, state: 'draft', amount: '100.00', currency: 'EUR' };
    await desk.call('put-order', { order }, sent);
    const asked = { customer, order, checkpoint: 'confirmation', mode: 'posting' };
    return costOf(dynamo, async () => {
      const { answer } = await desk.call('request-checkpoint', {}, asked);
      if (answer !== 'passed') throw new Error(`${order} was to pass and is ${String(answer)}`);
    });
  };
}

/** Of a payment, which writes the ageing as a whole, and of a look at the credit position; with the invoices there. */
async function otherCosts(desk: BenchDesk, customer: CustomerId): Promise<readonly Measurement[]> {
  const { dynamo } = await import('../functions/store/table.ts');
  const measured: Measurement[] = [];
  for (const spread of [few, { invoices: 10_000, dueDates: 365 }]) {
    const invoices = openInvoices(customer, spread);
    await store(entity as AuthorizedEntity, invoices, desk.tableName);
    await owe(entity as AuthorizedEntity, customer, invoices, desk.tableName);
    const [document] = invoices.slice(-1);
    const settlements = [{ invoice: document?.invoice, amount: '0.01' }];
    const payment = { customer, date: '2026-02-01', amount: '0.01', currency: 'EUR', settlements };
    const paid = await costOf(dynamo, () => desk.call('put-payment', { payment: `P${spread.invoices}` }, payment));
    const looked = await costOf(dynamo, () => desk.call('get-credit-position', { customer }));
    measured.push({ question: `a payment, ${told(spread)}`, value: paid.writeUnits, unit: 'WRU' });
    measured.push({ question: `the credit position, ${told(spread)}`, value: looked.readUnits, unit: 'RRU' });
  }
  return measured;
}

function told({ invoices, dueDates }: Spread): string {
  return `${invoices} open invoices over ${dueDates} due dates`;
}
