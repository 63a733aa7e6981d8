import { describe, expect, it } from 'vitest';
import { refusingDesk, withPrecondition } from './refusing-desk.ts';
import { allOperations, operationNames, sampleInput } from './sample-desk.ts';

const { refused, storesNothing } = refusingDesk();

const posts = allOperations.filter(({ method }) => method === 'POST').map(({ name }) => name);

/** Ids that Holdfast gives itself are longer than those that callers choose (§16). */
const longestIds: Readonly<Record<string, number>> = { hold: 80, approvalRequest: 96, decision: 512 };

describe.each(operationNames)('%s and parameters', (name) => {
  storesNothing();

  const names = Object.keys(sampleInput(name).params ?? {});

  it('points to a query parameter that it does not know', async () => {
    const { status, pointers } = await refused(name, { query: { ...sampleInput(name).query, nobody: '1' } });
    expect({ status, pointers }).toEqual({ status: 422, pointers: ['/query/nobody'] });
  });

  it.each(names.filter((parameter) => parameter !== 'legalEntity'))(
    'points to a wrong id in {%s}',
    async (parameter) => {
      const longest = longestIds[parameter] ?? 64;
      for (const id of ['x'.repeat(longest + 1), '', 'a\u0000b']) {
        const { status, pointers } = await refused(name, { params: { ...sampleInput(name).params, [parameter]: id } });
        expect({ status, pointers }).toEqual({ status: 422, pointers: [`/path/${parameter}`] });
      }
    },
  );

  it.each(['limit', 'cursor'])('points to a wrong %s', async (parameter) => {
    const query = allOperations.find((operation) => operation.name === name)?.query;
    if (query === undefined || !(parameter in query.shape)) return;
    for (const wrong of parameter === 'limit'
      ? ['0', '101', '1.5', '-1', '+1', 'all', '', '1e1000', '1e1', ' 10', '10 ', '0x10', '10.0', '１０', '1,1']
      : ['', 'x'.repeat(2_001)]) {
      const { pointers } = await refused(name, { query: { ...sampleInput(name).query, [parameter]: wrong } });
      expect(pointers).toEqual([`/query/${parameter}`]);
    }
  });
});

describe.each(
  allOperations.filter(({ query }) => query !== undefined && 'cursor' in query.shape).map(({ name }) => name),
)('%s and a cursor', (name) => {
  it.each(['made up', 'W10.AAAA', '.', 'a.b.c', Buffer.from('["x"]').toString('base64url')])(
    '%j: refused',
    async (cursor) => {
      const { type } = await refused(name, { query: { ...sampleInput(name).query, cursor } });
      expect(type).toBe('urn:holdfast:problem:invalid-cursor');
    },
  );
});

describe.each(posts)('%s and its Idempotency-Key', (name) => {
  storesNothing();

  it.each([undefined, '', ' ', 'with space', 'x'.repeat(65), 'é', 'tab\t', '\u0000', '~reserved'])(
    '%j: 400',
    async (key) => {
      const headers = { ...sampleInput(name).headers, 'idempotency-key': key };
      const { status, type } = await refused(name, { headers });
      expect({ status, type }).toEqual({ status: 400, type: 'urn:holdfast:problem:idempotency-key-required' });
    },
  );
});

describe.each(withPrecondition)('%s and its If-Match', (name) => {
  storesNothing();

  it.each([
    '',
    '1',
    'W/"1"',
    '"1", "2"',
    '""',
    '"x"',
    '"-1"',
    '"1e3"',
    '"01"',
    `"${'9'.repeat(30)}"`,
    '"999999999999999"',
    '"0 OR 1"',
  ])('%j: 412', async (tag) => {
    const { status, type } = await refused(name, { headers: { ...sampleInput(name).headers, 'if-match': tag } });
    expect({ status, type }).toEqual({ status: 412, type: 'urn:holdfast:problem:precondition-failed' });
  });

  it('missing: 428', async () => {
    expect((await refused(name, { headers: { ...sampleInput(name).headers, 'if-match': undefined } })).status).toBe(
      428,
    );
  });
});
