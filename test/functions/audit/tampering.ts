import { inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { deflateJson } from '../../../functions/store/codec.ts';
import { auditKey } from '../../../functions/store/keys.ts';
import type { Raw, StoredChain } from './stored-chain.ts';

/** One thing that somebody does to a stored chain who may write the table. `others`: the links of another chain. */
type Tampering = (chain: StoredChain, others: readonly Raw[], dice: Dice) => StoredChain;

/** What the tampering is about, by chance. */
export type Dice = {
  readonly link: number;
  readonly other: number;
  readonly text: string;
  readonly byte: number;
};
export const dice: fc.Arbitrary<Dice> = fc.record({
  link: fc.nat(10_000),
  other: fc.nat(10_000),
  text: fc.string({ minLength: 1, maxLength: 12 }),
  byte: fc.nat(100_000),
});

function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

function replaced(chain: StoredChain, index: number, change: (link: Raw) => Raw): StoredChain {
  const place = index % chain.links.length;
  return { ...chain, links: chain.links.map((link, number) => (number === place ? change(link) : link)) };
}

function inSort(links: readonly Raw[]): readonly Raw[] {
  const sortOf = ({ sk }: Raw): string => sk?.S ?? '';
  return links.toSorted((one, other) => (sortOf(one) < sortOf(other) ? -1 : 1));
}

/** Text that is not what was there. */
function other(text: string, value: AttributeValue | undefined): AttributeValue {
  return { S: value?.S === text ? `${text}x` : text };
}

function alteredText(name: string): Tampering {
  return (chain, _, { link, text }) => replaced(chain, link, (raw) => ({ ...raw, [name]: other(text, raw[name]) }));
}

function alteredState(name: 'before' | 'after'): Tampering {
  return (chain, _, { link, text }) =>
    replaced(chain, link, (raw) => {
      const state = JSON.parse(inflateRawSync(raw[name]?.B ?? new Uint8Array()).toString('utf8')) as object | null;
      return { ...raw, [name]: { B: deflateJson({ ...state, note: text, amount: '0.01' }) } };
    });
}

function flippedBit(name: 'before' | 'after'): Tampering {
  return (chain, _, { link, byte }) =>
    replaced(chain, link, (raw) => {
      const bytes = new Uint8Array(raw[name]?.B ?? []);
      const place = (byte >> 3) % bytes.length;
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (byte & 7));
      return { ...raw, [name]: { B: bytes } };
    });
}

function alteredWhat(part: 'kind' | 'id'): Tampering {
  return (chain, _, { link, text }) =>
    replaced(chain, link, (raw) => {
      const what = raw['what']?.M ?? {};
      return { ...raw, what: { M: { ...what, [part]: other(text, what[part]) } } };
    });
}

/** The attributes of a link but its place in the table. */
function moved(from: Raw, to: Raw): Raw {
  const { pk, sk } = to;
  return { ...from, pk, sk } as Raw;
}

function without(raw: Raw, name: string): Raw {
  return Object.fromEntries(Object.entries(raw).filter(([attribute]) => attribute !== name));
}

function numbered(raw: Raw, number: number): Raw {
  const { sk } = auditKey(raw['pk']?.S ?? '', number);
  return { ...raw, sk: { S: sk }, number: { N: String(number) } };
}

const attributes = ['kind', 'who', 'when', 'previousHash', 'hash', 'number', 'what', 'before', 'after'] as const;

