import { beforeAll, describe, expect, test } from 'vitest';
import { aGroup, group, startGroupDesk, type GroupDesk } from '../credit-groups/group-desk.ts';

let desk: GroupDesk;
beforeAll(async () => {
  desk = await startGroupDesk();
});

const legalEntity = 'ACME';
type Fields = Readonly<Record<string, unknown>>;

function check(customer: string, amount: string, wishes: Fields = {}, more: Fields = {}) {
  const body = { customer, kind: 'point-of-sale', amount, currency: 'EUR', ...wishes };
  return desk.call('check-credit', { legalEntity }, body, more);
}

const rateType = 'AVG';
async function withRate(): Promise<void> {
  await desk.done('put-rate-type', { legalEntity, rateType }, { description: 'average' });
  const rates = [{ rateType, from: 'USD', to: 'EUR', validFrom: '2026-06-01', rate: '0.5' }];
  await desk.done('put-exchange-rates', { legalEntity }, { rates });
  await desk.parameters(legalEntity, { creditLimitRateType: rateType });
}

describe('a credit check (§7.7)', () => {
  test('is within the total limit up to all of it, and over it by a cent more', async () => {
    const insurance = {
      id: 'I1',
      kind: 'insurance',
      provider: 'Allianz',
      effectiveDate: '2026-01-01',
      expirationDate: '2026-12-31',
      value: '1000',
      currency: 'EUR',
      updateLimitPercent: '50',
      includedInExposure: false,
    };
    const temporaryLimits = [{ from: '2026-06-01', to: '2026-06-30', amount: '700' }];
    await desk.customer(legalEntity, 'C1', { creditLimit: '5000', temporaryLimits, policies: [insurance] });
    await desk.invoice(legalEntity, 'C1', 'I1', '200');
    expect(await check('C1', '1000')).toMatchObject({
      status: 200,
      body: {
        customer: 'C1',
        businessDate: '2026-06-15',
        outcome: 'within-limit',
        message: 'none',
        missingRates: [],
        tests: [
          {
            limitOf: 'own',
            currency: 'EUR',
            isOver: false,
            exposure: { rest: '200.00', document: '1000.00', withDocument: '1200.00' },
            limit: { source: 'temporary-limit', base: '700.00', policiesAdded: '500.00', total: '1200.00' },
          },
        ],
      },
    });
    expect((await check('C1', '1000.01')).body).toMatchObject({ outcome: 'over-limit', tests: [{ isOver: true }] });
  });

  test.each([
    ['off', 'warning'],
    ['rules', 'warning'],
    ['warn', 'warning'],
    ['hold', 'error'],
  ])('over the limit, with creditLimitCheck %s, is told as %s', async (creditLimitCheck, message) => {
    await desk.customer(legalEntity, `W-${creditLimitCheck}`, { creditLimit: '100' });
    await desk.parameters(legalEntity, { creditLimitCheck });
    expect((await check(`W-${creditLimitCheck}`, '100.01')).body).toMatchObject({ outcome: 'over-limit', message });
    expect((await check(`W-${creditLimitCheck}`, '100')).body).toMatchObject({ message: 'none' });
  });

  test('asks no rule, holds nothing and reserves nothing', async () => {
    await desk.customer(legalEntity, 'R1', { creditLimit: '1000' });
    await desk.rule(legalEntity, { type: 'sales-order-amount', amount: '1' });
    expect((await check('R1', '900')).body).toMatchObject({ outcome: 'within-limit' });
    const { body } = await desk.call('get-credit-position', { legalEntity, customer: 'R1' });
    expect(body).toMatchObject({ exposure: '0.00' });
    expect((await desk.call('list-holds', {}, undefined, { query: { customer: 'R1' } })).body).toMatchObject({
      items: [],
    });
    await desk.done('delete-rule', { legalEntity, rule: 'R1' }, undefined, { headers: { 'if-match': '*' } });
  });

  test('counts a document that is stored already once, as an invoice that is paid in part and as an order', async () => {
    await desk.customer(legalEntity, 'K1', { creditLimit: '1000' });
    await desk.invoice(legalEntity, 'K1', 'FTI', '600');
    const settlements = [{ invoice: 'FTI', amount: '150' }];
    const payment = { customer: 'K1', date: '2026-06-10', amount: '150', currency: 'EUR', settlements };
    await desk.done('put-payment', { legalEntity, payment: 'KP1' }, payment);
    await desk.order(legalEntity, 'K1', 'CC1', '300', { state: 'open' });
    const invoice = { kind: 'free-text-invoice', invoice: 'FTI' };
    expect((await check('K1', '600', invoice)).body).toMatchObject({
      tests: [{ exposure: { rest: '150.00', document: '600.00', withDocument: '750.00' } }],
    });
    expect((await check('K1', '350', { kind: 'call-center', order: 'CC1' })).body).toMatchObject({
      tests: [{ exposure: { rest: '450.00', document: '350.00', withDocument: '800.00' } }],
    });
    expect((await check('K1', '350', { kind: 'call-center', order: 'CC-NEW' })).body).toMatchObject({
      tests: [{ exposure: { rest: '750.00', withDocument: '1100.00' } }],
    });
  });

  test('adds nothing for a return, and is within the limit even where that is exceeded', async () => {
    await desk.customer(legalEntity, 'N1', { creditLimit: '100' });
    await desk.invoice(legalEntity, 'N1', 'N-I1', '150');
    expect((await check('N1', '-20')).body).toMatchObject({
      outcome: 'within-limit',
      tests: [{ exposure: { rest: '150.00', document: '0.00' } }],
    });
  });

  test('has no limit to be over where the customer is unlimited', async () => {
    await desk.customer(legalEntity, 'U1', { unlimited: true });
    expect((await check('U1', '1000000')).body).toMatchObject({
      outcome: 'within-limit',
      tests: [{ limit: { source: 'unlimited' } }],
    });
  });

  test("of a member is tested against the group's limit first, then its own", async () => {
    await desk.group(aGroup({ creditLimit: '1000' }));
    await desk.customer(legalEntity, 'G1', { creditLimit: '5000' });
    await desk.customer('BETA', 'G2');
    await desk.join(legalEntity, 'G1');
    await desk.join('BETA', 'G2');
    await desk.invoice('BETA', 'G2', 'G-I1', '400');
    expect((await check('G1', '600.01')).body).toMatchObject({
      outcome: 'over-limit',
      tests: [
        { limitOf: 'group', isOver: true, exposure: { rest: '400.00', withDocument: '1000.01' } },
        { limitOf: 'own', isOver: false, exposure: { rest: '0.00' } },
      ],
    });
    expect((await check('G1', '600')).body).toMatchObject({ outcome: 'within-limit' });
    await desk.done('put-customer-credit-group', { group }, aGroup(), { headers: { 'if-match': '*' } });
  });

  test('converts a document at the rate of its date, and cannot be answered without one', async () => {
    await desk.customer(legalEntity, 'F1', { creditLimit: '100' });
    const missing = [{ from: 'USD', to: 'EUR', date: '2026-06-15' }];
    expect((await check('F1', '200', { currency: 'USD' })).body).toMatchObject({
      outcome: 'cannot-evaluate',
      message: 'error',
      missingRates: missing,
    });
    await withRate();
    expect((await check('F1', '200', { currency: 'USD' })).body).toMatchObject({
      outcome: 'within-limit',
      tests: [{ exposure: { document: '100.00' } }],
    });
    expect((await check('F1', '200.02', { currency: 'USD' })).body).toMatchObject({ outcome: 'over-limit' });
    expect((await check('F1', '1', { currency: 'USD', date: '2026-05-31' })).body).toMatchObject({
      outcome: 'cannot-evaluate',
    });
  });

  test('asked again under its key answers as it did then', async () => {
    await desk.customer(legalEntity, 'Q1', { creditLimit: '100' });
    const headers = { 'idempotency-key': 'check-1' };
    const first = await check('Q1', '50', {}, { headers });
    await desk.invoice(legalEntity, 'Q1', 'Q-I1', '80');
    const again = await check('Q1', '50', {}, { headers });
    expect(again.body).toEqual(first.body);
    expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true' });
    expect(await check('Q1', '51', {}, { headers })).toMatchObject({ status: 422 });
    expect((await check('Q1', '50')).body).toMatchObject({ outcome: 'over-limit' });
  });
});

