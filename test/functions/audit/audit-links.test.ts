import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import { pageCursors } from './page-cursors.ts';
import type { GroupDesk } from '../credit-groups/group-desk.ts';
import { startAuditedDesk } from './audited-desk.ts';

let desk: GroupDesk;
beforeAll(async () => {
  desk = await startAuditedDesk();
  await desk.harness.grant('bea', 'BETA', ['credit-manager']);
  await desk.harness.grant('gus', 'ACME', ['credit-clerk']);
  await desk.harness.grant('gus', 'BETA', ['auditor']);
});

const ofA = { legalEntity: 'ACME', customer: 'A' };
const when = '2026-06-15T10:00:00.000Z';

async function customerLinks(query: Readonly<Record<string, string>> = {}) {
  return (await desk.done('list-customer-audit-links', ofA, undefined, { query })).body;
}

async function groupLinks(as: string) {
  return (await desk.done('list-customer-credit-group-audit-links', { group: 'G' }, undefined, { as })).body.items;
}

describe('the audit trail of a customer (§17)', () => {
  test('says who did what when and why, from what to what, the latest first', async () => {
    const { items } = await customerLinks();
    const found = items.map(({ what, reason }) => `${what.kind} ${what.id} ${reason ?? '-'}`);
    expect(found).toEqual([
      'customer-credit-group-member G -',
      'customer A -',
      'hold O4.1 -',
      'order-exclusion O4 -',
      'hold O3.1 OK',
      'hold O2.1 WHY',
      'hold O1.1 OK',
      'hold O1.1 -',
      ...['O5', 'O4', 'O3', 'O2', 'O1'].map((order) => `hold ${order}.1 -`),
      'customer A -',
    ]);
    expect(items.every((link) => link.who === 'ann' && link.when === when && link.chain === items[0]?.chain)).toBe(
      true,
    );
    expect(items.map(({ number }) => number)).toEqual(items.map((_, index) => items.length - index));
  });

  test('shows amounts as decimals with their currency, and what was not there as null', async () => {
    const { items } = await customerLinks();
    const [edited, created] = items.filter(({ what }) => what.kind === 'customer');
    expect(created).toMatchObject({ before: null, after: { creditLimit: '1000.50', creditLimitCurrency: 'EUR' } });
    expect(edited).toMatchObject({
      before: { creditLimit: '1000.50', temporaryLimits: [] },
      after: { creditLimit: '2000.00', temporaryLimits: [{ amount: '3000.00', from: '2026-06-01' }] },
    });
    const [rejected, held] = items.filter(({ what }) => what.id === 'O2.1');
    const inDollars = { amount: '200.00', currency: 'USD', shortfall: '0.00', baseCurrency: 'EUR' };
    expect(held).toMatchObject({ before: null, after: { ...inDollars, state: 'open' } });
    expect(rejected).toMatchObject({
      before: { ...inDollars, state: 'open', reasons: ['sales-order-amount'] },
      after: { ...inDollars, state: 'rejected', end: { by: 'ann', at: when, reason: 'WHY', withPosting: false } },
    });
    const [released, noted] = items.filter(({ what }) => what.id === 'O1.1');
    expect(noted?.after).toMatchObject({ owner: 'ann', reviewDate: '2026-07-01', note: 'Ask Bob', amount: '100.00' });
    expect(released).toMatchObject({ before: { owner: 'ann' }, after: { end: { note: 'Go', withPosting: true } } });
    const excluded = items.find(({ what }) => what.kind === 'order-exclusion');
    expect(excluded).toMatchObject({ before: null, after: { isExcluded: true } });
  });

  test('comes in pages that hold still while the chain grows', async () => {
    const whole = (await customerLinks()).items;
    const first = await customerLinks({ limit: '4' });
    await desk.done(
      'edit-hold',
      { legalEntity: 'ACME', hold: 'O5.1' },
      { owner: null, reviewDate: null, note: 'x' },
      {
        headers: { 'if-match': '*' },
      },
    );
    const rest = await pageCursors(first.nextCursor, (cursor) => customerLinks({ limit: '4', cursor }));
    expect([...first.items, ...rest]).toEqual(whole);
    const foreign = await desk.call('list-customer-audit-links', { ...ofA, customer: 'B' }, undefined, {
      query: { cursor: first.nextCursor },
    });
    expect([foreign.status, foreign.body.type]).toEqual([422, 'urn:holdfast:problem:invalid-cursor']);
  });

  test('can be recomputed by who reads it', async () => {
    const { items } = await customerLinks();
    for (const [index, link] of items.entries()) {
      const { chain: partition, hash, reason, ...rest } = link;
      const text = canonicalJson({ partition, ...rest, ...(reason === null ? {} : { reason }) });
      expect(createHash('sha256').update(text).digest('base64url')).toBe(hash);
      expect(link.previousHash).toBe(items[index + 1]?.hash ?? '');
    }
  });

  test('is none where there is no customer', async () => {
    const { status, body } = await desk.call('list-customer-audit-links', { ...ofA, customer: 'NOBODY' });
    expect([status, body]).toMatchObject([404, { type: 'urn:holdfast:problem:not-found', kind: 'customer' }]);
  });
});