export const tamperings = {
  'alters who': alteredText('who'),
  'alters when': alteredText('when'),
  'alters or adds a reason': alteredText('reason'),
  'alters or adds a salt': alteredText('salt'),
  'alters the kind of the item': alteredText('kind'),
  'alters the hash': alteredText('hash'),
  'alters the hash of the link before': alteredText('previousHash'),
  'alters what kind of thing was changed': alteredWhat('kind'),
  'alters what was changed': alteredWhat('id'),
  'alters what it was': alteredState('before'),
  'alters what it became': alteredState('after'),
  'flips a bit of what it was': flippedBit('before'),
  'flips a bit of what it became': flippedBit('after'),
  'adds an attribute': (chain, _, { link, text }) =>
    replaced(chain, link, (raw) => ({ ...raw, expiresAt: { S: text } })),
  'adds a part of what was changed': (chain, _, { link, text }) =>
    replaced(chain, link, (raw) => ({ ...raw, what: { M: { ...raw['what']?.M, more: { S: text } } } })),
  'takes an attribute away': (chain, _, dice) =>
    replaced(chain, dice.link, (raw) => without(raw, at(attributes, dice.other))),
  'alters a number': (chain, _, { link, byte }) =>
    replaced(chain, link, (raw) => ({ ...raw, number: { N: String(Number(raw['number']?.N) + 1 + byte) } })),
  'deletes a link': (chain, _, { link }) => {
    const place = link % chain.links.length;
    return { ...chain, links: chain.links.filter((__, index) => index !== place) };
  },
  'deletes the last links': (chain, _, { link }) => {
    const left = link % chain.links.length;
    return { ...chain, links: chain.links.slice(0, left) };
  },
  'deletes a link and closes the gap': (chain, _, { link }) => {
    const place = link % (chain.links.length - 1);
    const left = chain.links.filter((__, index) => index !== place);
    return { ...chain, links: left.map((raw, index) => numbered(raw, index + 1)) };
  },
  'inserts a copy': (chain, _, { link }) => {
    const place = link % chain.links.length;
    const more = [...chain.links.slice(0, place), at(chain.links, place), ...chain.links.slice(place)];
    return { ...chain, links: more.map((raw, index) => numbered(raw, index + 1)) };
  },
  'appends a copy': (chain, _, { link }) => {
    const copy = numbered(at(chain.links, link), chain.links.length + 1);
    return { ...chain, links: [...chain.links, copy] };
  },
  'puts something among the links': (chain, _, { link, text }) => {
    const raw = at(chain.links, link);
    const odd = { ...raw, sk: { S: `${raw['sk']?.S ?? ''}${text}` } };
    return { ...chain, links: inSort([...chain.links, odd]) };
  },
  'swaps two links': (chain, _, { link, other: second }) => {
    const [one, two] = twoOf(chain, link, second);
    const [first, last] = [at(chain.links, one), at(chain.links, two)];
    const swapped = replaced(chain, one, (raw) => moved(last, raw));
    return replaced(swapped, two, (raw) => moved(first, raw));
  },
  'swaps two links and their numbers': (chain, _, { link, other: second }) => {
    const [one, two] = twoOf(chain, link, second);
    const [first, last] = [at(chain.links, one), at(chain.links, two)];
    const swapped = replaced(chain, one, () => numbered(last, one + 1));
    return replaced(swapped, two, () => numbered(first, two + 1));
  },
  'moves a link of another chain here': (chain, others, { link, other: second }) => {
    const place = link % chain.links.length;
    return replaced(chain, place, (raw) => numbered(moved(at(others, second), raw), place + 1));
  },
  'appends a link of another chain': (chain, others, { link }) => {
    const [first] = chain.links;
    const copy = numbered(moved(at(others, link), first ?? {}), chain.links.length + 1);
    return { ...chain, links: [...chain.links, copy] };
  },
  'alters the number of the head': (chain, _, { link }) => {
    const number = (link % (chain.links.length * 2)) + 1;
    return { ...chain, head: { ...chain.head, auditNumber: { N: String(number) } } };
  },
  'alters the hash of the head': (chain, _, { text }) => ({
    ...chain,
    head: { ...chain.head, auditHead: other(text, chain.head['auditHead']) },
  }),
} as const satisfies Readonly<Record<string, Tampering>>;

function twoOf({ links }: StoredChain, one: number, other: number): readonly [number, number] {
  const first = one % links.length;
  return [first, (first + 1 + (other % (links.length - 1))) % links.length];
}
