import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CreditGroupId, CustomerId, LegalEntityId } from '../../../domain/ids.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import { auditLinkCodec, linkHash, linkItem, type AuditLink } from '../../../functions/store/audit.ts';
import {
  creditGroupChain,
  customerChain,
  legalEntityChain,
  type AuditChain,
} from '../../../functions/store/audit-chain.ts';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { GroupDesk } from '../credit-groups/group-desk.ts';
import { startAuditedDesk } from './audited-desk.ts';
import { keepChain, shown, storedChain, type Raw, type StoredChain } from './stored-chain.ts';
import { dice, tamperings } from './tampering.ts';

let desk: GroupDesk;
beforeAll(async () => {
  desk = await startAuditedDesk();
});

const entity = entityOfRecord('ACME' as LegalEntityId);
const chains = {
  customer: customerChain(entity, 'A' as CustomerId),
  'credit-group': creditGroupChain('G' as CreditGroupId),
  'legal-entity': legalEntityChain(entity),
} as const;
type ChainName = keyof typeof chains;
const names = Object.keys(chains) as readonly ChainName[];

type Query = Readonly<Record<string, string>>;

async function verify(name: ChainName, query: Query = {}) {
  const input = { query };
  if (name === 'customer') {
    return (await desk.done('verify-customer-audit-chain', { legalEntity: 'ACME', customer: 'A' }, undefined, input))
      .body;
  }
  return name === 'credit-group'
    ? (await desk.done('verify-customer-credit-group-audit-chain', { group: 'G' }, undefined, input)).body
    : (await desk.done('verify-legal-entity-audit-chain', { legalEntity: 'ACME' }, undefined, input)).body;
}

describe.each(names)('the chain of a %s', (name) => {
  test('is intact as the handlers left it, and its head is what is to be kept', async () => {
    const { links, head } = await storedChain(chains[name]);
    const number = links.length;
    expect(await verify(name)).toEqual({
      chain: chains[name].partition,
      state: 'intact',
      links: number,
      head: { number, hash: head['auditHead']?.S },
      broken: null,
      nextCursor: null,
    });
  });
});

describe('whatever one thing is done to a stored chain', () => {
  test.each(Object.entries(tamperings))('who %s is found out', { timeout: 60_000 }, async (_, tamper) => {
    const whole = new Map<ChainName, StoredChain>();
    for (const name of names) whole.set(name, await storedChain(chains[name]));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.constantFrom(...names), dice, async (name, otherName, by) => {
        const [before, others] = [whole.get(name), whole.get(otherName)?.links];
        if (before === undefined || others === undefined) throw new Error('a chain is missing');
        const after = tamper(before, others, by);
        // What a read shows is the same: the same link in the same place, or bytes that say the same.
        fc.pre(shown(after) !== shown(before));
        await keepChain(chains[name], after);
        try {
          const { state, broken, links } = await verify(name);
          expect(state).toBe('broken');
          expect(broken?.number).toBeLessThanOrEqual(Math.max(before.links.length, after.links.length) + 1);
          expect(links).toBeLessThanOrEqual(after.links.length);
        } finally {
          await keepChain(chains[name], before);
        }
      }),
      // Not bounded in time: what is interrupted would be left tampered with.
      { numRuns: 15 },
    );
    for (const name of names) expect((await verify(name)).state).toBe('intact');
  });

  test.each([
    ['a link is altered', 'alters who', 'altered'],
    ['a link is gone', 'deletes a link', 'missing'],
    ['links changed places', 'swaps two links', 'reordered'],
    ['a link follows another than it was written after', 'alters the hash of the link before', 'altered'],
    ['something else is among the links', 'puts something among the links', 'not-a-link'],
    ['the head is another', 'alters the hash of the head', 'head-differs'],
  ] as const)('it says where, and that %s', async (_, tampering, what) => {
    const before = await storedChain(chains.customer);
    const tamper = tamperings[tampering];
    await keepChain(chains.customer, tamper(before, [], { link: 4, other: 4, text: 'x', byte: 0 }));
    const number = { 'head-differs': before.links.length, 'not-a-link': 6 }[what as string] ?? 5;
    expect(await verify('customer')).toMatchObject({ state: 'broken', broken: { number, what } });
    await keepChain(chains.customer, before);
  });
});