describe('a credit check is refused', () => {
  test('for a project invoice', async () => {
    expect(await check('C1', '1', { kind: 'project-invoice' })).toMatchObject({
      status: 422,
      body: { type: expect.stringContaining('document-not-supported') as string, kind: 'project-invoice' },
    });
  });

  test("where the document is another customer's, or in another currency", async () => {
    await desk.customer(legalEntity, 'X1');
    await desk.customer(legalEntity, 'X2');
    await desk.invoice(legalEntity, 'X1', 'X-I1', '10');
    await desk.order(legalEntity, 'X1', 'X-O1', '10');
    for (const named of [{ invoice: 'X-I1' }, { order: 'X-O1' }]) {
      expect(await check('X2', '10', named)).toMatchObject({ status: 409, body: { customer: 'X1' } });
      expect(await check('X1', '10', { ...named, currency: 'USD' })).toMatchObject({ status: 409 });
    }
  });

  test.each([
    [{ invoice: 'A', order: 'B' }, '/order'],
    [{ amount: '1.001' }, '/amount'],
    [{ kind: 'quotation' }, '/kind'],
    [{ date: '2026-02-30' }, '/date'],
    [{ project: 'P' }, '/project'],
  ])('with %j, pointing there', async (wishes, pointer) => {
    const answer = await check('C1', '1', wishes);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  test('for a customer that is not there', async () => {
    expect(await check('NOBODY', '1')).toMatchObject({ status: 404 });
  });
});
