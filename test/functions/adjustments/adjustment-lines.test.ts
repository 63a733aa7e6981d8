import { beforeAll, describe, expect, it } from 'vitest';
import { adjustmentNumber } from '../../../domain/adjustment.ts';
import { killAt } from '../documents/faults.ts';
import { expiry, june, startAdjustmentDesk, type AdjustmentDesk } from './adjustment-desk.ts';

let desk: AdjustmentDesk;
beforeAll(async () => {
  desk = await startAdjustmentDesk();
  await desk.creditGroup('G', ['C1']);
  await desk.creditGroup('ELSEWHERE');
  await desk.customer('USD', { currency: 'USD', creditLimitCurrency: 'USD', creditLimitExpiryDate: '2026-07-31' });
  await desk.customer('JPY', { currency: 'JPY', creditLimitCurrency: 'JPY', creditLimit: '8000' });
});

const problem = (code: string) => ({ type: `urn:holdfast:problem:${code}` });

describe('a credit limit adjustment (§12.1)', () => {
  it('has the next number of its legal entity, a type, a description, and is not posted', async () => {
    const body = { type: 'credit-limit', description: 'Summer' };
    const { status, body: first } = await desk.call('create-adjustment', {}, body, { as: 'cleo' });
    expect({ status, first }).toEqual({
      status: 201,
      first: {
        adjustment: 'ADJ-000001',
        legalEntity: 'ACME',
        type: 'credit-limit',
        description: 'Summer',
        state: 'open',
        approvalStatus: 'not-submitted',
        approvalRequest: null,
        lines: 0,
        createdBy: 'cleo',
        createdAt: '2026-06-15T10:00:00.000Z',
        posted: null,
        job: null,
        version: 1,
      },
    });
    expect((await desk.read('ADJ-000001')).body).toEqual(first);
    expect(await desk.journal()).toBe('ADJ-000002');
  });

  it('draws no number twice, and leaves none out where many are created at once or a request is repeated', async () => {
    const first = Number((await desk.journal()).slice('ADJ-'.length));
    const keys = ['a', 'b', 'c', 'd', 'a', 'b'];
    const answers = await Promise.all(keys.map((key) => create(`many-${key}`)));
    const numbers = answers.map(({ body }) => body.adjustment);
    expect(numbers[4]).toBe(numbers[0]);
    expect(numbers[5]).toBe(numbers[1]);
    const drawn = [1, 2, 3, 4].map((step) => adjustmentNumber(first + step));
    expect([...new Set(numbers)].toSorted()).toEqual(drawn);
    const replayed = await create('many-a');
    expect([replayed.status, replayed.headers['idempotency-replayed'], replayed.body.adjustment]).toEqual([
      200,
      'true',
      numbers[0],
    ]);
    const reused = await desk.call(
      'create-adjustment',
      {},
      { type: 'temporary-credit-limit', description: '' },
      { headers: { 'idempotency-key': 'many-a' } },
    );
    expect([reused.status, reused.body]).toMatchObject([422, problem('idempotency-key-reused')]);
  });

  it.each(['lost before', 'lost after'] as const)('killed at any call (%s), a retry leaves no gap', async (fault) => {
    const first = Number((await desk.journal()).slice('ADJ-'.length));
    for (let call = 1; call <= 6; call += 1) {
      const key = `killed-${fault.replace(' ', '-')}-${call}`;
      const failing = killAt(call, fault);
      await create(key).finally(() => failing.stop());
      const { body } = await create(key);
      expect(body.adjustment).toBe(adjustmentNumber(first + call));
    }
  });

  it('is listed, the latest first, and by its state', async () => {
    const latest = await desk.journal();
    const page = (query: Readonly<Record<string, string>>) =>
      desk.call('list-adjustments', {}, undefined, { query: { limit: '2', ...query } });
    const first = (await page({ state: 'open' })).body;
    expect(first.items.map(({ adjustment }) => adjustment)).toEqual([latest, before(latest)]);
    const second = (await page({ state: 'open', cursor: first.nextCursor ?? '' })).body;
    expect(second.items[0]?.adjustment).toBe(before(before(latest)));
    expect((await page({ state: 'posted' })).body).toEqual({ items: [], nextCursor: null });
  });

  it('gets another description under its ETag alone', async () => {
    const adjustment = await desk.journal();
    const edit = (description: string, ifMatch: string) =>
      desk.call('edit-adjustment', { adjustment }, { description }, { as: 'cleo', headers: { 'if-match': ifMatch } });
    const edited = await edit('Autumn', '"1"');
    expect([edited.status, edited.headers['etag'], edited.body.description]).toEqual([200, '"2"', 'Autumn']);
    expect((await edit('Winter', '"1"')).status).toBe(412);
    await desk.line(adjustment, '1', { customer: 'C1', newLimit: '1', ...expiry });
    expect((await edit('Winter', '"2"')).status).toBe(412);
    expect((await desk.read(adjustment)).body).toMatchObject({ description: 'Autumn', version: 3, lines: 1 });
  });

  it('is not there where it was never created', async () => {
    for (const name of ['get-adjustment', 'list-adjustment-lines'] as const) {
      expect((await desk.call(name, { adjustment: 'ADJ-999999' })).status).toBe(404);
    }
    const { status, body } = await desk.line('ADJ-999999', '1', { customer: 'C1', newLimit: '1', ...expiry });
    expect([status, body]).toMatchObject([404, { ...problem('not-found'), kind: 'adjustment' }]);
  });
});

describe('a line (§12.1)', () => {
  it('names a customer and shows the limit that is in force, in its own currency', async () => {
    const adjustment = await desk.journal();
    const { status, body } = await desk.line(adjustment, 'one', { customer: 'USD', newLimit: '9000.5', ...expiry });
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        line: 'one',
        customer: 'USD',
        creditGroup: null,
        currency: 'USD',
        currentLimit: '8000.00',
        currentExpiryDate: '2026-07-31',
        newLimit: '9000.50',
        expiryDate: '2026-12-31',
        from: null,
        to: null,
        approvalStatus: 'not-submitted',
        approvalRequest: null,
        version: 1,
      },
    });
    expect((await desk.call('get-adjustment-line', { adjustment, line: 'one' })).body).toEqual(body);
  });

  it('names a customer credit group, with a period in a journal of temporary limits', async () => {
    const adjustment = await desk.journal('temporary-credit-limit');
    const { body } = await desk.line(adjustment, '1', { creditGroup: 'G', newLimit: '25000', ...june });
    const shown = { customer: null, creditGroup: 'G', currentLimit: '20000.00', newLimit: '25000.00', ...june };
    expect(body).toMatchObject({ ...shown, expiryDate: null });
  });

  it('takes up the limit again where it is written again, under its own ETag', async () => {
    await desk.customer('MOVING');
    const adjustment = await desk.journal();
    const line = { customer: 'MOVING', newLimit: '1', ...expiry };
    await desk.line(adjustment, '1', line);
    const again = { name: 'MOVING', currency: 'EUR', creditLimit: '8500' };
    await desk.done('put-customer', { customer: 'MOVING' }, again, { headers: { 'if-match': '*' } });
    expect((await desk.linesOf(adjustment))[0]?.currentLimit).toBe('8000.00');
    expect((await desk.line(adjustment, '1', line)).status).toBe(428);
    const { status, headers, body } = await desk.line(adjustment, '1', line, { headers: { 'if-match': '"1"' } });
    expect([status, headers['etag'], body.currentLimit]).toEqual([200, '"2"', '8500.00']);
    expect((await desk.read(adjustment)).body.lines).toBe(1);
  });

  it('is listed by id page by page, and deleted', async () => {
    const adjustment = await desk.journal();
    for (const line of ['b', 'a', 'c']) {
      await desk.line(adjustment, line, { customer: 'C1', newLimit: '1', ...expiry });
    }
    const page = async (query: Readonly<Record<string, string>>) =>
      (await desk.call('list-adjustment-lines', { adjustment }, undefined, { query: { limit: '2', ...query } })).body;
    const first = await page({});
    expect(first.items.map(({ line }) => line)).toEqual(['a', 'b']);
    const remove = (line: string, ifMatch: string) =>
      desk.call('delete-adjustment-line', { adjustment, line }, undefined, {
        as: 'cleo',
        headers: { 'if-match': ifMatch },
      });
    expect((await remove('b', '"2"')).status).toBe(412);
    expect((await remove('b', '"1"')).status).toBe(204);
    expect((await remove('b', '"1"')).status).toBe(404);
    expect((await page({ cursor: first.nextCursor ?? '' })).items.map(({ line }) => line)).toEqual(['c']);
    expect((await desk.read(adjustment)).body.lines).toBe(2);
  });

  it.each([
    ['a customer and a group', { customer: 'C1', creditGroup: 'G', newLimit: '1', ...expiry }, '/creditGroup'],
    ['neither', { newLimit: '1', ...expiry }, '/creditGroup'],
    ['no expiry date', { customer: 'C1', newLimit: '1' }, '/expiryDate'],
    ['a period in a journal of credit limits', { customer: 'C1', newLimit: '1', ...expiry, to: '2026-07-01' }, '/to'],
    ['more decimals than its currency has', { customer: 'JPY', newLimit: '8000.5', ...expiry }, '/newLimit'],
    ['less than nothing', { customer: 'C1', newLimit: '-0.01', ...expiry }, '/newLimit'],
  ])('with %s is refused', async (_, line, pointer) => {
    const adjustment = await desk.journal();
    const { status, body } = await desk.line(adjustment, '1', line);
    expect([status, body.errors?.map((error) => error.pointer)]).toEqual([422, [pointer]]);
    expect((await desk.read(adjustment)).body).toMatchObject({ lines: 0, version: 1 });
  });

  it.each([
    ['no end', { from: june.from }, ['/to']],
    ['no period', {}, ['/from', '/to']],
    ['an end before its beginning', { from: '2026-06-30', to: '2026-06-29' }, ['/to']],
    ['an expiry date', { ...june, ...expiry }, ['/expiryDate']],
  ])('of a temporary limit with %s is refused', async (_, dates, pointers) => {
    const adjustment = await desk.journal('temporary-credit-limit');
    const { status, body } = await desk.line(adjustment, '1', { customer: 'C1', newLimit: '1', ...dates });
    expect([status, body.errors?.map((error) => error.pointer)]).toEqual([422, pointers]);
    const oneDay = { customer: 'C1', newLimit: '1', from: '2026-06-30', to: '2026-06-30' };
    expect((await desk.line(adjustment, '1', oneDay)).status).toBe(201);
  });

  it('of a customer that is not there, or of a group without a member here, is refused alike', async () => {
    const adjustment = await desk.journal();
    const unknown = [
      ['customer', 'NOBODY'],
      ['creditGroup', 'ELSEWHERE'],
      ['creditGroup', 'NOTHING'],
    ] as const;
    for (const [name, value] of unknown) {
      const { status, body } = await desk.line(adjustment, '1', { [name]: value, newLimit: '1', ...expiry });
      expect([status, body]).toMatchObject([422, { ...problem('unknown-reference'), pointer: `/${name}`, value }]);
    }
  });
});

function create(key: string) {
  const body = { type: 'credit-limit', description: '' };
  return desk.call('create-adjustment', {}, body, { as: 'cleo', headers: { 'idempotency-key': key } });
}

function before(adjustment: string): string {
  return adjustmentNumber(Number(adjustment.slice('ADJ-'.length)) - 1);
}