describe.each(['customer', 'legal-entity'] as const)('of a %s', (name) => {
  test.each([
    ['is taken away', { auditNumber: undefined }],
    ['is no number', { auditNumber: { S: 'many' } }],
    ['has no hash', { auditHead: undefined }],
  ])('a head that %s is missed', async (_, change) => {
    const before = await storedChain(chains[name]);
    const head = Object.fromEntries(
      Object.entries<Raw[string] | undefined>({ ...before.head, ...change }).flatMap(([attribute, value]) =>
        value === undefined ? [] : [[attribute, value] as const],
      ),
    );
    await keepChain(chains[name], { ...before, head });
    expect(await verify(name)).toMatchObject({ state: 'broken', head: null, broken: { what: 'head-missing' } });
    await keepChain(chains[name], before);
  });
});

type Change = (link: AuditLink) => AuditLink;

/** Everything after a link, with hashes that fit: what only who knows how links are made can do. */
function rewritten(chain: AuditChain, { links, head }: StoredChain, from: number, change: Change): StoredChain {
  const [kept, rest] = [links.slice(0, from - 1), links.slice(from - 1)];
  let previous = kept.at(-1)?.['hash']?.S ?? '';
  const made = rest.map((raw, index) => {
    const link = auditLinkCodec(unmarshall(raw, { wrapNumbers: (text) => text }), 'link');
    const next = { ...(index === 0 ? change(link) : link), previousHash: previous };
    const hash = linkHash(chain.partition, next);
    previous = hash;
    return marshall(linkItem(chain.partition, { ...next, hash }), { removeUndefinedValues: true }) as Raw;
  });
  return { links: [...kept, ...made], head: { ...head, auditHead: { S: previous } } };
}
const by =
  (who: string): Change =>
  (link) => ({ ...link, who: who as AuditLink['who'] });

describe('who knows how links are made', () => {
  const chain = chains.customer;

  test('is found out by the next link, where the rest is left', async () => {
    const before = await storedChain(chain);
    const { links } = rewritten(chain, before, 5, by('nobody'));
    await keepChain(chain, { ...before, links: [...links.slice(0, 5), ...before.links.slice(5)] });
    expect(await verify('customer')).toMatchObject({ state: 'broken', broken: { number: 6, what: 'not-chained' } });
    await keepChain(chain, before);
  });

  test('is found out by the head, where that is left', async () => {
    const before = await storedChain(chain);
    await keepChain(chain, { ...rewritten(chain, before, 5, by('nobody')), head: before.head });
    const number = before.links.length;
    expect(await verify('customer')).toMatchObject({ state: 'broken', broken: { number, what: 'head-differs' } });
    await keepChain(chain, before);
  });

  test('and rewrites the head too is found out by a head that was kept, and by nothing else', async () => {
    const before = await storedChain(chain);
    const { head } = await verify('customer');
    const kept = { keptNumber: String(head?.number), keptHash: head?.hash ?? '' };
    await keepChain(chain, rewritten(chain, before, 5, by('nobody')));
    expect(await verify('customer')).toMatchObject({ state: 'intact' });
    const broken = { number: before.links.length, what: 'kept-head-differs' };
    expect(await verify('customer', kept)).toMatchObject({ state: 'broken', broken });
    const shortened = { links: before.links.slice(0, 6), head: headOf(before, 6) };
    await keepChain(chain, shortened);
    expect(await verify('customer')).toMatchObject({ state: 'intact', links: 6 });
    expect(await verify('customer', kept)).toMatchObject({ state: 'broken', broken });
    await keepChain(chain, before);
    expect(await verify('customer', kept)).toMatchObject({ state: 'intact' });
  });

  function headOf({ links, head }: StoredChain, number: number): Raw {
    const auditHead = links[number - 1]?.['hash'] ?? { S: '' };
    return { ...head, auditNumber: { N: String(number) }, auditHead };
  }
});

test('a kept head has a number and a hash, or there is none', async () => {
  const of = { legalEntity: 'ACME', customer: 'A' };
  for (const query of [{ keptNumber: '3' }, { keptHash: 'x'.repeat(43) }, { keptNumber: '0', keptHash: 'x' }]) {
    const { status } = await desk.call('verify-customer-audit-chain', of, undefined, { query });
    expect(status).toBe(422);
  }
});
