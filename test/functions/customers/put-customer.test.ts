import { beforeAll, describe, expect, test } from 'vitest';
import { packItems } from '../../../functions/store/packed-items.ts';
import { startCustomerDesk, storedItems, type CustomerDesk } from './customer-desk.ts';

let desk: CustomerDesk;
beforeAll(async () => {
  desk = await startCustomerDesk();
  await desk.call('put-credit-management-group', { group: 'WHOLESALE' }, { description: 'Wholesale' });
  await desk.call('put-account-status', { accountStatus: 'WATCH' }, { description: 'Watched', stops: 'invoice' });
  await desk.call('put-reason', { reason: 'SLOW' }, { type: 'status', description: 'Pays slowly' });
  await desk.call('put-risk-group', { riskGroup: 'LOW' }, { description: '', indicator: '*', from: 0, to: 50 });
  await desk.call('put-reason', { reason: 'PAID' }, { type: 'release', description: 'Paid' });
});

const everything = {
  name: 'Northwind',
  currency: 'USD',
  country: 'DE',
  paymentTerms: 'N30',
  settlementDiscount: '2/10',
  creditLimit: '30000.00',
  creditLimitCurrency: 'EUR',
  creditLimitExpiryDate: '2026-12-31',
  unlimited: false,
  mandatoryLimit: true,
  excludeFromCreditManagement: true,
  ignoreUntil: '2026-07-01',
  creditManagementGroup: 'WHOLESALE',
  accountStatus: 'WATCH',
  accountStatusReason: 'SLOW',
  riskScore: 40,
  riskGroup: 'LOW',
  eligibleCreditLimit: { amount: '50000.00', currency: 'EUR', date: '2026-01-31' },
  lastReviewDate: '2026-01-31',
  nextReviewDate: '2027-01-31',
  businessStarted: '1990-01-01',
  customerSince: '2001-02-03',
  annualRevenue: '1000000.00',
  userDefinedScores: { references: 'good' },
  notes: 'Ask for Ms Lin\n林',
  withAgency: true,
  titleHeld: true,
  temporaryLimits: [{ from: '2026-06-01', to: '2026-06-15', amount: '12000.00' }],
  policies: [
    {
      id: 'P-1',
      kind: 'insurance',
      type: 'TRADE',
      provider: 'Insurer',
      coverageType: 'FULL',
      effectiveDate: '2026-01-01',
      expirationDate: '2026-12-31',
      value: '10000.00',
      currency: 'EUR',
      updateLimitPercent: '40',
      includedInExposure: true,
    },
  ],
};

