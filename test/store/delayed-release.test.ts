import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CustomerId, LegalEntityId } from '../../domain/ids.ts';
import { entityOfRecord } from '../../functions/access.ts';
import { customerChain } from '../../functions/store/audit-chain.ts';
import { auditLinkCodec } from '../../functions/store/audit.ts';
import { queryPartition } from '../../functions/store/credit-state.ts';
import { customerPartition } from '../../functions/store/keys.ts';
import { verifyChain } from '../../functions/store/verify-chain.ts';
import { startHoldDesk, type HoldDesk } from './hold-desk.ts';

/** Releases with posting wait half a minute here. */
const delaySeconds = 30;
const longPassed = 31_000;

let desk: HoldDesk;
let customers = 0;
let customer: string;
beforeAll(async () => {
  // Real time stands still until a test moves it; queues and functions read the same clock.
  vi.useFakeTimers({ toFake: ['Date'] });
  desk = await startHoldDesk({ background: true });
  await desk.parameters({ releaseDelaySeconds: delaySeconds });
});
afterAll(async () => {
  await desk.harness.background().stop();
  vi.useRealTimers();
});
/** A customer of its own for each test. */
beforeEach(async () => {
  customers += 1;
  customer = `C${customers + 1}`;
  await desk.customer(customer);
});

const parameters = { printConfirmation: true };
let orders = 0;
async function held(changes = {}): Promise<{ readonly order: string; readonly hold: string }> {
  orders += 1;
  const order = `O${orders}`;
  await desk.hold(order, { customer, ...changes }, { postingParameters: parameters });
  return { order, hold: `${order}.1` };
}

const withPosting = { mode: 'with-posting' };
const settle = () => desk.harness.background().settle();
/** Releases with posting, and has the message on its way. */
async function release(as: string, hold: string, more = {}, key?: string) {
  const answer = await desk.release(as, [hold], { ...withPosting, ...more }, key);
  await settle();
  return answer;
}
/** Lets real time pass, and whatever is due then happen. */
async function pass(milliseconds: number): Promise<void> {
  vi.setSystemTime(Date.now() + milliseconds);
  await settle();
}
const holdOf = async (hold: string) => (await desk.call('get-hold', { hold })).body;
const ask = (order: string, key: string) => desk.ask(order, { customer }, key);
const version = (order: string, amount: string) => desk.order(order, { customer, version: 2, amount });

type Event = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
function eventsOf(hold: string, type: string): readonly Event['data'][] {
  return desk.harness
    .background()
    .publishedEvents()
    .map(({ message }) => JSON.parse(message) as Event)
    .filter((event) => event.type === `holdfast.${type}.v1` && event.data['hold'] === hold)
    .map(({ data }) => data);
}

/** The audit chain of the customer, which is whole. */
async function chain() {
  const [entity, id] = [entityOfRecord('ACME' as LegalEntityId), customer as CustomerId];
  const partition = customerPartition(entity, id);
  const links = (await queryPartition(partition, 'L#', true)).map((link) => auditLinkCodec(link, 'link'));
  expect((await verifyChain(customerChain(entity, id), undefined)).state).toBe('intact');
  return links;
}

const problem = (code: string, more = {}) => ({
  outcome: 'refused',
  problem: { type: `urn:holdfast:problem:${code}`, ...more },
});
const businessNow = '2026-06-15T10:00:00.000Z';

