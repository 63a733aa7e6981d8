import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationName } from '../../functions/operations.ts';
import { startHoldDesk, type HoldDesk } from './hold-desk.ts';

let desk: HoldDesk;
let orders = 0;
beforeAll(async () => {
  desk = await startHoldDesk();
});

/** A held order of its own for each test. */
async function held(changes = {}, asked = {}): Promise<{ readonly order: string; readonly hold: string }> {
  orders += 1;
  const order = `O${orders}`;
  await desk.hold(order, changes, asked);
  return { order, hold: `${order}.1` };
}

/** A hold of a legal entity that only `root` may see. */
async function heldElsewhere(order: string): Promise<void> {
  const put = (name: OperationName, params: object, body: object) =>
    desk.harness.call(name, { as: 'root', params: { legalEntity: 'OTHER', ...params }, body });
  await put('put-legal-entity', {}, { name: 'Other', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' });
  await desk.harness.grant('root', 'OTHER', ['credit-admin', 'credit-manager', 'order-intake']);
  await put('put-rule', { rule: 'R' }, { type: 'sales-order-amount', kind: 'blocking', scope: 'all', amount: '1' });
  await put('put-customer', { customer: 'C1' }, { name: 'C1', currency: 'EUR', creditLimit: '1' });
  await put('put-order', { order }, { customer: 'C1', version: 1, state: 'draft', amount: '10', currency: 'EUR' });
  const asked = await put(
    'request-checkpoint',
    {},
    { customer: 'C1', order, checkpoint: 'confirmation', mode: 'posting' },
  );
  expect(asked.body).toMatchObject({ answer: 'held', hold: `${order}.1` });
}

const problem = (code: string, more = {}) => ({
  outcome: 'refused',
  problem: { type: `urn:holdfast:problem:${code}`, ...more },
});

describe('a release (§8.5)', () => {
  test('ends the hold for its reason, and the order can be posted by hand once', async () => {
    const { order, hold } = await held();
    const released = await desk.release('mia', [hold], { note: 'Paid by phone' });
    const end = { by: 'mia', at: '2026-06-15T10:00:00.000Z', reason: 'OK', note: 'Paid by phone', withPosting: false };
    expect(released.body.results).toMatchObject([
      { outcome: 'done', isReplay: false, hold: { state: 'released', end } },
    ]);
    expect((await desk.ask(order, {}, `${order}-by-hand`)).body).toMatchObject({
      answer: 'passed',
      skipped: { because: 'release' },
    });
    expect((await desk.ask(order, {}, `${order}-again`)).body).toMatchObject({ answer: 'held', hold: `${order}.2` });
  });

  test('of a hold that has ended is refused, naming who ended it and when', async () => {
    const { hold } = await held();
    await desk.release('mia', [hold]);
    const details = { status: 409, state: 'released', by: 'mia', at: '2026-06-15T10:00:00.000Z' };
    expect((await desk.release('max', [hold])).body.results).toMatchObject([problem('hold-not-open', details)]);
    expect((await desk.reject('max', [hold])).body.results).toMatchObject([problem('hold-not-open', details)]);
  });

  test('by two people at once: one does, the other is told who did', async () => {
    const { hold } = await held();
    const answers = await Promise.all(
      ['mia', 'max'].map(async (as) => ({ as, answer: await desk.release(as, [hold]) })),
    );
    const outcomes = answers.map(({ answer }) => answer.body.results[0]?.outcome).toSorted();
    expect(outcomes).toEqual(['done', 'refused']);
    const winner = answers.find(({ answer }) => answer.body.results[0]?.outcome === 'done')?.as;
    const loser = answers.find(({ as }) => as !== winner);
    expect(loser?.answer.body.results).toMatchObject([problem('hold-not-open', { by: winner })]);
  });

  test('sent again under its key is answered again, and under its key for something else refused', async () => {
    const { hold } = await held();
    const first = await desk.release('mia', [hold], {}, 'key-1');
    const again = await desk.release('mia', [hold], {}, 'key-1');
    expect(again.body.results).toMatchObject([{ outcome: 'done', isReplay: true }]);
    expect(again.body.results[0]).toMatchObject({ hold: { end: { by: 'mia' } } });
    expect(first.body.results[0]).toMatchObject({ isReplay: false });
    const other = await desk.release('mia', [hold], { note: 'Something else' }, 'key-1');
    expect(other.body.results).toMatchObject([problem('idempotency-key-reused', { status: 422 })]);
  });

  test('tried without effect answers as the real one will, and changes nothing', async () => {
    const { hold } = await held();
    const before = (await desk.call('get-hold', { hold })).body;
    const tried = await desk.release('mia', [hold], { dryRun: true });
    expect((await desk.call('get-hold', { hold })).body).toEqual(before);
    const done = await desk.release('mia', [hold]);
    expect(tried.body).toEqual(done.body);
  });

  test('of many goes on past one that is refused, another entity’s like an unknown one', async () => {
    const [one, two] = [await held(), await held()];
    await heldElsewhere('FAR');
    const chosen = [one.hold, 'NOWHERE.1', two.hold].map((hold) => ({ legalEntity: 'ACME', hold }));
    const holds = [{ legalEntity: 'OTHER', hold: 'FAR.1' }, ...chosen];
    const { status, body } = await desk.release('mia', [], { holds });
    const missing = problem('not-found', { status: 404, kind: 'hold' });
    expect(status).toBe(200);
    expect(body.results).toMatchObject([missing, { outcome: 'done' }, missing, { outcome: 'done' }]);
  });

  test.each([
    ['WHY', 'wrong-reason-type'],
    ['NONE', 'unknown-reference'],
  ])('for reason %s is refused: %s', async (reason, code) => {
    const { hold } = await held();
    expect((await desk.release('mia', [hold], { reason })).body.results).toMatchObject([problem(code)]);
    expect(await desk.stateOf(hold)).toBe('open');
  });

  test('sets when to look again', async () => {
    const { hold } = await held();
    await desk.release('mia', [], { holds: [{ legalEntity: 'ACME', hold, reviewDate: '2026-09-01' }] });
    expect((await desk.call('get-hold', { hold })).body.reviewDate).toBe('2026-09-01');
  });
});

describe('how much a person may release or reject (§1.4)', () => {
  test('a clerk without an authority nothing, with one up to it, a manager any amount', async () => {
    const exact = await held({ amount: '10000.00' });
    const above = await held({ amount: '10000.01' });
    for (const end of [desk.release, desk.reject]) {
      const refused = (await end('cleo', [exact.hold])).body.results;
      expect(refused).toMatchObject([problem('release-above-authority', { status: 403, amount: '10000.00' })]);
      expect((await end('carl', [above.hold])).body.results).toMatchObject([
        problem('release-above-authority', { authority: '10000.00', amount: '10000.01', currency: 'EUR' }),
      ]);
    }
    expect((await desk.release('carl', [exact.hold])).body.results).toMatchObject([{ outcome: 'done' }]);
    expect((await desk.reject('mia', [above.hold])).body.results).toMatchObject([{ outcome: 'done' }]);
  });

  test('it is the amount of the order as it is now, not as it was held', async () => {
    const { order, hold } = await held({ amount: '10000.00' });
    await desk.order(order, { version: 2, amount: '10000.01' });
    expect((await desk.release('carl', [hold])).body.results).toMatchObject([problem('release-above-authority')]);
  });
});

describe('a rejection (§8.6)', () => {
  test('takes the order off the list; checkpoints answer so until a new version arrives (§7.3)', async () => {
    await desk.customer('C2');
    const { order, hold } = await held({ customer: 'C2' });
    const ask = (key: string) => desk.ask(order, { customer: 'C2' }, key);
    expect((await desk.reject('mia', [hold])).body.results).toMatchObject([{ outcome: 'done' }]);
    expect(await desk.stateOf(hold)).toBe('rejected');
    expect((await ask('rejected?')).body).toMatchObject({ answer: 'rejected' });
    await desk.order(order, { customer: 'C2', version: 2, amount: '100.00' });
    expect((await ask('now?')).body).toMatchObject({ answer: 'passed' });
  });
});

describe('cancelling the order (§8.6)', () => {
  test('closes its hold with the default reason', async () => {
    const { order, hold } = await held();
    await desk.call('cancel-order', { order }, { customer: 'C1' });
    const { body } = await desk.call('get-hold', { hold });
    expect(body).toMatchObject({ state: 'cancelled', end: { by: 'root', reason: 'OK' } });
    expect((await desk.ask(order, {}, `${order}-2`)).status).toBe(409);
  });
});
