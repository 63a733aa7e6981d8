import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entityOfRecord } from '../../../functions/access.ts';
import type { CustomerId, LegalEntityId } from '../../../domain/ids.ts';
import { auditLinkCodec } from '../../../functions/store/audit.ts';
import { queryPartition } from '../../../functions/store/credit-state.ts';
import { auditPrefix, customerPartition } from '../../../functions/store/keys.ts';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';

type Fields = Readonly<Record<string, unknown>>;
type Event = { readonly type: string; readonly data: Fields };

let desk: HoldDesk;
beforeAll(async () => {
  desk = await startHoldDesk({ background: true });
  await desk.setUp('put-reason', { reason: 'FRAUD' }, { type: 'hold', description: 'Fraud is suspected' });
});
afterAll(() => desk.harness.background().stop());

const settled = () => desk.harness.background().settle();
const problem = (code: string) => `urn:holdfast:problem:${code}`;

function force(order: string, changes: Fields = {}, key?: string, as = 'mia') {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const params = { legalEntity: 'ACME', order };
  return desk.harness.call('force-hold', { as, params, body: { reason: 'WHY', ...changes }, headers });
}

/** An open order of 1,000 EUR of a customer of its own, with a limit of 8,000 EUR. */
async function opened(order: string, changes: Fields = {}): Promise<string> {
  const customer = `C-${order}`;
  await desk.customer(customer);
  const { status } = await desk.order(order, { customer, state: 'open', ...changes });
  expect(status).toBe(201);
  return customer;
}

const holdOf = async (hold: string) => (await desk.call('get-hold', { hold })).body;

async function reasonsOf(hold: string) {
  return (await holdOf(hold)).reasons.filter(({ isActive }) => isActive).map(({ code }) => code);
}

async function eventsOf(order: string): Promise<readonly Event[]> {
  await settled();
  const events = desk.harness.background().publishedEvents();
  return events.map(({ message }) => JSON.parse(message) as Event).filter(({ data }) => data['order'] === order);
}

async function linksOf(customer: string) {
  const partition = customerPartition(entityOfRecord('ACME' as LegalEntityId), customer as CustomerId);
  return (await queryPartition(partition, auditPrefix, true)).map((link) => auditLinkCodec(link, 'link'));
}

describe('an order that no rule holds', () => {
  test('is forced: its hold is there for people and order systems', async () => {
    const customer = await opened('A1');
    const { status, body } = await force('A1', { note: 'They deny it', reviewDate: '2026-07-01' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ hold: 'A1.1', order: 'A1', customer, state: 'open', isForced: true, posting: null });
    expect(body).toMatchObject({ note: 'They deny it', reviewDate: '2026-07-01', amount: '1000.00', shortfall: null });
    const operands = { reason: 'WHY', by: 'mia', at: '2026-06-15T10:00:00.000Z' };
    expect(body.reasons).toMatchObject([{ code: 'forced', isActive: true, atHold: { operands, clearances: [] } }]);
    // As words tell it too.
    expect(await holdOf('A1.1')).toMatchObject(body);
    expect((await desk.call('get-order', { order: 'A1' })).body.hold).toBe('A1.1');
  });

  test('stands in the list, its counts and its export', async () => {
    const customer = await opened('A2');
    await opened('A3');
    await force('A2');
    const query = { isForced: 'true', customer };
    const list = (await desk.harness.call('list-holds', { as: 'cleo', query })).body;
    expect(list.items).toMatchObject([{ hold: 'A2.1', reason: 'forced', isForced: true, checkpoint: null }]);
    expect(list.counts).toMatchObject({ total: 1, byState: { open: 1 }, byReason: { forced: 1 } });
    const none = await desk.harness.call('list-holds', { as: 'cleo', query: { ...query, isForced: 'false' } });
    expect(none.body.items).toEqual([]);
    const exported = await desk.harness.call('export-holds', { as: 'cleo', query: { ...query, format: 'json' } });
    expect(exported.body).toMatchObject({ items: [{ hold: 'A2.1', reason: 'forced', isForced: true, customer }] });
  });

  test.each(['draft', 'open'] as const)('counts as a held order (§5.4), sent as %s', async (state) => {
    const customer = await opened(`A4-${state}`, { state });
    await force(`A4-${state}`);
    const { body } = await desk.call('get-credit-position', { customer });
    expect(body.components).toMatchObject({ openOrders: '0.00', openOrdersOnHold: '1000.00' });
    const { body: found } = await desk.call('reconcile-customer', { customer }, {});
    expect(found.differences).toEqual([]);
  });

  test('is held at every checkpoint, enabled or not, and is not released by any (§7.3, §9.4)', async () => {
    const customer = await opened('A5');
    await force('A5');
    const questions = [
      { checkpoint: 'invoice', mode: 'posting' },
      { checkpoint: 'confirmation', mode: 'pro-forma' },
      { checkpoint: 'confirmation', mode: 'posting' },
      { checkpoint: 'packing-slip', mode: 'cancellation' },
    ];
    for (const [index, question] of questions.entries()) {
      const { body } = await desk.ask('A5', { customer, ...question }, `A5-${index}`);
      expect(body).toMatchObject({ answer: 'held', hold: 'A5.1' });
    }
    expect(await holdOf('A5.1')).toMatchObject({ state: 'ready-to-release', posting: null });
  });

  test('shows that it is ready to release and waits, however often it is evaluated (§9.3)', async () => {
    const customer = await opened('A6');
    await force('A6');
    await settled();
    expect(await reasonsOf('A6.1')).toEqual(['forced', 'ready-to-release']);
    const { body } = await desk.call('evaluate-customer-holds', { customer }, {});
    expect(body.results).toMatchObject([{ outcome: 'unchanged', hold: { state: 'ready-to-release' } }]);
  });

  test('shows what else the rules have against it, and what no longer (§9.2)', async () => {
    const customer = await opened('A7', { amount: '9000.00' });
    await force('A7');
    await settled();
    expect(await reasonsOf('A7.1')).toEqual(['forced', 'credit-limit-used']);
    const payment = { customer, date: '2026-06-15', amount: '1000.00', currency: 'EUR', settlements: [] };
    await desk.call('put-payment', { payment: 'P-A7' }, payment);
    await settled();
    expect(await reasonsOf('A7.1')).toEqual(['forced', 'ready-to-release']);
  });

  test('is excluded without effect: the forced reason stays (§7.3)', async () => {
    await opened('A8', { amount: '9000.00' });
    await force('A8');
    await settled();
    await desk.call('exclude-order', { order: 'A8' }, { isExcluded: true }, { headers: { 'if-match': '*' } });
    await settled();
    expect(await reasonsOf('A8.1')).toEqual(['forced', 'ready-to-release']);
    expect(await desk.stateOf('A8.1')).toBe('ready-to-release');
  });
});