describe('a release with posting (§8.7)', () => {
  test('waits for its delay, when nothing is sent and every checkpoint answers with the hold', async () => {
    const { order, hold } = await held();
    const until = new Date(Date.now() + delaySeconds * 1_000).toISOString();
    const { body } = await release('mia', hold, { note: 'Paid by phone' });
    const releasing = { by: 'mia', at: businessNow, until, reason: 'OK', note: 'Paid by phone', reviewDate: null };
    expect(body.results).toMatchObject([{ outcome: 'done', hold: { state: 'releasing', end: null, releasing } }]);
    await pass(29_999);
    expect(await holdOf(hold)).toMatchObject({ state: 'releasing', releasing, reasons: [{ isActive: true }] });
    expect((await ask(order, `${order}-early`)).body).toMatchObject({ answer: 'held', hold });
    expect(eventsOf(hold, 'order-released')).toEqual([]);
    expect(eventsOf(hold, 'hold-changed')).toMatchObject([{ order, by: 'mia', holdState: 'releasing' }]);
    expect(eventsOf(hold, 'hold-changed')[0]).not.toHaveProperty('posting');
  });

  test('is listed and counted as releasing', async () => {
    const { hold } = await held();
    await release('mia', hold);
    const query = { customer, state: ['releasing', 'open'] };
    const { body } = await desk.harness.call('list-holds', { as: 'mia', query });
    expect(body.items).toMatchObject([{ hold, state: 'releasing', reason: 'credit-limit-used' }]);
    expect(body.counts?.byState).toEqual({ releasing: 1 });
  });

  test('is carried out when it ends, in the name of who made it, and passes once without a check', async () => {
    const { order, hold } = await held();
    await release('mia', hold, { note: 'Paid by phone' });
    await pass(30_000);
    const end = { by: 'mia', at: businessNow, reason: 'OK', note: 'Paid by phone', withPosting: true };
    expect(await holdOf(hold)).toMatchObject({ state: 'released', releasing: null, end });
    const posting = { checkpoint: 'confirmation', mode: 'posting', amount: null, parameters };
    expect(eventsOf(hold, 'order-released')).toMatchObject([{ order, by: 'mia', reason: 'OK', posting }]);
    expect((await ask(order, `${order}-post`)).body).toMatchObject({
      answer: 'passed',
      skipped: { because: 'release' },
    });
    expect((await ask(order, `${order}-again`)).body).toMatchObject({ answer: 'held', hold: `${order}.2` });
    const links = (await chain()).filter(({ what }) => what.id === hold);
    expect(links.map(({ who, reason, after }) => [who, reason, (after as { readonly state: string }).state])).toEqual([
      ['root', undefined, 'open'],
      ['mia', 'OK', 'releasing'],
      ['mia', 'OK', 'released'],
    ]);
  });

  test('sent again under its key is answered again; it is tried without effect', async () => {
    const { hold } = await held();
    const tried = await release('mia', hold, { dryRun: true });
    expect(await desk.stateOf(hold)).toBe('open');
    const first = await release('mia', hold, {}, 'once');
    expect(tried.body).toEqual(first.body);
    expect((await release('mia', hold, {}, 'once')).body.results).toMatchObject([
      { outcome: 'done', isReplay: true, hold: { state: 'releasing' } },
    ]);
    await pass(longPassed);
    expect((await release('mia', hold, {}, 'once')).body.results).toMatchObject([{ outcome: 'done', isReplay: true }]);
    expect(eventsOf(hold, 'order-released')).toHaveLength(1);
  });

  test('keeps others from releasing and rejecting, who are told by whom and until when', async () => {
    const { hold } = await held();
    await release('mia', hold);
    const refused = [problem('hold-being-released', { status: 409, by: 'mia', at: businessNow })];
    const { until } = (await holdOf(hold)).releasing ?? {};
    for (const answer of [
      await release('max', hold),
      await desk.release('max', [hold]),
      await desk.reject('max', [hold]),
      await release('mia', hold, { dryRun: true }),
    ]) {
      expect(answer.body.results).toMatchObject(refused);
      expect(answer.body.results).toMatchObject([{ problem: { until } }]);
    }
  });

  test('without posting is carried out at once, and so is what goes by itself (docs/adr/0016)', async () => {
    const one = await held();
    expect((await desk.release('mia', [one.hold])).body.results).toMatchObject([{ hold: { state: 'released' } }]);
    await desk.parameters({ autoRelease: 'with-posting' });
    const two = await held({ amount: '9000.00' });
    const paid = { customer, date: '2026-06-15', amount: '20000.00', currency: 'EUR', settlements: [] };
    await desk.call('put-payment', { payment: `P-${customer}` }, paid);
    await settle();
    await desk.parameters({ autoRelease: 'without-posting' });
    expect(await holdOf(two.hold)).toMatchObject({ state: 'released', end: { by: 'automatic', withPosting: true } });
    expect(eventsOf(two.hold, 'order-released')).toMatchObject([{ posting: { parameters } }]);
  });

  test('keeps its own delay, whatever the parameters say later', async () => {
    const { hold } = await held();
    await release('mia', hold);
    await desk.parameters({ releaseDelaySeconds: 0 });
    await pass(29_999);
    expect(await desk.stateOf(hold)).toBe('releasing');
    await pass(1);
    expect(await desk.stateOf(hold)).toBe('released');
    const other = await held();
    expect((await release('mia', other.hold)).body.results).toMatchObject([{ hold: { state: 'released' } }]);
    await desk.parameters({ releaseDelaySeconds: delaySeconds });
  });

  test('is not carried out by a message that comes early, which waits again, nor twice by one that comes again', async () => {
    const { hold } = await held();
    await release('mia', hold);
    const message = { messages: [{ body: { legalEntity: 'ACME', hold } }] };
    vi.setSystemTime(Date.now() + 29_000);
    await desk.harness.work('finish-releases', message);
    expect(await desk.stateOf(hold)).toBe('releasing');
    const waiting = desk.harness.background().queues.find(({ name }) => name === 'releases');
    expect(waiting?.depth()).toBe(2);
    await pass(1_000);
    expect(await desk.stateOf(hold)).toBe('released');
    await desk.harness.work('finish-releases', message);
    await settle();
    expect(eventsOf(hold, 'order-released')).toHaveLength(1);
    expect(desk.harness.background().deadLetters()).toEqual([]);
  });
});