describe('what reading answers (§3)', () => {
  test('limits, policies and the eligible limit keep their own currencies', async () => {
    const [policy] = everything.policies;
    const abroad = {
      ...everything,
      currency: 'JPY',
      creditLimit: '3000000',
      creditLimitCurrency: 'JPY',
      temporaryLimits: [{ from: '2026-06-01', to: '2026-06-15', amount: '12000' }],
      eligibleCreditLimit: { amount: '50000.000', currency: 'KWD', date: '2026-01-31' },
      policies: [policy, { ...policy, id: 'P-2', value: '10.000', currency: 'KWD' }],
    };
    expect((await desk.put('ABROAD', abroad)).status).toBe(201);
    expect((await desk.get('ABROAD')).body).toMatchObject(abroad);
  });

  test('may be sent back as it is, and the date of the limit is ignored', async () => {
    await desk.put('BACK', { creditLimit: '100.00' });
    const { body, headers } = await desk.get('BACK');
    const same = await desk.call('put-customer', { customer: 'BACK' }, body, headers['etag']);
    expect(same).toMatchObject({ status: 200, body });
    const dated = { ...body, name: 'Other', creditLimitDate: '2001-01-01' };
    const changed = await desk.call('put-customer', { customer: 'BACK' }, dated, '*');
    expect(changed).toMatchObject({ status: 200, body: { ...body, name: 'Other' } });
  });

  test('is not for another customer', async () => {
    const refused = await desk.put('OTHER', { customer: 'BACK' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/customer' }] } });
  });
});

describe('creating a customer (§3)', () => {
  test('gives what is left out its default, and a limit that is not given is 0', async () => {
    const created = await desk.put('PLAIN');
    expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    expect(created.body).toEqual({
      customer: 'PLAIN',
      name: 'Northwind',
      currency: 'EUR',
      creditLimit: '0.00',
      creditLimitCurrency: 'EUR',
      creditLimitDate: '2026-06-15',
      unlimited: false,
      mandatoryLimit: false,
      excludeFromCreditManagement: false,
      userDefinedScores: {},
      withAgency: false,
      titleHeld: false,
      temporaryLimits: [],
      policies: [],
    });
  });

  test('keeps every field as it was sent', async () => {
    const created = await desk.put('FULL', everything);
    const body = { ...everything, customer: 'FULL', creditLimitDate: '2026-06-15' };
    expect(created).toMatchObject({ status: 201, body });
    const read = await desk.get('FULL');
    expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(read.body).toEqual(body);
  });

  test('stores a position with every attribute and an empty ageing of the same sequence', async () => {
    await desk.put('STORED');
    const items = await storedItems('STORED', 'A#');
    const position = items.find(({ kind }) => kind === 'position');
    expect(position).toMatchObject({
      balance: '0',
      toDelivered: '0',
      toOrders: '0',
      toHeld: '0',
      creditGroup: '',
      policyVersion: '1',
      rulebook: '0',
      decidedOn: '0000-00-00',
      relief: '0',
      seq: '0',
      auditNumber: '1',
    });
    expect(position?.['auditHead']).toMatch(/^.{43}$/);
    expect(items.find(({ kind }) => kind === 'ageing')).toMatchObject({
      items: new Uint8Array(packItems([])),
      unappliedCash: '0',
      seq: '0',
    });
  });

  test.each(['__proto__', 'constructor', 'a#b%/c', '客户', 'x'.repeat(64)])('an id may be %s', async (customer) => {
    expect(await desk.get(customer)).toMatchObject({ status: 404 });
    expect(await desk.put(customer)).toMatchObject({ status: 201, body: { customer } });
    expect(await desk.get(customer)).toMatchObject({ status: 200, body: { customer } });
  });
});

describe('changing a customer', () => {
  test('moves the policy version and what frees holds, and leaves out what is not sent again', async () => {
    await desk.put('CHANGED', everything);
    const changed = await desk.put('CHANGED', { creditLimit: '30000' }, '"1"');
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(changed.body).not.toHaveProperty('accountStatus');
    expect((await desk.get('CHANGED')).body).toEqual(changed.body);
    const items = await storedItems('CHANGED', 'A#');
    expect(items.find(({ kind }) => kind === 'position')).toMatchObject({ policyVersion: '2', relief: '1', seq: '0' });
  });

  test('needs the ETag that was read', async () => {
    expect(await desk.put('TAGGED', {}, '*')).toMatchObject({ status: 412, body: { current: null } });
    await desk.put('TAGGED');
    expect(await desk.put('TAGGED', { country: 'FR' })).toMatchObject({ status: 428, body: { header: 'If-Match' } });
    expect(await desk.put('TAGGED', { country: 'FR' }, '"2"')).toMatchObject({ status: 412, body: { current: '"1"' } });
    expect(await desk.put('TAGGED', { country: 'FR' }, '*')).toMatchObject({ status: 200 });
    expect(await desk.put('TAGGED', { country: 'IT' }, '"1"')).toMatchObject({ status: 412, body: { current: '"2"' } });
    expect((await desk.get('TAGGED')).body).toMatchObject({ country: 'FR' });
  });

  test('the same customer again changes nothing, however its amounts and lists are written', async () => {
    const temporaryLimits = [
      { from: '2026-07-01', to: '2026-07-31', amount: '2' },
      { from: '2026-06-01', to: '2026-06-30', amount: '1' },
    ];
    await desk.put('SAME', { creditLimit: '5', temporaryLimits });
    const before = await storedItems('SAME', '');
    const wishes = { creditLimit: '5.00', temporaryLimits: temporaryLimits.toReversed(), unlimited: false };
    expect(await desk.put('SAME', wishes, '"1"')).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(await storedItems('SAME', '')).toEqual(before);
  });

  test('the date of the limit moves with the limit alone (§3.3)', async () => {
    await desk.put('DATED', { creditLimit: '100' });
    desk.harness.setClock('2026-06-15T21:59:59Z');
    const renamed = await desk.put('DATED', { name: 'Other', creditLimit: '100' }, '*');
    expect(renamed.body).toMatchObject({ creditLimitDate: '2026-06-15' });
    // Midnight in Berlin.
    desk.harness.setClock('2026-06-15T22:00:00Z');
    const extended = { creditLimit: '100', creditLimitExpiryDate: '2027-01-01', unlimited: true };
    expect((await desk.put('DATED', extended, '*')).body).toMatchObject({ creditLimitDate: '2026-06-15' });
    expect((await desk.put('DATED', { creditLimit: '100.01' }, '*')).body).toMatchObject({
      creditLimitDate: '2026-06-16',
    });
    desk.harness.setClock('2026-06-15T10:00:00Z');
  });
});

describe('refusals', () => {
  const notEither = 'not-the-currency-of-customer-or-entity';
  const misfit = 'amount-does-not-fit-currency';
  const inYen = { currency: 'JPY', creditLimitCurrency: 'JPY' };
  const period = { from: '2026-06-10', to: '2026-06-20', amount: '10' };
  const policy = {
    id: 'P-1',
    kind: 'guarantee',
    provider: 'Bank',
    effectiveDate: '2026-06-01',
    expirationDate: '2026-06-01',
    value: '0',
    updateLimitPercent: '100',
  };

  test.each([
    ['/creditLimit', 'amount-below-zero', { creditLimit: '-0.01' }],
    ['/creditLimit', 'amount-does-not-fit-currency', { creditLimit: '0.001' }],
    ['/creditLimit', 'amount-does-not-fit-currency', { creditLimit: '10000000000000000.01' }],
    ['/creditLimitCurrency', notEither, { currency: 'USD', creditLimitCurrency: 'GBP' }],
    ['/creditLimitCurrency', notEither, { currency: 'EUR', creditLimitCurrency: 'USD' }],
    ['/creditLimit', misfit, { currency: 'JPY', creditLimitCurrency: 'JPY', creditLimit: '0.1' }],
    ['/temporaryLimits/0/amount', misfit, { ...inYen, temporaryLimits: [{ ...period, amount: '0.1' }] }],
    ['/policies/0/value', misfit, { policies: [{ ...policy, currency: 'JPY', value: '0.1' }] }],
    [
      '/eligibleCreditLimit/amount',
      misfit,
      { eligibleCreditLimit: { amount: '0.1', currency: 'JPY', date: '2026-06-15' } },
    ],
    ['/annualRevenue', misfit, { ...inYen, annualRevenue: '0.001' }],
    ['/annualRevenue', 'amount-below-zero', { annualRevenue: '-1' }],
    ['/eligibleCreditLimit/amount', 'amount-below-zero', { eligibleCreditLimit: { amount: '-1', date: '2026-06-15' } }],
    ['/temporaryLimits/0/amount', 'amount-below-zero', { temporaryLimits: [{ ...period, amount: '-1' }] }],
    ['/temporaryLimits/0/to', 'to-before-from', { temporaryLimits: [{ ...period, to: '2026-06-09' }] }],
    [
      '/temporaryLimits/1',
      'temporary-limits-overlap',
      { temporaryLimits: [period, { ...period, from: '2026-06-20', to: '2026-06-30' }] },
    ],
    [
      '/temporaryLimits/1',
      'temporary-limits-overlap',
      { temporaryLimits: [period, { ...period, from: '2026-06-01', to: '2026-06-10' }] },
    ],
    ['/policies/0/value', 'amount-below-zero', { policies: [{ ...policy, value: '-1' }] }],
    ['/policies/0/coverageType', 'coverage-type-on-guarantee', { policies: [{ ...policy, coverageType: 'FULL' }] }],
    [
      '/policies/0/updateLimitPercent',
      'percent-above-100',
      { policies: [{ ...policy, updateLimitPercent: '100.0001' }] },
    ],
    [
      '/policies/0/expirationDate',
      'expiration-before-effective',
      { policies: [{ ...policy, expirationDate: '2026-05-31' }] },
    ],
    ['/policies/1/id', 'policy-repeated', { policies: [policy, policy] }],
  ])('%s: %s', async (pointer, code, wishes) => {
    const refused = await desk.put('REFUSED', wishes);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer, code }] } });
    expect(await desk.get('REFUSED')).toMatchObject({ status: 404 });
  });

  test('every wrong field is pointed to', async () => {
    const refused = await desk.put('REFUSED', {
      creditLimit: '-1',
      temporaryLimits: [{ ...period, to: '2026-06-09', amount: '0.001' }],
      policies: [{ ...policy, coverageType: 'FULL', updateLimitPercent: '101' }],
    });
    expect(refused.body.errors?.map(({ pointer }) => pointer)).toEqual([
      '/creditLimit',
      '/temporaryLimits/0/amount',
      '/temporaryLimits/0/to',
      '/policies/0/coverageType',
      '/policies/0/updateLimitPercent',
    ]);
  });

  test.each([
    ['/name', { name: '' }],
    ['/name', { name: 'x'.repeat(101) }],
    ['/name', { name: '\ud800' }],
    ['/currency', { currency: 'XXX' }],
    ['/country', { country: 'Germany' }],
    ['/creditLimit', { creditLimit: 100 }],
    ['/creditLimit', { creditLimit: null }],
    ['/creditLimitDate', { creditLimitDate: '2026-02-30' }],
    ['/creditLimitExpiryDate', { creditLimitExpiryDate: '2026-02-30' }],
    ['/notes', { notes: 'x'.repeat(2_001) }],
    ['/temporaryLimits', { temporaryLimits: Array.from({ length: 51 }, () => period) }],
    ['/policies', { policies: Array.from({ length: 51 }, () => policy) }],
    ['/policies/0/updateLimitPercent', { policies: [{ ...policy, updateLimitPercent: '-1' }] }],
    ['/policies/0/kind', { policies: [{ ...policy, kind: 'promise' }] }],
    ['/colour', { colour: 'red' }],
    ['/userDefinedScores/references', { userDefinedScores: { references: 3 } }],
    ['/userDefinedScores/constructor', { userDefinedScores: { constructor: 'good' } }],
    ['/userDefinedScores', { userDefinedScores: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [n, ''])) }],
  ])('%s does not fit the contract', async (pointer, wishes) => {
    const refused = await desk.put('REFUSED', wishes);
    expect(refused).toMatchObject({ status: 422, body: { type: 'urn:holdfast:problem:invalid-request' } });
    expect(refused.body.errors?.map((error) => error.pointer)).toEqual([pointer]);
  });

  test('neighbouring temporary limits, a policy of one day and 100 % are accepted', async () => {
    const temporaryLimits = [period, { ...period, from: '2026-06-21', to: '2026-06-21' }];
    expect(await desk.put('NEIGHBOURS', { temporaryLimits, policies: [policy] })).toMatchObject({ status: 201 });
  });

  test.each([
    ['/creditManagementGroup', { creditManagementGroup: 'RETAIL' }],
    ['/accountStatus', { accountStatus: 'toString' }],
    ['/accountStatusReason', { accountStatusReason: 'NONE' }],
    ['/accountStatusReason', { accountStatusReason: 'PAID' }],
  ])('%s that is not set up', async (pointer, wishes) => {
    expect(await desk.put('REFUSED', wishes)).toMatchObject({
      status: 422,
      body: { type: 'urn:holdfast:problem:unknown-reference', pointer, value: Object.values(wishes)[0] },
    });
  });
});