describe('a forced hold ends', () => {
  test('by release without posting, within authority; then the order is checked as any other', async () => {
    const customer = await opened('B1', { amount: '8000.00' });
    await desk.harness.grant('carl', 'ACME', ['credit-clerk'], '7999.99');
    await force('B1');
    const refusedMode = await desk.release('mia', ['B1.1'], { mode: 'with-posting' });
    expect(refusedMode.body.results).toMatchObject([{ problem: { type: problem('no-posting-to-release') } }]);
    const refusedPerson = await desk.release('carl', ['B1.1']);
    expect(refusedPerson.body.results).toMatchObject([{ problem: { type: problem('release-above-authority') } }]);
    const { body } = await desk.release('mia', ['B1.1']);
    expect(body.results).toMatchObject([{ outcome: 'done', hold: { state: 'released', end: { by: 'mia' } } }]);
    const events = await eventsOf('B1');
    expect(events.at(-1)).toMatchObject({ type: 'holdfast.order-released.v1', data: { posting: null } });
    const again = await desk.ask('B1', { customer });
    expect(again.body).toMatchObject({ answer: 'passed', skipped: null });
  });

  test('by rejection', async () => {
    const customer = await opened('B2');
    await force('B2');
    expect((await desk.reject('mia', ['B2.1'])).body.results).toMatchObject([{ hold: { state: 'rejected' } }]);
    expect((await desk.ask('B2', { customer })).body.answer).toBe('rejected');
  });

  test('with the cancellation of the order', async () => {
    const customer = await opened('B3');
    await force('B3');
    await desk.call('cancel-order', { order: 'B3' }, { customer });
    expect(await desk.stateOf('B3.1')).toBe('cancelled');
  });

  test('and the order can be forced again', async () => {
    await opened('B4');
    await force('B4', {}, 'B4-first');
    await desk.release('mia', ['B4.1']);
    const again = await force('B4', {}, 'B4-first');
    expect([again.headers['idempotency-replayed'], again.body.hold]).toEqual(['true', 'B4.1']);
    expect((await force('B4', {}, 'B4-second')).body.hold).toBe('B4.2');
  });
});