describe('a withdrawal (§8.7)', () => {
  test('leaves the hold as it was, audited, and nothing is ever sent', async () => {
    const { order, hold } = await held();
    const notes = { owner: 'cleo', reviewDate: '2026-07-01', note: 'Called' };
    const params = { legalEntity: 'ACME', hold };
    await desk.harness.call('edit-hold', { as: 'cleo', params, body: notes, headers: { 'if-match': '*' } });
    const before = await holdOf(hold);
    await desk.release('mia', [], {
      ...withPosting,
      holds: [{ legalEntity: 'ACME', hold, reviewDate: '2026-09-01' }],
    });
    await pass(29_999);
    const { body } = await desk.withdraw('mia', [hold], { note: 'The wrong order' });
    expect(body.results).toMatchObject([{ outcome: 'done', isReplay: false, hold: { state: 'open' } }]);
    await pass(longPassed);
    expect(await holdOf(hold)).toEqual({ ...before, version: before.version + 2 });
    expect(eventsOf(hold, 'order-released')).toEqual([]);
    expect(eventsOf(hold, 'hold-changed').map(({ holdState }) => holdState)).toEqual(['open', 'releasing', 'open']);
    expect((await ask(order, `${order}-then`)).body).toMatchObject({ answer: 'held', hold });
    const link = (await chain()).findLast(({ what }) => what.id === hold);
    expect(link).toMatchObject({
      who: 'mia',
      before: { state: 'releasing', releasing: { by: 'mia', reason: 'OK' } },
      after: { state: 'open', remark: 'The wrong order' },
    });
  });

  test('has the hold evaluated for what came meanwhile', async () => {
    const { hold } = await held();
    await release('mia', hold);
    const paid = { customer, date: '2026-06-15', amount: '2000.00', currency: 'EUR', settlements: [] };
    await desk.call('put-payment', { payment: `P-${customer}` }, paid);
    await settle();
    expect(await holdOf(hold)).toMatchObject({ state: 'releasing', reasons: [{ isActive: true }] });
    await desk.withdraw('mia', [hold]);
    await settle();
    expect(await holdOf(hold)).toMatchObject({ state: 'released', end: { by: 'automatic', reason: 'AUTO' } });
  });

  test.each([
    ['when the delay has ended', 30_000, false, 'releasing'],
    ['when it is carried out', 30_000, true, 'released'],
  ])('%s is refused, naming who released', async (_, milliseconds, isSettled, state) => {
    const { hold } = await held();
    await release('mia', hold);
    vi.setSystemTime(Date.now() + milliseconds);
    if (isSettled) await settle();
    const refused = [problem('release-not-withdrawable', { status: 409, state, by: 'mia', at: businessNow })];
    expect((await desk.withdraw('mia', [hold])).body.results).toMatchObject(refused);
    expect((await desk.withdraw('max', [hold], { dryRun: true })).body.results).toMatchObject(refused);
    await settle();
    expect(await desk.stateOf(hold)).toBe('released');
  });

  test('of a hold that nobody releases, and of none, is refused alone', async () => {
    const [open, going] = [await held(), await held()];
    await release('mia', going.hold);
    const { body } = await desk.withdraw('mia', [open.hold, going.hold, 'NOWHERE.1']);
    expect(body.results).toMatchObject([
      problem('release-not-withdrawable', { state: 'open', by: null, at: null }),
      { outcome: 'done', hold: { state: 'open' } },
      problem('not-found', { kind: 'hold' }),
    ]);
    const many = Array.from({ length: 101 }, (_, index) => `X.${index + 1}`);
    expect((await desk.withdraw('mia', many)).status).toBe(422);
    expect((await desk.withdraw('mia', [open.hold, open.hold])).status).toBe(422);
  });

  test('under its key has one effect and one answer, and is tried without effect', async () => {
    const { hold } = await held();
    await release('mia', hold);
    const tried = await desk.withdraw('mia', [hold], { dryRun: true });
    expect(await desk.stateOf(hold)).toBe('releasing');
    const first = await desk.withdraw('mia', [hold], {}, 'back');
    expect(tried.body).toEqual(first.body);
    const other = await desk.withdraw('mia', [hold], { note: 'Else' }, 'back');
    expect(other.body.results).toMatchObject([problem('idempotency-key-reused')]);
    await release('mia', hold);
    expect((await desk.withdraw('mia', [hold], {}, 'back')).body.results).toMatchObject([
      { outcome: 'done', isReplay: true, hold: { state: 'open' } },
    ]);
    expect(await desk.stateOf(hold)).toBe('releasing');
    expect((await desk.withdraw('mia', [hold], {}, 'back-again')).body.results).toMatchObject([{ outcome: 'done' }]);
    await pass(longPassed);
    expect(await desk.stateOf(hold)).toBe('open');
  });

  test('leaves a second release its own delay', async () => {
    const { hold } = await held();
    await release('mia', hold);
    await pass(20_000);
    await desk.withdraw('mia', [hold]);
    await release('mia', hold);
    await pass(10_000);
    expect(await desk.stateOf(hold)).toBe('releasing');
    await pass(20_000);
    expect(await desk.stateOf(hold)).toBe('released');
  });

  test('is for who released, and for whoever might release the order (§1.4)', async () => {
    const small = await held({ amount: '10000.00' });
    const large = await held({ amount: '10000.01' });
    for (const { hold } of [small, large]) await release('mia', hold);
    const refused = (await desk.withdraw('cleo', [small.hold])).body.results;
    expect(refused).toMatchObject([problem('release-above-authority', { authority: null })]);
    expect((await desk.withdraw('carl', [small.hold, large.hold])).body.results).toMatchObject([
      { outcome: 'done' },
      problem('release-above-authority'),
    ]);
    await release('carl', small.hold);
    await desk.harness.grant('carl', 'ACME', ['credit-clerk'], '1.00');
    const own = (await desk.withdraw('carl', [small.hold])).body.results;
    await desk.harness.grant('carl', 'ACME', ['credit-clerk'], '10000.00');
    expect(own).toMatchObject([{ outcome: 'done' }]);
    await desk.harness.grant('ola', 'ACME', ['order-intake']);
    expect((await desk.withdraw('ola', [large.hold])).status).toBe(403);
  });
});

