import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/operations.ts';
import { refusingDesk, sampleOf, withBody } from './refusing-desk.ts';
import { leavesOf, objectsOf, withAt } from './wrong-bodies.ts';

const { refusedBody, refusedText, storesNothing } = refusingDesk();

describe.each(withBody)('%s and a body with something wrong in it', (name) => {
  storesNothing();

  it('is refused where it is no object', async () => {
    for (const body of [null, [], 'text', 1, true]) await refusedBody(name, body);
  });

  it('points to a member that no object of it knows', async () => {
    for (const pointer of strictObjectsOf(name)) {
      const pointers = await refusedBody(name, withAt(sampleOf(name), `${pointer}/nobody`, 1));
      expect(pointers).toEqual([`${pointer}/nobody`]);
    }
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('points to a member %s', async (member) => {
    const text = JSON.stringify(sampleOf(name)).replace(
      '{',
      `{${JSON.stringify(member)}:{"a":1}${isEmpty(name) ? '' : ','}`,
    );
    const { pointers } = await refusedText(name, text);
    expect(pointers).toEqual([`/${member}`]);
  });

  it('points to each part of another type, an amount as a number too', async () => {
    for (const { pointer, value } of strictLeavesOf(name)) {
      for (const wrong of wrongFor(value)) {
        const pointers = await refusedBody(name, withAt(sampleOf(name), pointer, wrong));
        expect(pointers).toContain(pointer);
      }
    }
  });

  it('points to a text without end', async () => {
    for (const { pointer, value } of strictLeavesOf(name)) {
      if (typeof value !== 'string') continue;
      const pointers = await refusedBody(name, withAt(sampleOf(name), pointer, 'x'.repeat(10_000)));
      expect(pointers).toContain(pointer);
    }
  });

  it('points to a date that does not exist', async () => {
    for (const { pointer } of leavesLike(name, /^\d{4}-\d{2}-\d{2}$/)) {
      for (const date of ['2026-02-30', '2026-13-01', '2025-02-29', '2026-00-10', '2026-6-15', '0000-00-00', '']) {
        const pointers = await refusedBody(name, withAt(sampleOf(name), pointer, date));
        expect(pointers).toEqual([pointer]);
      }
    }
  });

  it('points to an amount that is none', async () => {
    for (const { pointer } of leavesLike(name, /^\d+\.\d\d$/)) {
      for (const amount of [
        '1.001',
        '1e3',
        '+1',
        '01',
        '.5',
        '1.',
        '1,00',
        ' 1',
        '-0x1',
        'Infinity',
        '10000000000000000.01',
        '',
      ]) {
        const pointers = await refusedBody(name, withAt(sampleOf(name), pointer, amount));
        expect(pointers).toContain(pointer);
      }
    }
  });

  it('points to a currency that is none', async () => {
    for (const { pointer } of leavesLike(name, /^EUR$/)) {
      for (const currency of ['XXX', 'eur', 'EURO', '€', '']) {
        const pointers = await refusedBody(name, withAt(sampleOf(name), pointer, currency));
        expect(pointers).toContain(pointer);
      }
    }
  });

  it('is refused whatever else it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (body) => {
        await refusedBody(name, withAt(sampleOf(name), '/nobody', body));
      }),
      { numRuns: 10 },
    );
  });
});

/** Members with which callers may do as they like, and that are kept as they are. */
const free = '/postingParameters';

function strictLeavesOf(name: OperationName) {
  return leavesOf(sampleOf(name)).filter(({ pointer }) => pointer !== '' && !pointer.startsWith(free));
}

function strictObjectsOf(name: OperationName): readonly string[] {
  return objectsOf(sampleOf(name)).filter((pointer) => !pointer.startsWith(free));
}

function leavesLike(name: OperationName, pattern: RegExp) {
  return strictLeavesOf(name).filter(({ value }) => typeof value === 'string' && pattern.test(value));
}

function isEmpty(name: OperationName): boolean {
  return Object.keys(sampleOf(name) as object).length === 0;
}

function wrongFor(value: unknown): readonly unknown[] {
  const asNumber = typeof value === 'string' && Number.isFinite(Number(value)) ? [Number(value)] : [];
  if (typeof value === 'string') return [...asNumber, 1, true, {}, [value]];
  if (typeof value === 'number') return [String(value), value + 0.5, 1e300, {}, true];
  return [0.5, {}, [value]];
}