describe('an order that is released', () => {
  test('is forced too: what its release let pass is held (§10.2)', async () => {
    const customer = 'C-R1';
    await desk.customer(customer);
    await desk.hold('R1', { customer });
    await desk.release('mia', ['R1.1'], { mode: 'with-posting' });
    expect((await force('R1')).body.hold).toBe('R1.2');
    const asked = await desk.ask('R1', { customer }, 'R1-released');
    expect(asked.body).toMatchObject({ answer: 'held', hold: 'R1.2' });
    await desk.release('mia', ['R1.2']);
    // The release of the forced hold took the place of the other, which covers nothing any more.
    expect((await desk.ask('R1', { customer }, 'R1-again')).body).toMatchObject({ answer: 'held', hold: 'R1.3' });
  });
});

describe('an order that is held already', () => {
  test('is forced on its hold, which keeps the posting that it stopped and is released with it', async () => {
    const customer = 'C-D1';
    await desk.customer(customer);
    const postingParameters = { journal: 'SO', printed: true };
    await desk.hold('D1', { customer }, { postingParameters });
    const before = await holdOf('D1.1');
    const { status, body } = await force('D1', { reason: 'FRAUD' });
    expect([status, body.hold, body.isForced, body.posting]).toEqual([201, 'D1.1', true, before.posting]);
    expect(body.reasons.map(({ code }) => code)).toEqual(['credit-limit-used', 'forced']);
    await desk.call(
      'put-payment',
      { payment: 'P-D1' },
      { customer, date: '2026-06-15', amount: '9000.00', currency: 'EUR', settlements: [] },
    );
    await settled();
    expect(await reasonsOf('D1.1')).toEqual(['forced', 'ready-to-release']);
    expect((await desk.ask('D1', { customer }, 'D1-again')).body).toMatchObject({ answer: 'held', hold: 'D1.1' });
    const released = await desk.release('mia', ['D1.1'], { mode: 'with-posting' });
    expect(released.body.results).toMatchObject([{ outcome: 'done' }]);
    const event = (await eventsOf('D1')).find(({ type }) => type === 'holdfast.order-released.v1');
    expect(event?.data['posting']).toMatchObject({ checkpoint: 'confirmation', parameters: postingParameters });
  });

  test('no longer competes for credit: a younger hold goes (§5.4)', async () => {
    const customer = 'C-D2';
    await desk.customer(customer);
    const invoice = { customer, date: '2026-06-01', dueDate: '2026-07-01', amount: '4000.00', currency: 'EUR' };
    await desk.call('put-invoice', { invoice: 'I-D2' }, invoice);
    await desk.hold('D2-old', { customer, amount: '4500.00' });
    await desk.hold('D2-young', { customer, amount: '3800.00' });
    await settled();
    expect(await desk.stateOf('D2-young.1')).toBe('open');
    await force('D2-old');
    await settled();
    expect(await desk.stateOf('D2-young.1')).toBe('released');
    expect(await reasonsOf('D2-old.1')).toEqual(['credit-limit-used', 'forced']);
  });
});

describe('what is told and kept of it (§15.2, §17)', () => {
  test('an order-held event with all that a checkpoint’s has, and an audit link with the reason', async () => {
    await desk.parameters({ removeBlockedLoadLines: true });
    const customer = await opened('E1');
    await force('E1');
    await desk.parameters({ removeBlockedLoadLines: false });
    const [first, second] = await eventsOf('E1');
    expect(first).toMatchObject({ type: 'holdfast.order-held.v1' });
    expect(first?.data).toEqual({
      legalEntity: 'ACME',
      customer,
      order: 'E1',
      orderVersion: 1,
      amount: '1000.00',
      currency: 'EUR',
      request: null,
      answer: 'held',
      checkpoint: null,
      mode: null,
      hold: 'E1.1',
      holdState: 'open',
      reasons: ['forced'],
      reviewDate: null,
      sequence: 2,
      by: 'mia',
      reason: 'WHY',
      removeBlockedLoadLines: true,
    });
    expect(second).toMatchObject({ type: 'holdfast.hold-changed.v1', data: { holdState: 'ready-to-release' } });
    const link = (await linksOf(customer)).find(({ what }) => what.id === 'E1.1');
    expect(link).toMatchObject({ who: 'mia', reason: 'WHY', before: null, after: { reasons: ['forced'] } });
  });

  test('a hold-changed event of a hold that was there', async () => {
    const customer = 'C-E2';
    await desk.customer(customer);
    await desk.hold('E2', { customer });
    await force('E2', { reviewDate: '2026-08-01' });
    const events = (await eventsOf('E2')).filter(({ type }) => type === 'holdfast.hold-changed.v1');
    expect(events.map(({ data }) => data)).toMatchObject([
      {
        hold: 'E2.1',
        holdState: 'open',
        reasons: ['credit-limit-used', 'forced'],
        by: 'mia',
        reason: 'WHY',
        reviewDate: '2026-08-01',
      },
    ]);
    const link = (await linksOf(customer)).at(-1);
    expect(link).toMatchObject({ who: 'mia', reason: 'WHY', before: { reasons: ['credit-limit-used'] } });
  });
});

