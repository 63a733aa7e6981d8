import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wholeTable } from '../../contract/whole-table.ts';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';
import { follow } from '../orders/follow-clearance.ts';

let desk: HoldDesk;
let customer = '';
let customers = 0;
beforeAll(async () => {
  desk = await startHoldDesk({ background: true });
});
afterAll(() => desk.harness.background().stop());

/** Owes 6,000 of a limit of 8,000 EUR, and an order of 3,000 is held. */
async function heldOrder(wishes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  customers += 1;
  customer = `K${customers}`;
  await desk.customer(customer, wishes);
  await invoice('I', '6000.00', '2026-07-01');
  await settle();
  await desk.hold(customer, { customer, amount: '3000.00' });
  return `${customer}.1`;
}
const settle = () => desk.harness.background().settle();
const invoice = (name: string, amount: string, dueDate: string) =>
  desk.setUp(
    'put-invoice',
    { invoice: `${customer}-${name}` },
    { customer, date: '2026-05-01', dueDate, amount, currency: 'EUR' },
  );

async function explained(hold: string) {
  const { body } = await desk.call('get-hold', { hold });
  const { evaluatedNow } = body;
  if (evaluatedNow === null) throw new Error(`${hold} is not explained`);
  return {
    ...evaluatedNow,
    kinds: evaluatedNow.fixes.map(({ clearance, takes }) => [clearance.kind, takes?.amount ?? null]),
  };
}

describe('a hold that has not ended', () => {
  test('has its fixes, the cheapest first, and following that lets it go', async () => {
    const hold = await heldOrder();
    const { kinds, fixes, noCheapest, businessDate } = await explained(hold);
    expect(kinds).toEqual([
      ['pay', '1000.00'],
      ['lower-order', '1000.00'],
      ['raise-credit-limit', '1000.00'],
    ]);
    expect(fixes.map(({ isCheapest }) => isCheapest)).toEqual([true, false, false]);
    expect({ noCheapest, businessDate }).toEqual({ noCheapest: null, businessDate: '2026-06-15' });
    const [{ clearance } = { clearance: { kind: 'evaluate-again' } as const }] = fixes;
    await follow(desk, { customer, order: customer }, clearance);
    const { body } = await desk.call('get-hold', { hold });
    expect(body).toMatchObject({ state: 'released', evaluatedNow: null });
  });

  test('is explained as of now, where no evaluation has seen what came since', async () => {
    const hold = await heldOrder();
    await invoice('more', '500.00', '2026-07-01');
    const { body } = await desk.call('get-hold', { hold });
    expect(body.reasons[0]?.now?.clearances).toMatchObject([{ kind: 'pay', amount: '1000.00' }, {}, {}]);
    expect((await explained(hold)).kinds[0]).toEqual(['pay', '1500.00']);
  });

  test('of two reasons has what clears both', async () => {
    await desk.setUp('put-rule', { rule: 'LATE' }, { type: 'days-overdue', kind: 'blocking', scope: 'all', days: 10 });
    const hold = await heldOrder();
    await invoice('late', '1500.00', '2026-05-20');
    const { reasons, kinds } = await explained(hold);
    expect(reasons.map(({ code }) => code)).toEqual(['days-overdue', 'credit-limit-used']);
    expect(kinds).toEqual([['pay', '2500.00']]);
  });

  test('says why there is no cheapest', async () => {
    await desk.setUp('put-account-status', { accountStatus: 'STOP' }, { description: 'Stop', stops: 'all' });
    const hold = await heldOrder({ accountStatus: 'STOP' });
    const both = await explained(hold);
    expect(both.reasons.map(({ code }) => code)).toEqual(['credit-limit-used', 'account-on-hold']);
    expect(both).toMatchObject({ fixes: [], noCheapest: { because: 'no-single-action' } });
    const payment = { customer, date: '2026-06-15', amount: '1000.00', currency: 'EUR' };
    await desk.setUp('put-payment', { payment: customer }, payment);
    expect(await explained(hold)).toMatchObject({
      fixes: [{ clearance: { kind: 'change-account-status', otherThan: ['STOP'] }, takes: null, isCheapest: false }],
      noCheapest: { because: 'no-amount' },
    });
  });

  test('that lacks a rate does not know what else there is', async () => {
    const hold = await heldOrder({ creditLimitCurrency: 'USD', currency: 'USD' });
    const { reasons, fixes, noCheapest } = await explained(hold);
    expect(reasons.map(({ code }) => code)).toEqual(['cannot-evaluate']);
    expect({ fixes, because: noCheapest?.because }).toEqual({ fixes: [], because: 'not-known' });
  });

  test('is in no need of anything but an evaluation where its reasons are gone already', async () => {
    const hold = await heldOrder();
    const { body } = await desk.call('get-customer', { customer });
    const raised = { ...body, creditLimit: '9000.00' };
    await desk.call('put-customer', { customer }, raised, { headers: { 'if-match': '*' } });
    expect(await explained(hold)).toMatchObject({ reasons: [], kinds: [['evaluate-again', '0.00']], noCheapest: null });
    await settle();
    expect(await desk.stateOf(hold)).toBe('released');
  });
});

test('reading a hold, and which of them fit, changes nothing', async () => {
  const hold = await heldOrder();
  // What is overdue is to be added up again, which nobody has done yet.
  await desk.parameters({ ignoreOverdueBelow: '100.00' });
  const before = await wholeTable(desk.harness.tableName);
  await explained(hold);
  expect((await desk.call('list-releasable-holds', { customer })).status).toBe(200);
  expect(await wholeTable(desk.harness.tableName)).toEqual(before);
});
