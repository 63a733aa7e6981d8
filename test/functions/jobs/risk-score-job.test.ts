import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLinkCodec } from '../../../functions/store/audit.ts';
import { storedItems } from '../customers/customer-desk.ts';
import type { Fault } from '../documents/faults.ts';
import { startRiskDesk, type RiskDesk } from './risk-desk.ts';

let desk: RiskDesk;
beforeAll(async () => {
  desk = await startRiskDesk();
  await desk.parameters({ creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' });
});
afterAll(() => desk.harness.background().stop());

const customerOf = async (customer: string) => (await desk.call('get-customer', { customer })).body;
const riskOf = async (customer: string) => (await desk.call('get-risk-score', { customer })).body;
const changeCustomer = async (customer: string, changes: object) => {
  const body = { ...(await customerOf(customer)), ...changes };
  const { status } = await desk.call('put-customer', { customer }, body, { headers: { 'if-match': '*' } });
  expect(status).toBe(200);
};

describe('a job that updates risk scores (§12.4, §14)', () => {
  it('is refused while there is nothing to score', async () => {
    const refused = await desk.start('start-risk-score-update', {}, 'early');
    expect(refused).toMatchObject({ status: 409, body: { type: 'urn:holdfast:problem:nothing-to-score' } });
    const score = (value: string, points: number) => ({ value, score: points });
    await desk.setUp(
      'put-scoring-group',
      { scoringGroup: 'COUNTRY' },
      {
        description: '',
        type: 'country',
        values: [score('DE', 5), score('FR', 40), score('XX', 31), score('UK', 60)],
      },
    );
    await desk.setUp(
      'put-scoring-group',
      { scoringGroup: 'DAYS' },
      {
        description: '',
        type: 'average-payment-days',
        ranges: [
          { from: '0', to: '30', score: 1 },
          { from: '30.01', to: '999', score: 50 },
        ],
      },
    );
    const group = (from: number, to: number) => ({ description: '', indicator: `${from}`, from, to });
    await desk.setUp('put-risk-group', { riskGroup: 'LOW' }, group(0, 30));
    await desk.setUp('put-risk-group', { riskGroup: 'HIGH' }, group(40, 100));
    // Under the same key: a refusal leaves nothing.
    expect((await desk.start('start-risk-score-update', {}, 'early')).status).toBe(201);
    await desk.harness.background().settle();
  });

  it('gives score and risk group with their parts, from the statistics as they are', async () => {
    await desk.customer('A', { country: 'DE' });
    expect(await riskOf('A')).toEqual({
      customer: 'A',
      riskScore: null,
      riskGroup: null,
      indicator: null,
      calculated: null,
    });
    await desk.invoice('A-1', 'A', '2026-05-01', '100.00');
    await desk.pay('A-P', 'A', '2026-06-10', '100.00', 'A-1');
    await desk.done('start-statistics-calculation', { customers: ['A'], includeWithoutBalance: true });
    const results = await desk.done('start-risk-score-update', { customers: ['A', 'NOBODY'] });
    expect(results).toEqual([
      { outcome: 'changed', customer: 'A', riskScore: 55, riskGroup: 'HIGH', isChanged: true },
      { outcome: 'not-found', customer: 'NOBODY' },
    ]);
    expect(await customerOf('A')).toMatchObject({ riskScore: 55, riskGroup: 'HIGH' });
    expect(await riskOf('A')).toEqual({
      customer: 'A',
      riskScore: 55,
      riskGroup: 'HIGH',
      indicator: '40',
      calculated: {
        on: '2026-06-15',
        riskScore: 55,
        riskGroup: 'HIGH',
        parts: [
          {
            scoringGroup: 'COUNTRY',
            type: 'country',
            value: 'DE',
            score: 5,
            matched: { value: 'DE', score: 5 },
            without: null,
          },
          {
            scoringGroup: 'DAYS',
            type: 'average-payment-days',
            value: '40.00',
            score: 50,
            matched: { from: '30.01', to: '999', score: 50 },
            without: null,
          },
        ],
      },
    });
  });

  it('reports a gap, which leaves no group, and what is as it was', async () => {
    await desk.customer('GAP', { country: 'XX' });
    await desk.customer('SAME', { country: 'FR' });
    const asked = { customers: ['GAP', 'SAME'] };
    expect(await desk.done('start-risk-score-update', asked)).toMatchObject([
      { outcome: 'no-risk-group', riskScore: 31, riskGroup: null, isChanged: true },
      { outcome: 'changed', riskScore: 40, riskGroup: 'HIGH' },
    ]);
    expect(await customerOf('GAP')).not.toHaveProperty('riskGroup');
    expect(await desk.done('start-risk-score-update', asked)).toMatchObject([
      { outcome: 'no-risk-group', isChanged: false },
      { outcome: 'unchanged', isChanged: false },
    ]);
    expect(await riskOf('GAP')).toMatchObject({
      calculated: { riskGroup: null, parts: [{}, { scoringGroup: 'DAYS', value: null, without: 'no-value' }] },
    });
  });

  it('is audited, counted for deletion, and changes no limit', async () => {
    await desk.customer('AUDIT', { country: 'UK' });
    const [before] = await storedItems('AUDIT', 'L#');
    await desk.done('start-risk-score-update', { customers: ['AUDIT'] });
    const links = (await storedItems('AUDIT', 'L#')).map((stored) => auditLinkCodec(stored, 'audit'));
    expect([before?.['number'], links.length]).toEqual(['1', 2]);
    expect(links[1]).toMatchObject({ who: 'root', after: { riskScore: 60, riskGroup: 'HIGH' } });
    expect(links[1]?.before).not.toHaveProperty('riskScore');
    const refused = await desk.call('delete-risk-group', { riskGroup: 'HIGH' }, undefined, {
      headers: { 'if-match': '*' },
    });
    expect(refused.body).toMatchObject({ type: 'urn:holdfast:problem:in-use', by: 'customers' });
    const events = desk.harness
      .background()
      .publishedEvents()
      .map(({ message }) => JSON.parse(message) as { readonly type: string; readonly customer?: string });
    expect(events.filter(({ type, customer }) => type.includes('limit-changed') && customer === 'AUDIT')).toEqual([]);
  });

  it('lets orders go that a rule for the other risk group held, and holds none by itself', async () => {
    const rule = { type: 'sales-order-amount', kind: 'blocking', scope: 'all', amount: '0.00', riskGroup: 'HIGH' };
    await desk.setUp('put-rule', { rule: 'RISKY' }, rule);
    await desk.customer('HELD', { country: 'UK' });
    await desk.done('start-risk-score-update', { customers: ['HELD'] });
    await desk.order('O-HELD', { customer: 'HELD' });
    expect((await desk.ask('O-HELD', { customer: 'HELD' })).body.answer).toBe('held');
    await changeCustomer('HELD', { country: 'DE' });
    await desk.harness.background().settle();
    expect((await desk.call('get-hold', { hold: 'O-HELD.1' })).body.state).toBe('open');
    await desk.done('start-risk-score-update', { customers: ['HELD'] });
    expect((await desk.call('get-hold', { hold: 'O-HELD.1' })).body.state).toBe('released');
  });

  it('does not overwrite a score that a person gave, until it runs again', async () => {
    await desk.customer('HAND', { country: 'DE' });
    await desk.done('start-risk-score-update', { customers: ['HAND'] });
    await changeCustomer('HAND', { riskScore: 90, riskGroup: 'HIGH' });
    expect(await riskOf('HAND')).toMatchObject({ riskScore: 90, riskGroup: 'HIGH', calculated: { riskScore: 5 } });
    await desk.done('start-risk-score-update', { customers: ['HAND'] });
    expect(await riskOf('HAND')).toMatchObject({ riskScore: 5, riskGroup: 'LOW', calculated: { riskScore: 5 } });
  });

  it.each(['lost before', 'lost after'] as const)(
    'killed at any call of the table (%s), it ends as if it had not been',
    async (fault) => {
      const { calls } = await sweep(fault, Number.MAX_SAFE_INTEGER);
      expect(calls).toBeGreaterThan(10);
      for (let call = 1; call <= calls; call += 1) {
        const { job, results, links } = await sweep(fault, call);
        expect({ call, state: job['state'], outcomes: job['outcomes'], links }).toEqual({
          call,
          state: 'done',
          outcomes: { changed: 1, 'no-risk-group': 1 },
          links: [2, 2],
        });
        expect(results).toMatchObject([
          { outcome: 'changed', isChanged: true },
          { outcome: 'no-risk-group', isChanged: true },
        ]);
      }
    },
    120_000,
  );

  it('is for credit managers', async () => {
    await desk.harness.grant('cleo', 'ACME', ['credit-clerk']);
    await desk.harness.grant('adam', 'ACME', ['credit-admin']);
    await desk.harness.grant('mia', 'ACME', ['credit-manager']);
    const asked = { customers: ['A'] };
    for (const as of ['cleo', 'adam']) {
      expect((await desk.start('start-risk-score-update', asked, 'refused', as)).status).toBe(403);
    }
    const { status, body } = await desk.start('start-risk-score-update', asked, 'as-mia', 'mia');
    expect(status).toBe(201);
    // Who may not start it may not have it go on.
    const { job } = body as { readonly job: string };
    const headers = { 'idempotency-key': 'again' };
    await desk.call('cancel-job', { job }, {}, { headers });
    expect((await desk.call('retry-job', { job }, {}, { as: 'cleo', headers })).status).toBe(403);
    await desk.harness.background().settle();
  });
});

let sweeps = 0;

async function sweep(fault: Fault, at: number) {
  sweeps += 1;
  const [one, other] = [`S${sweeps}-1`, `S${sweeps}-2`];
  await desk.customer(one, { country: 'FR' });
  await desk.customer(other, { country: 'XX' });
  const killed = await desk.killed('start-risk-score-update', { customers: [one, other] }, fault, at);
  const links = await Promise.all([one, other].map(async (customer) => (await storedItems(customer, 'L#')).length));
  return { ...killed, links };
}
