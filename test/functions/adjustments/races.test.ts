import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdjustmentId, JobId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { readLines } from '../../../functions/store/adjustment-lines.ts';
import { claimLines } from '../../../functions/store/claimed-posting.ts';
import { beforeFirstWrite, isWrite, watchRequests, type Request } from '../../store/watched-requests.ts';
import { expiry, startAdjustmentDesk, type AdjustmentDesk } from './adjustment-desk.ts';

const entity = 'ACME' as AuthorizedEntity;
let desk: AdjustmentDesk;
/** So many more that a journal with one of the others is claimed for. */
const many = Array.from({ length: 40 }, (_, index) => `M${index}`);
beforeAll(async () => {
  desk = await startAdjustmentDesk({ background: true });
  for (const customer of many) await desk.customer(customer);
});
afterAll(() => desk.harness.background().stop());

async function journalOf(customers: readonly string[], newLimit: string): Promise<string> {
  const adjustment = await desk.journal();
  for (const customer of customers) await desk.line(adjustment, customer, { customer, newLimit, ...expiry });
  return adjustment;
}

const edit = (customer: string, creditLimit: string) =>
  desk.call(
    'put-customer',
    { customer },
    { name: customer, currency: 'EUR', creditLimit },
    { headers: { 'if-match': '*' } },
  );

/** What `work` answers where something else happens between its reading and its writing. */
async function outrun<T>(work: () => Promise<T>, between: () => Promise<unknown>): Promise<T> {
  const answers: T[] = [];
  await watchRequests(async () => answers.push(await work()), beforeFirstWrite(between));
  const [answer] = answers;
  if (answer === undefined) throw new Error('there was no answer');
  return answer;
}

const refusedLine = (code: string) => ({ status: 409, body: { lines: [{ code }] } });
const limitOf = async (customer: string) => (await desk.creditLimitOf(customer))['creditLimit'];

describe('between the reading and the writing of a posting,', () => {
  it('an edit of the limit is not overwritten', async () => {
    await desk.customer('EDITED');
    const adjustment = await journalOf(['EDITED'], '9000');
    const answer = await outrun(
      () => desk.post(adjustment),
      () => edit('EDITED', '8500'),
    );
    expect(answer).toMatchObject(refusedLine('limit-changed'));
    expect(await limitOf('EDITED')).toBe('8500.00');
  });

  it('another journal is not overwritten', async () => {
    await desk.customer('SHARED');
    const [one, other] = [await journalOf(['SHARED'], '9000'), await journalOf(['SHARED'], '9500')];
    const answer = await outrun(
      () => desk.post(one),
      () => desk.post(other),
    );
    expect(answer).toMatchObject(refusedLine('limit-changed'));
    expect(await limitOf('SHARED')).toBe('9500.00');
  });

  it('the same journal is posted once', async () => {
    await desk.customer('SAME');
    const adjustment = await journalOf(['SAME'], '9000');
    const answer = await outrun(
      () => desk.post(adjustment),
      () => desk.post(adjustment),
    );
    expect([answer.status, answer.body.state]).toEqual([409, 'posted']);
  });

  it.each([
    ['the same request', 'twin', { status: 200, headers: { 'idempotency-replayed': 'true' } }],
    ['another request', 'other', { status: 409, body: { type: 'urn:holdfast:problem:adjustment-not-open' } }],
  ])('the limit that %s has just posted stops nothing', async (_, key, expected) => {
    const customer = `AFTER-${key}`;
    await desk.customer(customer);
    const adjustment = await journalOf([customer], '9000');
    const post = (own: string) => desk.post(adjustment, { headers: { 'idempotency-key': `${customer}-${own}` } });
    const answers: unknown[] = [];
    let posted = 0;
    await watchRequests(
      async () => answers.push(await post('twin')),
      async ({ command }) => {
        // The journal was read, and its lines are not yet.
        if (command === 'Query' && (posted += 1) === 1) expect((await post(key)).status).toBe(200);
      },
    );
    expect(answers).toMatchObject([expected]);
    expect(await limitOf(customer)).toBe('9000.00');
  });

  it('a claim is not passed over', async () => {
    await desk.customer('CLAIMED');
    const [small, large] = [await journalOf(['CLAIMED'], '9000'), await journalOf(['CLAIMED', ...many], '9500')];
    const answer = await outrun(
      () => desk.post(small),
      () => claimedBy(large),
    );
    expect(answer).toMatchObject(refusedLine('limit-claimed'));
    await desk.harness.background().settle();
    expect(await limitOf('CLAIMED')).toBe('9500.00');
  });

  it('a line that is written is not left out, and none is written after', async () => {
    await desk.customer('LINED');
    const adjustment = await journalOf(['LINED'], '9000');
    const line = { customer: 'M0', newLimit: '1', ...expiry };
    const answer = await outrun(
      () => desk.line(adjustment, 'late', line),
      () => desk.post(adjustment),
    );
    expect([answer.status, await limitOf('M0')]).toEqual([409, '9500.00']);
    const other = await journalOf(['LINED'], '9001');
    const posted = await outrun(
      () => desk.post(other),
      () => desk.line(other, 'late', line),
    );
    expect([posted.status, posted.body.lines, await limitOf('M0')]).toEqual([200, 2, '1.00']);
    await edit('M0', '8000');
  });
});