describe('forcing is refused', () => {
  test.each([
    ['closed', 'order-not-open'],
    ['cancelled', 'order-not-open'],
  ])('of an order that is %s', async (state, code) => {
    await opened(`F-${state}`);
    const customer = `C-F-${state}`;
    await desk.order(`F-${state}`, { customer, version: 2, state });
    const { status, body } = await force(`F-${state}`);
    expect([status, body.type]).toEqual([409, problem(code)]);
  });

  test('of one that is rejected, until a new version of it arrives', async () => {
    const customer = await opened('F1');
    await force('F1');
    await desk.reject('mia', ['F1.1']);
    expect((await force('F1')).body.type).toBe(problem('order-rejected'));
    await desk.order('F1', { customer, version: 2, state: 'open' });
    expect((await force('F1')).status).toBe(201);
  });

  test('of one that is wholly invoiced, not of one that is in part', async () => {
    const customer = await opened('F2');
    const invoice = { customer, order: 'F2', date: '2026-06-01', dueDate: '2026-07-01', currency: 'EUR' };
    await desk.call('put-invoice', { invoice: 'I-F2' }, { ...invoice, amount: '999.99' });
    expect((await force('F2', { dryRun: true })).status).toBe(200);
    await desk.call('put-invoice', { invoice: 'J-F2' }, { ...invoice, amount: '0.01' });
    expect((await force('F2')).body.type).toBe(problem('order-wholly-invoiced'));
  });

  test('of one that is forced already, naming who did and why, also for the same reason', async () => {
    await opened('F3');
    await force('F3');
    for (const reason of ['WHY', 'FRAUD']) {
      const { status, body } = await force('F3', { reason }, undefined, 'max');
      expect(status).toBe(409);
      expect(body).toMatchObject({ type: problem('already-forced'), hold: 'F3.1', reason: 'WHY', by: 'mia' });
    }
  });

  test.each([
    ['OK', 'wrong-reason-type'],
    ['NONE', 'unknown-reference'],
    ['constructor', 'unknown-reference'],
  ])('for reason %s: %s', async (reason, code) => {
    await opened(`F4-${reason}`);
    const { status, body } = await force(`F4-${reason}`, { reason });
    expect([status, body.type]).toEqual([422, problem(code)]);
  });

  test('of an unknown order, and of one whose documents alone have arrived', async () => {
    expect(await force('NOTHING')).toMatchObject({ status: 404, body: { kind: 'order' } });
    await desk.customer('C-F5');
    const slip = { customer: 'C-F5', date: '2026-06-01', amount: '10.00', currency: 'EUR' };
    await desk.call('put-packing-slip', { order: 'F5', packingSlip: 'S' }, slip);
    expect(await force('F5')).toMatchObject({ status: 404, body: { kind: 'order' } });
  });

  test('to a clerk', async () => {
    await opened('F6');
    expect(await force('F6', {}, undefined, 'cleo')).toMatchObject({
      status: 403,
      body: { needs: ['credit-manager'] },
    });
  });
});

describe('a request (§16)', () => {
  test('has one effect under its key, and answers as it did', async () => {
    await opened('G1');
    const first = await force('G1', {}, 'G1-key');
    const again = await force('G1', {}, 'G1-key');
    expect([first.status, again.status, again.headers['idempotency-replayed']]).toEqual([201, 200, 'true']);
    expect(again.body).toEqual(first.body);
    const other = await force('G1', { note: 'Other' }, 'G1-key');
    expect([other.status, other.body.type]).toEqual([422, problem('idempotency-key-reused')]);
  });

  test('under the key of another order is another request', async () => {
    await opened('G2');
    await opened('G3');
    await force('G2', {}, 'shared');
    expect(await force('G3', {}, 'shared')).toMatchObject({ status: 201, body: { hold: 'G3.1' } });
  });

  test('that is tried answers as the real one will, and changes nothing', async () => {
    const customer = await opened('G4');
    const tried = await force('G4', { dryRun: true });
    expect(tried.status).toBe(200);
    expect((await desk.call('get-order', { order: 'G4' })).body).toMatchObject({ hold: null, revision: 1 });
    expect((await linksOf(customer)).filter(({ what }) => what.kind === 'hold')).toEqual([]);
    expect((await force('G4')).body).toEqual(tried.body);
  });
});