describe('without manual edits of limits (§2.2)', () => {
  const temporaryLimits = [{ from: '2026-06-01', to: '2026-06-30', amount: '1' }];
  const notAllowed = { status: 409, body: { type: 'urn:holdfast:problem:manual-limit-edit-not-allowed' } };

  test('limits are neither set nor changed, everything else is', async () => {
    await desk.put('MANUAL', { creditLimit: '100', temporaryLimits });
    const parameters = await desk.call('get-parameters');
    const locked = { ...parameters.body, allowManualLimitEdit: false };
    const set = await desk.call('put-parameters', {}, locked, parameters.headers['etag']);
    expect(set.status).toBe(200);
    expect(await desk.put('MANUAL', { creditLimit: '100.01', temporaryLimits }, '*')).toMatchObject(notAllowed);
    expect(await desk.put('MANUAL', { creditLimit: '99.99', temporaryLimits }, '*')).toMatchObject(notAllowed);
    expect(await desk.put('MANUAL', { creditLimit: '100' }, '*')).toMatchObject(notAllowed);
    const same = { creditLimit: '100', temporaryLimits };
    expect(await desk.put('MANUAL', { ...same, country: 'FR' }, '*')).toMatchObject({ status: 200 });
    expect(await desk.put('MANUAL-NEW', { creditLimit: '0.01' })).toMatchObject(notAllowed);
    expect(await desk.put('MANUAL-NEW', { temporaryLimits })).toMatchObject(notAllowed);
    expect(await desk.put('MANUAL-NEW', { creditLimit: '0' })).toMatchObject({ status: 201 });
    const expiring = { ...same, creditLimitExpiryDate: '2026-12-31' };
    expect(await desk.put('MANUAL', expiring, '*')).toMatchObject(notAllowed);
    expect(await desk.put('MANUAL', { ...same, unlimited: true }, '*')).toMatchObject(notAllowed);
    expect(await desk.put('MANUAL-UNLIMITED', { unlimited: true })).toMatchObject(notAllowed);
    const guarantee = { id: 'G-1', kind: 'guarantee', provider: 'Bank', value: '500', updateLimitPercent: '100' };
    const dated = { ...guarantee, effectiveDate: '2026-06-01', expirationDate: '2026-06-30' };
    const insured = { ...same, policies: [dated], mandatoryLimit: true };
    expect(await desk.put('MANUAL', insured, '*')).toMatchObject({ status: 200 });
    await desk.call('put-parameters', {}, parameters.body, set.headers['etag']);
    expect(await desk.put('MANUAL', expiring, '*')).toMatchObject({ status: 200 });
  });
});
