import { beforeAll, describe, expect, test } from 'vitest';
import { startDesk, type Desk } from './set-up-desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});

const clerk = { roles: ['credit-clerk'], releaseAuthority: '500.00' };

function readAs(subject: string) {
  return desk.harness.call('get-parameters', { as: subject, params: { legalEntity: 'ACME' } });
}

describe('grants (§1.2, §1.4, §1.6)', () => {
  test('are given, read, changed and taken under their ETag, and take effect at once', async () => {
    expect(await readAs('cem')).toMatchObject({ status: 404 });
    const given = await desk.call('put-grant', { subject: 'cem' }, clerk);
    expect(given).toMatchObject({ status: 201, body: clerk });
    expect(await readAs('cem')).toMatchObject({ status: 200 });
    const read = await desk.call('get-grant', { subject: 'cem' });
    expect(read).toMatchObject({ status: 200, body: clerk, headers: { etag: given.headers['etag'] } });

    expect(await desk.call('put-grant', { subject: 'cem' }, { roles: ['auditor'] })).toMatchObject({ status: 428 });
    const changed = await desk.call('put-grant', { subject: 'cem' }, { roles: ['auditor'] }, given.headers['etag']);
    expect(changed).toMatchObject({ status: 200, body: { roles: ['auditor'] } });
    expect(await desk.call('get-grant', { subject: 'cem' })).toMatchObject({ body: { roles: ['auditor'] } });

    const stale = await desk.call('delete-grant', { subject: 'cem' }, undefined, given.headers['etag']);
    expect(stale).toMatchObject({ status: 412, body: { current: changed.headers['etag'] } });
    expect(await desk.call('delete-grant', { subject: 'cem' })).toMatchObject({ status: 428 });
    const taken = await desk.call('delete-grant', { subject: 'cem' }, undefined, changed.headers['etag']);
    expect(taken.status).toBe(204);
    expect(await readAs('cem')).toMatchObject({ status: 404 });
    expect(await desk.call('get-grant', { subject: 'cem' })).toMatchObject({ status: 404, body: { kind: 'grant' } });
    expect(await desk.call('delete-grant', { subject: 'cem' }, undefined, '*')).toMatchObject({ status: 404 });
  });

  test('the same grant again changes nothing', async () => {
    const given = await desk.call('put-grant', { subject: 'same' }, clerk);
    const again = await desk.call('put-grant', { subject: 'same' }, clerk, '*');
    expect(again).toMatchObject({ status: 200, headers: { etag: given.headers['etag'] } });
  });

  test('of one legal entity leave those of another alone, and are not seen there', async () => {
    const params = { legalEntity: 'SECOND' };
    const body = { name: 'Second', baseCurrency: 'JPY', timeZone: 'Asia/Tokyo' };
    await desk.harness.call('put-legal-entity', { as: 'root', params, body });
    await desk.call('put-grant', { subject: 'both' }, { roles: ['auditor'] });
    expect(await desk.call('get-grant', { legalEntity: 'SECOND', subject: 'both' })).toMatchObject({ status: 404 });
    await desk.call('put-grant', { legalEntity: 'SECOND', subject: 'both' }, { roles: ['credit-manager'] });
    expect(await desk.call('delete-grant', { legalEntity: 'SECOND', subject: 'both' }, undefined, '*')).toMatchObject({
      status: 204,
    });
    expect(await readAs('both')).toMatchObject({ status: 200 });
  });

  test('are listed by subject, page by page', async () => {
    for (const subject of ['list-2', 'list-1', 'list-3']) await desk.call('put-grant', { subject }, clerk);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: Record<string, string> = cursor === '' ? { limit: '2' } : { limit: '2', cursor };
      const params = { legalEntity: 'ACME' };
      const { body } = await desk.harness.call('list-grants', { as: 'root', params, query });
      seen.push(...body.items.map(({ subject }) => subject));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toEqual(expect.arrayContaining(['list-1', 'list-2', 'list-3', 'root']));
  });

  test.each([
    [{ roles: [] }, '/roles'],
    [{ roles: ['king'] }, '/roles/0'],
    [{ roles: ['auditor', 'auditor'] }, '/roles'],
    [{ ...clerk, releaseAuthority: 500 }, '/releaseAuthority'],
    [{ ...clerk, releaseAuthority: '0.001' }, '/releaseAuthority'],
    [{ ...clerk, releaseAuthority: '-0.01' }, '/releaseAuthority'],
    [{ ...clerk, until: '2026-07-01' }, '/until'],
  ])('refuses %j', async (body, pointer) => {
    const refused = await desk.call('put-grant', { subject: 'wrong' }, body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  test('are given by administrators, and seen by them and auditors alone', async () => {
    for (const role of ['order-intake', 'credit-clerk', 'credit-manager', 'auditor'] as const) {
      await desk.call('put-grant', { subject: `as-${role}` }, { roles: [role] });
      const params = { legalEntity: 'ACME', subject: 'cem' };
      const given = await desk.harness.call('put-grant', { as: `as-${role}`, params, body: clerk });
      expect(given.status).toBe(403);
      const listed = await desk.harness.call('list-grants', { as: `as-${role}`, params: { legalEntity: 'ACME' } });
      expect(listed.status).toBe(role === 'auditor' ? 200 : 403);
    }
  });

  test('are given again by an administrator of the installation where the last credit-admin is gone', async () => {
    const installation = (name: 'list-grants' | 'put-grant' | 'delete-grant', subject: object, body?: object) =>
      desk.harness.call(name, {
        as: 'root',
        params: { legalEntity: 'LEFT', ...subject },
        headers: { 'if-match': '*' },
        ...(body === undefined ? {} : { body }),
      });
    const params = { legalEntity: 'LEFT' };
    const entity = { name: 'Left', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };
    await desk.harness.call('put-legal-entity', { as: 'root', params, body: entity });
    expect(await installation('delete-grant', { subject: 'root' })).toMatchObject({ status: 204 });
    expect(await desk.harness.call('get-parameters', { as: 'root', params })).toMatchObject({ status: 404 });
    expect(await installation('list-grants', {})).toMatchObject({ status: 200, body: { items: [] } });
    const given = await desk.harness.call('put-grant', {
      as: 'root',
      params: { ...params, subject: 'next' },
      body: { roles: ['credit-admin'] },
    });
    expect(given.status).toBe(201);
    expect(await desk.harness.call('get-parameters', { as: 'next', params })).toMatchObject({ status: 200 });
  });

  test('of two given at once to one user, both count', async () => {
    await desk.call('put-grant', { subject: 'race' }, { roles: ['auditor'] });
    const answers = await Promise.all([
      desk.call('put-grant', { subject: 'race' }, { roles: ['credit-clerk'] }, '"999"'),
      desk.call('put-grant', { legalEntity: 'SECOND', subject: 'race' }, { roles: ['auditor'] }),
      desk.call('put-grant', { subject: 'race' }, { roles: ['credit-manager'] }, '*'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([412, 201, 200]);
    expect(await desk.call('get-grant', { subject: 'race' })).toMatchObject({ body: { roles: ['credit-manager'] } });
    expect(await desk.call('get-grant', { legalEntity: 'SECOND', subject: 'race' })).toMatchObject({ status: 200 });
  });
});
