import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreditGroupId, CustomerId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { creditGroupChain, customerChain } from '../../../functions/store/audit-chain.ts';
import { auditChain } from '../../store/audit-chain.ts';
import { killAt } from '../documents/faults.ts';
import { expiry, june, startAdjustmentDesk, type AdjustmentDesk } from './adjustment-desk.ts';

let desk: AdjustmentDesk;
beforeAll(async () => {
  desk = await startAdjustmentDesk({ background: true });
});
afterAll(() => desk.harness.background().stop());

const problem = (code: string) => ({ type: `urn:holdfast:problem:${code}` });
const chainOf = (customer: string) => auditChain(customerChain('ACME' as AuthorizedEntity, customer as CustomerId));
const chainOfGroup = (group: string) => auditChain(creditGroupChain(group as CreditGroupId));

/** A journal with a line for each customer, that raises it to this. */
async function journalOf(limits: Readonly<Record<string, string>>): Promise<string> {
  const adjustment = await desk.journal();
  for (const [customer, newLimit] of Object.entries(limits)) {
    expect((await desk.line(adjustment, customer, { customer, newLimit, ...expiry })).status).toBe(201);
  }
  return adjustment;
}

async function customers(prefix: string, count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(2, '0')}`);
  for (const name of names) await desk.customer(name);
  return names;
}

/** One a year. */
const days = (count: number) => Array.from({ length: count }, (_, index) => `${2030 + index}-01-01`);

type Event = { readonly type: string; readonly id: string; readonly data: Readonly<Record<string, unknown>> };

async function published(type: string): Promise<readonly Event[]> {
  await desk.harness.background().settle();
  const events = desk.harness.background().publishedEvents();
  return events.map(({ message }) => JSON.parse(message) as Event).filter((event) => event.type === type);
}

describe('posting (§12.3)', () => {
  it('changes every limit with its expiry date and its date, and says so', async () => {
    const names = await customers('A', 3);
    const adjustment = await journalOf(Object.fromEntries(names.map((name) => [name, '9000'])));
    const { status, body } = await desk.post(adjustment);
    const posted = { state: 'posted', posted: { by: 'mia', at: '2026-06-15T10:00:00.000Z' }, job: null };
    expect([status, body]).toMatchObject([200, posted]);
    for (const name of names) {
      expect(await desk.creditLimitOf(name)).toMatchObject({
        creditLimit: '9000.00',
        creditLimitDate: '2026-06-15',
        creditLimitExpiryDate: '2026-12-31',
      });
    }
    const events = (await published('holdfast.limit-changed.v1')).filter(({ data }) => data['customer'] === 'A00');
    const [before, after] = ['8000.00', '9000.00'].map((creditLimit) => ({ creditLimit }));
    expect(events.at(-1)?.data).toMatchObject({ legalEntity: 'ACME', before, after });
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('is in the chain of each customer and group with who, why, before and after (§17)', async () => {
    await desk.customer('AUDITED');
    await desk.creditGroup('AUDITED', ['AUDITED']);
    for (const newLimit of ['9000', '9500']) {
      const adjustment = await journalOf({ AUDITED: newLimit });
      await desk.line(adjustment, 'group', { creditGroup: 'AUDITED', newLimit, ...expiry });
      expect((await desk.post(adjustment)).status).toBe(200);
      for (const chain of [await chainOf('AUDITED'), await chainOfGroup('AUDITED')]) {
        expect(chain.isIntact).toBe(true);
        expect(chain.links.at(-1)).toMatchObject({
          who: 'mia',
          reason: adjustment,
          after: { creditLimit: `${newLimit}.00` },
        });
      }
    }
    const [before, after] = [
      { creditLimit: '9000.00', currency: 'EUR' },
      { creditLimit: '9500.00', creditLimitDate: '2026-06-15' },
    ];
    expect((await chainOf('AUDITED')).links.at(-1)).toMatchObject({ before, after });
    // Who edits it next files the link that the account carries.
    const edited = { name: 'AUDITED', currency: 'EUR', creditLimit: '1' };
    await desk.done('put-customer', { customer: 'AUDITED' }, edited, { headers: { 'if-match': '*' } });
    const chain = await chainOf('AUDITED');
    expect([chain.isIntact, chain.links.length]).toEqual([true, chain.head?.number]);
  });

  it('adds temporary limits, of customers and of groups, and leaves the credit limit as it is', async () => {
    await desk.customer('T1', { temporaryLimits: [{ from: '2026-08-01', to: '2026-08-31', amount: '7' }] });
    await desk.creditGroup('T', ['T1']);
    const adjustment = await desk.journal('temporary-credit-limit');
    await desk.line(adjustment, 'a', { customer: 'T1', newLimit: '12000', ...june });
    await desk.line(adjustment, 'b', { customer: 'T1', newLimit: '13000', from: '2026-07-01', to: '2026-07-31' });
    await desk.line(adjustment, 'c', { creditGroup: 'T', newLimit: '25000', ...june });
    expect((await desk.post(adjustment)).status).toBe(200);
    const { creditLimit, creditLimitDate, temporaryLimits } = await desk.creditLimitOf('T1');
    expect({ creditLimit, creditLimitDate, temporaryLimits }).toEqual({
      creditLimit: '8000.00',
      creditLimitDate: '2026-06-15',
      temporaryLimits: [
        { ...june, amount: '12000.00' },
        { from: '2026-07-01', to: '2026-07-31', amount: '13000.00' },
        { from: '2026-08-01', to: '2026-08-31', amount: '7.00' },
      ],
    });
    const group = await desk.harness.call('get-customer-credit-group', { as: 'mia', params: { group: 'T' } });
    expect(group.body).toMatchObject({ limit: '25000.00', creditLimit: '20000.00' });
  });

  it('moves the credit limit date only where the limit changes (§3.3)', async () => {
    desk.harness.setClock('2026-06-16T10:00:00Z');
    await desk.customer('DATED');
    desk.harness.setClock('2026-06-17T10:00:00Z');
    expect((await desk.post(await journalOf({ DATED: '8000' }))).status).toBe(200);
    const renewed = { creditLimitDate: '2026-06-16', creditLimitExpiryDate: '2026-12-31' };
    expect(await desk.creditLimitOf('DATED')).toMatchObject(renewed);
    expect((await desk.post(await journalOf({ DATED: '8000.01' }))).status).toBe(200);
    expect(await desk.creditLimitOf('DATED')).toMatchObject({ creditLimitDate: '2026-06-17' });
    const sent = (await published('holdfast.limit-changed.v1')).length;
    expect((await desk.post(await journalOf({ DATED: '8000.01' }))).status).toBe(200);
    expect(await published('holdfast.limit-changed.v1')).toHaveLength(sent);
    desk.harness.setClock('2026-06-15T10:00:00Z');
  });

  it('changes limits where edits of them are refused (§2.2)', async () => {
    await desk.customer('FROZEN');
    await desk.creditGroup('FROZEN', ['FROZEN']);
    await desk.parameters({ allowManualLimitEdit: false });
    const edited = { name: 'FROZEN', currency: 'EUR', creditLimit: '1' };
    const refused = await desk.call('put-customer', { customer: 'FROZEN' }, edited, { headers: { 'if-match': '*' } });
    expect(refused.body).toMatchObject(problem('manual-limit-edit-not-allowed'));
    const adjustment = await journalOf({ FROZEN: '9000' });
    await desk.line(adjustment, 'group', { creditGroup: 'FROZEN', newLimit: '21000', ...expiry });
    expect((await desk.post(adjustment)).status).toBe(200);
    expect(await desk.creditLimitOf('FROZEN')).toMatchObject({ creditLimit: '9000.00' });
    await desk.parameters({ allowManualLimitEdit: true });
  });

  it('lets a held order go by itself where its limit is raised', async () => {
    await desk.customer('HELD');
    await desk.customer('MEMBER', { creditLimit: '0' });
    await desk.creditGroup('HOLDING', ['MEMBER']);
    await desk.hold('SO-HELD', { customer: 'HELD' });
    await desk.hold('SO-MEMBER', { customer: 'MEMBER', amount: '20000.01' });
    await desk.harness.background().settle();
    const adjustment = await journalOf({ HELD: '9999.99' });
    await desk.post(adjustment);
    await desk.harness.background().settle();
    expect(await desk.stateOf('SO-HELD.1')).toBe('open');
    const enough = await journalOf({ HELD: '10000' });
    await desk.line(enough, 'group', { creditGroup: 'HOLDING', newLimit: '20000.01', ...expiry });
    await desk.post(enough);
    await desk.harness.background().settle();
    expect(await desk.stateOf('SO-HELD.1')).toBe('released');
    expect(await desk.stateOf('SO-MEMBER.1')).toBe('released');
  });

  it('evaluates a member’s holds with those of its group, whatever was evaluated before', async () => {
    await desk.customer('OWN');
    await desk.creditGroup('WIDE', ['OWN']);
    await desk.hold('SO-OWN', { customer: 'OWN' });
    await desk.harness.background().settle();
    await desk.post(await journalOf({ OWN: '10000' }));
    await desk.harness.background().settle();
    expect(await desk.stateOf('SO-OWN.1')).toBe('released');
  });

  it('takes forty lines in one transaction, each a member of a group of its own', async () => {
    const names = await customers('F', 20);
    for (const name of names) await desk.creditGroup(`G-${name}`, [name]);
    for (const newLimit of ['9000', '9001']) {
      const adjustment = await desk.journal();
      for (const name of names) {
        await desk.line(adjustment, name, { customer: name, newLimit, ...expiry });
        await desk.line(adjustment, `G-${name}`, { creditGroup: `G-${name}`, newLimit, ...expiry });
      }
      const { body } = await desk.post(adjustment);
      expect(body).toMatchObject({ state: 'posted', lines: 40, job: null });
    }
    for (const name of names) {
      expect(await desk.creditLimitOf(name)).toMatchObject({ creditLimit: '9001.00' });
      expect((await chainOf(name)).isIntact).toBe(true);
      expect((await chainOfGroup(`G-${name}`)).isIntact).toBe(true);
    }
    await desk.harness.background().settle();
    expect(desk.harness.background().deadLetters()).toEqual([]);
  });
});

describe('forty accounts that are too large for one transaction', () => {
  it('are changed like those of a larger journal', { timeout: 60_000 }, async () => {
    const text = (length: number) => '€'.repeat(length);
    const policy = { kind: 'insurance', type: text(64), provider: text(100), coverageType: text(64), value: '1' };
    const period = { effectiveDate: '2026-01-01', expirationDate: '2026-01-02', updateLimitPercent: '0' };
    const policies = Array.from({ length: 50 }, (_, index) => ({ id: `${text(60)}${index}`, ...policy, ...period }));
    const scores = Array.from({ length: 50 }, (_, index) => [`${text(60)}${index}`, text(100)]);
    const userDefinedScores = Object.fromEntries(scores) as Readonly<Record<string, string>>;
    const temporaryLimits = days(50).map((date) => ({ from: date, to: date, amount: '1000000000000' }));
    const names = Array.from({ length: 40 }, (_, index) => `BIG${index}`);
    const large = { notes: text(2_000), policies, userDefinedScores, temporaryLimits };
    for (const name of names) await desk.customer(name, large);
    const adjustment = await journalOf(Object.fromEntries(names.map((name) => [name, '9000'])));
    expect((await desk.post(adjustment)).body).toMatchObject({ state: 'posting', lines: 40 });
    await desk.harness.background().settle();
    expect((await desk.read(adjustment)).body.state).toBe('posted');
    for (const name of names) expect(await desk.creditLimitOf(name)).toMatchObject({ creditLimit: '9000.00' });
  });
});

describe('posting is refused, and nothing is changed,', () => {
  async function refusedLines(adjustment: string) {
    const before = (await desk.read(adjustment)).body;
    const { status, body } = await desk.post(adjustment);
    expect([status, body]).toMatchObject([409, problem('adjustment-not-postable')]);
    expect((await desk.read(adjustment)).body).toEqual(before);
    return (body as unknown as { readonly lines: readonly object[] }).lines;
  }

  it('where a limit has changed since: the line is reported with what it is now, and no other limit changes', async () => {
    const names = await customers('B', 3);
    const adjustment = await journalOf(Object.fromEntries(names.map((name) => [name, '9000'])));
    const edited = { name: 'B01', currency: 'EUR', creditLimit: '8100', creditLimitExpiryDate: '2026-07-31' };
    await desk.done('put-customer', { customer: 'B01' }, edited, { headers: { 'if-match': '*' } });
    const other = { currency: 'EUR', name: 'B02', creditLimit: '8000', creditLimitExpiryDate: '2026-07-31' };
    await desk.done('put-customer', { customer: 'B02' }, other, { headers: { 'if-match': '*' } });
    const now = { currency: 'EUR', currentExpiryDate: '2026-07-31' };
    expect(await refusedLines(adjustment)).toEqual([
      { line: 'B01', code: 'limit-changed', currentLimit: '8100.00', ...now },
      { line: 'B02', code: 'limit-changed', currentLimit: '8000.00', ...now },
    ]);
    expect(await desk.creditLimitOf('B00')).toMatchObject({ creditLimit: '8000.00' });
    for (const line of ['B01', 'B02']) {
      await desk.line(
        adjustment,
        line,
        { customer: line, newLimit: '9000', ...expiry },
        { headers: { 'if-match': '*' } },
      );
    }
    expect((await desk.post(adjustment)).status).toBe(200);
  });

  it('not where anything else of the customer has', async () => {
    await desk.customer('NAMED');
    const adjustment = await journalOf({ NAMED: '9000' });
    const edited = { name: 'Other', currency: 'EUR', creditLimit: '8000', notes: 'new' };
    await desk.done('put-customer', { customer: 'NAMED' }, edited, { headers: { 'if-match': '*' } });
    expect((await desk.post(adjustment)).status).toBe(200);
    expect((await desk.done('get-customer', { customer: 'NAMED' })).body).toMatchObject({
      name: 'Other',
      notes: 'new',
    });
  });

  it('where two lines name one customer', async () => {
    await desk.customer('TWICE');
    const adjustment = await desk.journal();
    for (const line of ['1', '2'])
      await desk.line(adjustment, line, { customer: 'TWICE', newLimit: '9000', ...expiry });
    expect(await refusedLines(adjustment)).toEqual([{ line: '2', code: 'line-repeated', by: '1' }]);
  });

  it.each([
    ['on its first day', { from: '2026-06-30', to: '2026-07-05' }],
    ['on its last day', { from: '2026-05-01', to: '2026-06-10' }],
    ['within it', { from: '2026-06-12', to: '2026-06-13' }],
  ])('where a temporary limit overlaps one that is there, %s', async (name, dates) => {
    await desk.customer(`O ${name}`, { temporaryLimits: [{ ...june, amount: '9000' }] });
    const adjustment = await desk.journal('temporary-credit-limit');
    await desk.line(adjustment, '1', { customer: `O ${name}`, newLimit: '1', ...dates });
    expect(await refusedLines(adjustment)).toEqual([{ line: '1', code: 'temporary-limits-overlap', ...june }]);
  });

  it('where two of the journal overlap, but not where they touch', async () => {
    await desk.customer('TOUCHING', { temporaryLimits: [{ ...june, amount: '9000' }] });
    const adjustment = await desk.journal('temporary-credit-limit');
    await desk.line(adjustment, '1', { customer: 'TOUCHING', newLimit: '1', from: '2026-07-01', to: '2026-07-05' });
    await desk.line(adjustment, '2', { customer: 'TOUCHING', newLimit: '1', from: '2026-07-05', to: '2026-07-06' });
    const overlap = { code: 'temporary-limits-overlap', from: '2026-07-01', to: '2026-07-05' };
    expect(await refusedLines(adjustment)).toEqual([{ line: '2', ...overlap }]);
    const next = { customer: 'TOUCHING', newLimit: '1', from: '2026-07-06', to: '2026-07-06' };
    await desk.line(adjustment, '2', next, { headers: { 'if-match': '*' } });
    expect((await desk.post(adjustment)).status).toBe(200);
  });

  it('where there would be more temporary limits than there may be', async () => {
    const temporaryLimits = days(50).map((date) => ({ from: date, to: date, amount: '1' }));
    await desk.customer('FULL', { temporaryLimits });
    const adjustment = await desk.journal('temporary-credit-limit');
    await desk.line(adjustment, '1', { customer: 'FULL', newLimit: '1', ...june });
    expect(await refusedLines(adjustment)).toEqual([{ line: '1', code: 'too-many-temporary-limits', maximum: 50 }]);
  });

  it('where the group has no member here any more', async () => {
    await desk.customer('LEAVING');
    await desk.creditGroup('LEFT', ['LEAVING']);
    const adjustment = await desk.journal();
    await desk.line(adjustment, '1', { creditGroup: 'LEFT', newLimit: '1', ...expiry });
    await desk.done('delete-customer-credit-group-member', { group: 'LEFT', customer: 'LEAVING' });
    expect(await refusedLines(adjustment)).toEqual([{ line: '1', code: 'holder-not-found' }]);
  });

  it('where it is empty, by a clerk, without what was read, or under an old ETag', async () => {
    await desk.customer('PLAIN');
    const empty = await desk.journal();
    expect((await desk.post(empty)).body).toMatchObject(problem('adjustment-empty'));
    const adjustment = await journalOf({ PLAIN: '9000' });
    expect((await desk.post(adjustment, { as: 'cleo' })).status).toBe(403);
    expect((await desk.call('post-adjustment', { adjustment }, {}, { as: 'mia' })).status).toBe(428);
    expect((await desk.post(adjustment, { headers: { 'if-match': '"1"' } })).status).toBe(412);
    expect((await desk.post(adjustment, { headers: { 'if-match': '"2"' } })).status).toBe(200);
  });
});

describe('a journal that is posted', () => {
  it('is not posted again, nor changed', async () => {
    await desk.customer('ONCE');
    const adjustment = await journalOf({ ONCE: '9000' });
    await desk.post(adjustment);
    const again = await desk.post(adjustment, { headers: { 'if-match': '"2"' } });
    const open = { ...problem('adjustment-not-open'), state: 'posted', by: 'mia', at: '2026-06-15T10:00:00.000Z' };
    expect([again.status, again.body]).toMatchObject([409, open]);
    const changes = [
      await desk.line(adjustment, '2', { customer: 'ONCE', newLimit: '1', ...expiry }),
      await desk.line(
        adjustment,
        'ONCE',
        { customer: 'ONCE', newLimit: '1', ...expiry },
        { headers: { 'if-match': '*' } },
      ),
      await desk.call('delete-adjustment-line', { adjustment, line: 'ONCE' }, undefined, {
        headers: { 'if-match': '*' },
      }),
      await desk.call('edit-adjustment', { adjustment }, { description: '' }, { headers: { 'if-match': '*' } }),
    ];
    for (const { body } of changes) expect(body).toMatchObject(open);
    expect(await desk.linesOf(adjustment)).toMatchObject([
      { currentLimit: '8000.00', newLimit: '9000.00', version: 1 },
    ]);
    expect((await chainOf('ONCE')).links).toHaveLength(2);
  });

  it('answers the same request as it did, and another under its key is refused', async () => {
    await desk.customer('REPLAYED');
    const adjustment = await journalOf({ REPLAYED: '9000' });
    const headers = { 'idempotency-key': 'replayed', 'if-match': '"2"' };
    const first = await desk.post(adjustment, { headers });
    const again = await desk.post(adjustment, { headers });
    expect([again.status, again.headers['idempotency-replayed'], again.body]).toEqual([200, 'true', first.body]);
    expect((await chainOf('REPLAYED')).links).toHaveLength(2);
  });

  it('was posted once, where that was asked many times at once', async () => {
    const names = await customers('M', 5);
    const adjustment = await journalOf(Object.fromEntries(names.map((name) => [name, '9000'])));
    const answers = await Promise.all(names.map(() => desk.post(adjustment)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
    for (const name of names) expect((await chainOf(name)).links).toHaveLength(2);
  });

  it.each(['lost before', 'lost after'] as const)(
    'was posted once and whole, where a worker was killed at any call (%s)',
    async (fault) => {
      const names = await customers(`K-${fault}-`, 3);
      let limit = 8000;
      for (let call = 1, isOver = false; !isOver; call += 1) {
        limit += 1;
        const adjustment = await journalOf(Object.fromEntries(names.map((name) => [name, String(limit)])));
        const headers = { 'idempotency-key': `${fault.replace(' ', '-')}-${call}` };
        const failing = killAt(call, fault);
        await desk.post(adjustment, { headers }).finally(() => failing.stop());
        isOver = failing.calls() < call;
        const found = await Promise.all(names.map(async (name) => (await desk.creditLimitOf(name))['creditLimit']));
        expect(new Set(found).size).toBe(1);
        expect((await desk.post(adjustment, { headers })).body).toMatchObject({ state: 'posted' });
        for (const name of names) {
          expect(await desk.creditLimitOf(name)).toMatchObject({ creditLimit: `${limit}.00` });
          const { isIntact, links } = await chainOf(name);
          expect([isIntact, links.length]).toEqual([true, 1 + call]);
        }
      }
      expect(limit).toBeGreaterThan(8006);
    },
  );
});
