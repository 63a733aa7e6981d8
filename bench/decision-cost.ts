import { benchDesk, type BenchDesk } from './bench-desk.ts';
import { costOf, type Cost } from './cost-of.ts';
import type { Measurement } from './measurement.ts';

const longId = (name: string) => `${name}-2026-0000123456-NORTH-WEST-DISTRIBUTION`;
const [first, second] = [longId('C1'), longId('C2')];
const postingParameters = {
  warehouse: 'W1',
  lines: Array.from({ length: 20 }, (_, line) => ({ line, item: `ITEM-${1_000 + line * 7}`, quantity: line * 3 })),
};

/** What does a decision ask of the table: with long ids, twenty rules and posting parameters, grants and rulebook warm? */
export async function decisionCost(): Promise<readonly Measurement[]> {
  const desk = await benchDesk();
  const { dynamo } = await import('../functions/store/table.ts');
  await setUp(desk);
  const costOfAsking = async (order: string, amount: string, customer = first, state = 'draft'): Promise<Cost> => {
    const sent = { customer, version: 1, state, amount, currency: 'EUR', paymentTerms: 'NET30-END-OF-MONTH' };
    await desk.call('put-order', { order: longId(order) }, sent);
    const asked = { customer, order: longId(order), checkpoint: 'confirmation', mode: 'posting', postingParameters };
    return costOf(dynamo, () => desk.call('request-checkpoint', {}, asked));
  };
  await costOfAsking('WARM', '100.00');
  const pass = measurements('a pass', await costOfAsking('PASS', '100.00'), 6);
  const hold = measurements('a hold', await costOfAsking('HOLD', '9000.00'), 12);
  const open = await costOfAsking('OPEN', '9000.00', second, 'open');
  const beside = await costOfAsking('BESIDE', '9000.00');
  return [
    ...pass,
    ...hold,
    ...measurements('a hold of an order that counted', open, 12),
    // It reads those that compete with it, at most twenty (docs/adr/0004).
    ...measurements('a hold beside another', beside, 12, { trips: 4, requests: 6, readUnits: 4 }),
  ];
}

const usual = { trips: 2, requests: 4, readUnits: 1.5 };

function measurements(what: string, cost: Cost, maxWriteUnits: number, most = usual): readonly Measurement[] {
  return [
    { question: what, value: cost.trips, unit: 'trips', atMost: most.trips },
    { question: what, value: cost.requests.length, unit: 'requests', atMost: most.requests },
    { question: what, value: cost.readUnits, unit: 'RRU', atMost: most.readUnits },
    { question: what, value: cost.writeUnits, unit: 'WRU', atMost: maxWriteUnits },
  ];
}

async function setUp(desk: BenchDesk): Promise<void> {
  for (let index = 0; index < 20; index += 1) {
    const rule = { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: String(90 + index) };
    await desk.call('put-rule', { rule: `CREDIT-RULE-${1_000 + index}` }, rule);
  }
  for (const customer of [first, second]) {
    await desk.call('put-customer', { customer }, { name: customer, currency: 'EUR', creditLimit: '8000.00' });
  }
}