test('the audit trail of a legal entity has its set-up and its grants', async () => {
  const { items } = (await desk.done('list-legal-entity-audit-links', { legalEntity: 'ACME' })).body;
  expect(items.map(({ what }) => what.kind)).toEqual([
    'grant',
    'parameters',
    'exchange-rates',
    'rate-type',
    'rule',
    'reason',
    'reason',
    'grant',
    'legal-entity',
  ]);
  expect(items[0]).toMatchObject({
    who: 'ann',
    what: { id: 'carl' },
    before: null,
    after: { roles: ['credit-clerk'], releaseAuthority: '500' },
  });
  expect(items[1]).toMatchObject({ before: { ignoreOrdersBelow: null }, after: { ignoreOrdersBelow: '1.00' } });
  expect(items[4]).toMatchObject({ what: { id: 'R1' }, after: { amount: '50.5' } });
});

describe('the audit trail of a customer credit group (§1.3)', () => {
  test('shows who sees all its legal entities everything', async () => {
    const links = await groupLinks('ann');
    expect(links.map(({ what, before, after }) => [what, after === null ? before : after])).toMatchObject([
      [
        { kind: 'customer-credit-group-member', id: 'A' },
        { legalEntity: 'BETA', customer: 'A' },
      ],
      [
        { kind: 'customer-credit-group-member', id: 'A' },
        { legalEntity: 'BETA', customer: 'A' },
      ],
      [
        { kind: 'customer-credit-group', id: 'G' },
        { creditLimit: '8000.00', currency: 'EUR' },
      ],
      [
        { kind: 'customer-credit-group-member', id: 'B' },
        { legalEntity: 'BETA', customer: 'B' },
      ],
      [
        { kind: 'customer-credit-group-member', id: 'A' },
        { legalEntity: 'ACME', customer: 'A' },
      ],
      [
        { kind: 'customer-credit-group', id: 'G' },
        { creditLimit: '9000.00', currency: 'EUR' },
      ],
    ]);
  });

  test.each(['bea', 'gus'])('shows %s the group, and of members those of BETA', async (as) => {
    const links = await groupLinks(as);
    expect(links.map(({ number }) => number)).toEqual([6, 5, 4, 3, 1]);
    expect(JSON.stringify(links)).not.toContain('ACME');
  });

  test('salts what not all may see, so that nobody finds by trying what a hash is of', async () => {
    const links = await groupLinks('ann');
    const salts = links.flatMap(({ what, salt }) => (what.kind === 'customer-credit-group-member' ? [salt] : []));
    expect(new Set(salts).size).toBe(4);
    expect(salts).not.toContain(undefined);
  });

  test('does not exist for who has no member in it', async () => {
    await desk.done('put-legal-entity', { legalEntity: 'GAMMA' }, gamma, { as: 'root' });
    await desk.harness.grant('gil', 'GAMMA', ['auditor', 'credit-manager']);
    for (const name of [
      'list-customer-credit-group-audit-links',
      'verify-customer-credit-group-audit-chain',
    ] as const) {
      const foreign = await desk.call(name, { group: 'G' }, undefined, { as: 'gil' });
      expect(foreign.status).toBe(404);
      expect(foreign).toEqual(await desk.call(name, { group: 'NONE' }, undefined, { as: 'gil' }));
    }
  });
});

const gamma = { name: 'Gamma', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };
