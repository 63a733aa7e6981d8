import { beforeAll, describe, expect, test } from 'vitest';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';
import { queryPartition } from '../../../functions/store/credit-state.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import type { CustomerId, LegalEntityId } from '../../../domain/ids.ts';
import { customerPartition } from '../../../functions/store/keys.ts';

let desk: HoldDesk;
const notes = { owner: 'cleo', reviewDate: '2026-07-01', note: 'Called: pays on Friday' };
const nothing = { owner: null, reviewDate: null, note: null };

beforeAll(async () => {
  desk = await startHoldDesk({ background: true });
});

function edit(hold: string, body: unknown, ifMatch: string | undefined = '*', as = 'cleo') {
  const headers = { 'if-match': ifMatch };
  return desk.harness.call('edit-hold', { as, params: { legalEntity: 'ACME', hold }, body, headers });
}

const partition = customerPartition(entityOfRecord('ACME' as LegalEntityId), 'C1' as CustomerId);
const links = async (hold: string) =>
  (await queryPartition(partition, 'L#', true)).filter((link) => JSON.stringify(link).includes(hold));
const codeOf = (type = '') => type.replace('urn:holdfast:problem:', '');

describe('a hold that has not ended', () => {
  test('takes owner, review date and note, which list and hold then show; null takes them away', async () => {
    await desk.hold('E1');
    const before = await desk.call('get-hold', { hold: 'E1.1' });
    const { status, body, headers } = await edit('E1.1', notes, before.headers['etag']);
    expect(status).toBe(200);
    expect(headers['etag']).toBe(`"${before.body.version + 1}"`);
    const { evaluatedNow, ...held } = before.body;
    expect(body).toEqual({ ...held, ...notes, version: held.version + 1 });
    expect((await desk.call('get-hold', { hold: 'E1.1' })).body).toEqual({ ...body, evaluatedNow });
    const query = { owner: 'cleo', reviewDateFrom: '2026-07-01', reviewDateTo: '2026-07-01' };
    const list = await desk.harness.call('list-holds', { as: 'cleo', query });
    expect(list.body.items).toMatchObject([{ hold: 'E1.1', owner: 'cleo', reviewDate: '2026-07-01' }]);
    expect((await edit('E1.1', nothing, headers['etag'])).body).toMatchObject(nothing);
  });

  test('is changed once, with one audit link and one event; the same again changes nothing', async () => {
    await desk.hold('E2');
    const linksBefore = await links('E2.1');
    const first = await edit('E2.1', notes);
    expect((await edit('E2.1', notes)).headers['etag']).toBe(first.headers['etag']);
    expect(await links('E2.1')).toHaveLength(linksBefore.length + 1);
    await edit('E2.1', { ...notes, owner: 'mia' }, first.headers['etag']);
    const all = await links('E2.1');
    expect(all).toHaveLength(linksBefore.length + 2);
    expect(all.map(({ who }) => who)).toContain('cleo');
    await desk.harness.background().settle();
    const events = desk.harness
      .background()
      .publishedEvents()

      .map(({ message }) => JSON.parse(message) as { readonly type: string; readonly data: Record<string, unknown> })
      .filter(({ type, data }) => type === 'holdfast.hold-changed.v1' && data['hold'] === 'E2.1');
    expect(events.map(({ data }) => data)).toMatchObject([
      { order: 'E2', by: 'cleo', holdState: 'open', owner: 'cleo', reviewDate: '2026-07-01' },
      { order: 'E2', by: 'cleo', holdState: 'open', owner: 'mia', reviewDate: '2026-07-01' },
    ]);
  });

  test('keeps its notes through an evaluation, and in its end', async () => {
    await desk.hold('E3');
    await edit('E3.1', notes);
    await desk.call('evaluate-customer-holds', { customer: 'C1' }, {});
    expect((await desk.call('get-hold', { hold: 'E3.1' })).body).toMatchObject(notes);
    await desk.release('mia', ['E3.1']);
    expect((await desk.call('get-hold', { hold: 'E3.1' })).body).toMatchObject({ state: 'released', ...notes });
  });

  test('of several at once with one ETag, one changes it', async () => {
    await desk.hold('E4');
    const etag = (await desk.call('get-hold', { hold: 'E4.1' })).headers['etag'];
    const answers = await Promise.all(['1', '2', '3'].map((note) => edit('E4.1', { ...nothing, note }, etag)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    const done = answers.find(({ status }) => status === 200);
    expect((await desk.call('get-hold', { hold: 'E4.1' })).body.note).toBe(done?.body.note);
  });
});

describe('an owner', () => {
  test('works the holds of the legal entity: neither a stranger, an auditor, nor a clerk of another', async () => {
    await desk.hold('O1');
    await desk.harness.grant('aud', 'ACME', ['auditor']);
    await desk.harness.grant('elsewhere', 'BETA', ['credit-clerk']);
    for (const owner of ['nobody', 'aud', 'elsewhere']) {
      const { status, body } = await edit('O1.1', { ...nothing, owner });
      expect({ status, code: codeOf(body.type) }).toEqual({ status: 422, code: 'unknown-reference' });
      expect(body).toMatchObject({ pointer: '/owner', value: owner });
    }
    expect((await edit('O1.1', { ...nothing, owner: 'mia' })).status).toBe(200);
  });

  test('stays when the grant has gone, and cannot be given again', async () => {
    await desk.hold('O2');
    await desk.harness.grant('temp', 'ACME', ['credit-clerk']);
    await edit('O2.1', { ...nothing, owner: 'temp' });
    await desk.harness.grant('temp', 'ACME', ['auditor']);
    expect((await edit('O2.1', { ...nothing, owner: 'temp', note: 'x' })).body).toMatchObject({
      owner: 'temp',
      note: 'x',
    });
    await edit('O2.1', nothing);
    expect((await edit('O2.1', { ...nothing, owner: 'temp' })).status).toBe(422);
  });
});

describe('refused, and nothing is changed', () => {
  test('without If-Match, with an old one, after its end, and where there is none', async () => {
    await desk.hold('R1');
    await desk.hold('R2');
    await desk.reject('mia', ['R2.1']);
    const before = [await desk.call('get-hold', { hold: 'R1.1' }), await desk.call('get-hold', { hold: 'R2.1' })];
    const cases = [
      [await edit('R1.1', notes, ''), 412, 'precondition-failed'],
      [await edit('R1.1', notes, '"99"'), 412, 'precondition-failed'],
      [await edit('R2.1', notes), 409, 'hold-not-open'],
      [await edit('R1.2', notes), 404, 'not-found'],
      [await edit('NONE.1', notes), 404, 'not-found'],
      [await edit('R1.1', { owner: null, note: null }), 422, 'invalid-request'],
      [await edit('R1.1', { ...notes, reviewDate: '2026-02-30' }), 422, 'invalid-request'],
      [await edit('R1.1', { ...notes, note: 'x'.repeat(2_001) }), 422, 'invalid-request'],
    ] as const;
    for (const [{ status, body }, expected, code] of cases) {
      expect({ status, code: codeOf(body.type) }).toEqual({ status: expected, code });
    }
    const params = { legalEntity: 'ACME', hold: 'R1.1' };
    const unconditional = await desk.harness.call('edit-hold', { as: 'cleo', params, body: notes });
    expect(unconditional.status).toBe(428);
    expect((await edit('R2.1', notes)).body).toMatchObject({ state: 'rejected', by: 'mia' });
    const after = [await desk.call('get-hold', { hold: 'R1.1' }), await desk.call('get-hold', { hold: 'R2.1' })];
    expect(after.map(({ body }) => body)).toEqual(before.map(({ body }) => body));
  });
});