describe('what comes while it can be withdrawn', () => {
  test('a cancelled order ends its hold, and nothing is released', async () => {
    const { order, hold } = await held();
    await release('mia', hold);
    await desk.call('cancel-order', { order }, { customer });
    await pass(longPassed);
    expect(await holdOf(hold)).toMatchObject({
      state: 'cancelled',
      releasing: null,
      end: { by: 'root', reason: 'OK' },
    });
    expect(eventsOf(hold, 'order-released')).toEqual([]);
    const { body } = await desk.withdraw('mia', [hold]);
    expect(body.results).toMatchObject([problem('release-not-withdrawable', { state: 'cancelled', by: 'root' })]);
  });

  test('a version that was not released gives the release up: the hold is open, and evaluated', async () => {
    const { order, hold } = await held();
    await release('mia', hold);
    await version(order, '10000.01');
    expect(await holdOf(hold)).toMatchObject({ state: 'open', releasing: null });
    await pass(longPassed);
    expect(await holdOf(hold)).toMatchObject({ state: 'open', amount: '10000.01' });
    expect(eventsOf(hold, 'order-released')).toEqual([]);
    expect(eventsOf(hold, 'hold-changed').map(({ holdState }) => holdState)).toEqual(['releasing', 'open', 'open']);
    await chain();
  });

  test('a version that the release covers goes with it', async () => {
    const { order, hold } = await held();
    await release('mia', hold);
    await version(order, '9999.99');
    await pass(longPassed);
    expect(await desk.stateOf(hold)).toBe('released');
    expect((await ask(order, `${order}-post`)).body).toMatchObject({
      answer: 'passed',
      skipped: { because: 'release' },
    });
  });

  test('parameters under which what is there now was not released give it up as well', async () => {
    const { order, hold } = await held();
    await release('mia', hold);
    await version(order, '9999.99');
    await desk.parameters({ recheckAfterRelease: 'on-any-change' });
    await pass(longPassed);
    await desk.parameters({ recheckAfterRelease: 'on-increase' });
    expect(await desk.stateOf(hold)).toBe('open');
  });

  test('an exclusion, and what people note, change nothing of it', async () => {
    const { order, hold } = await held();
    await release('mia', hold);
    const params = { legalEntity: 'ACME', order };
    const headers = { 'if-match': '*' };
    await desk.harness.call('exclude-order', { as: 'cleo', params, body: { isExcluded: true }, headers });
    await settle();
    expect(await holdOf(hold)).toMatchObject({ state: 'releasing', reasons: [{ isActive: true }] });
    const body = { owner: 'cleo', reviewDate: null, note: null };
    await desk.harness.call('edit-hold', { as: 'cleo', params: { legalEntity: 'ACME', hold }, body, headers });
    await pass(longPassed);
    expect(await holdOf(hold)).toMatchObject({ state: 'released', owner: 'cleo', end: { by: 'mia' } });
  });
});