describe('a limit that is claimed between the reading and the writing', () => {
  it('of an edit is not edited, and the claim stays', async () => {
    await desk.customer('CLAIMED-1');
    const large = await journalOf(['CLAIMED-1', ...many], '9600');
    const answer = await outrun(
      () => edit('CLAIMED-1', '1'),
      () => claimedBy(large),
    );
    expect([answer.status, answer.body]).toMatchObject([409, { adjustment: large }]);
    const again = await edit('CLAIMED-1', '1');
    expect(again.status).toBe(409);
    await desk.harness.background().settle();
    expect(await limitOf('CLAIMED-1')).toBe('9600.00');
  });
});

describe('a limit that changes between the reading and the claiming', () => {
  it('is not claimed, and no other stays so', async () => {
    await desk.customer('QUICK');
    const large = await journalOf(['QUICK', ...many], '9700');
    const job = (await desk.post(large)).body.job ?? '';
    let isEdited = false;
    await watchRequests(
      () => run(job),
      async (request) => {
        if (isEdited || !isClaimOf('QUICK', request)) return;
        isEdited = true;
        expect((await edit('QUICK', '1')).status).toBe(200);
      },
    );
    expect(isEdited).toBe(true);
    expect((await desk.read(large)).body.state).toBe('open');
    expect((await desk.call('get-job', { job })).body.outcomes).toEqual({ checked: 40, refused: 1, 'not-posted': 41 });
    expect([await limitOf('QUICK'), await limitOf('M39')]).toEqual(['1.00', '9600.00']);
    expect((await edit('M39', '9600')).status).toBe(200);
    await desk.harness.background().settle();
  });
});

describe('an order', () => {
  it('that is decided while its limit is cut is decided again', async () => {
    await desk.customer('CUT');
    const adjustment = await journalOf(['CUT'], '999.99');
    await desk.order('SO-CUT', { customer: 'CUT' });
    const answer = await outrun(
      () => desk.ask('SO-CUT', { customer: 'CUT' }),
      () => desk.post(adjustment),
    );
    expect(answer.body.answer).toBe('held');
  });

  it('that is held while its limit is raised does not stay so', async () => {
    await desk.customer('RAISED');
    const adjustment = await journalOf(['RAISED'], '10000');
    await desk.order('SO-RAISED', { customer: 'RAISED', amount: '10000.00' });
    const answer = await outrun(
      () => desk.ask('SO-RAISED', { customer: 'RAISED' }),
      () => desk.post(adjustment),
    );
    expect(answer.body.answer).toBe('passed');
  });
});

async function run(job: string): Promise<unknown> {
  return desk.harness.work('run-jobs', { messages: [{ body: { legalEntity: 'ACME', job } }] });
}

/** Asks for a large journal to be posted, and claims all of its limits as its job would. */
async function claimedBy(adjustment: string): Promise<void> {
  const job = (await desk.post(adjustment)).body.job ?? '';
  const claiming = { entity, adjustment: adjustment as AdjustmentId, job: job as JobId };
  const lines = (await readLines(entity, claiming.adjustment, { limit: 100 })).map(({ line }) => line);
  expect(await claimLines(claiming, { number: 0, lines }, Date.now() + 10_000)).toEqual([]);
}

function isClaimOf(customer: string, request: Request): boolean {
  const written = JSON.stringify(request.input);
  return isWrite(request) && written.includes('SET claim = :claim') && written.includes(customer);
}
