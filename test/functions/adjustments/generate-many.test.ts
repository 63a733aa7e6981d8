import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { jobRunners } from '../../../functions/run-jobs/job-runners.ts';
import { mostAdded } from '../../../functions/store/job-plan.ts';
import { findJob } from '../../../functions/store/jobs.ts';
import { joined } from '../../../functions/store/keys.ts';
import { table, tableName } from '../../../functions/store/table.ts';
import { startAdjustmentDesk, type AdjustmentDesk } from './adjustment-desk.ts';

let desk: AdjustmentDesk;
const entity = 'ACME' as AuthorizedEntity;
const june = { from: '2026-06-10', to: '2026-06-30', amount: '9000' };
/** Only in the list, so that each is looked for and not found. */
const listed = Array.from({ length: 600 }, (_, index) => `MANY-${String(index).padStart(3, '0')}`);

beforeAll(async () => {
  desk = await startAdjustmentDesk({ background: true });
  await desk.customer('ZULU', { temporaryLimits: [june] });
  for (let from = 0; from < listed.length; from += 25) {
    const puts = listed.slice(from, from + 25).map((id) => ({
      PutRequest: { Item: { pk: `L#${id}`, sk: 'listed', listKey: joined('customers', entity), listSort: id } },
    }));
    await table.send(new BatchWriteCommand({ RequestItems: { [tableName()]: puts } }));
  }
});
afterAll(() => desk.harness.background().stop());

type Entry = { readonly number: number; readonly holders: readonly { readonly customer: string }[] };

it('plans all customers in stretches, several in an entry, and each once (§12.2)', { timeout: 60_000 }, async () => {
  const adjustment = await desk.journal('temporary-credit-limit');
  const change = { operator: 'plus', valueType: 'percent', value: '10' };
  const asked = { from: 'customers', change, withTemporaryLimits: true, dates: { shiftDays: 365 } };
  const { body } = await desk.done('generate-adjustment-lines', { adjustment }, asked);
  const stored = await findJob(entity, body.job as JobId);
  if (stored === undefined) throw new Error('there is no job');
  const context = { entity, job: stored.job, deadlineMs: Date.now() + 20_000 };
  const entries: Entry[] = [];
  let place: string | undefined;
  let stretches = 0;
  do {
    const stretch = await jobRunners['generate-adjustment-lines'].plan(context, place);
    expect(stretch.entries.length).toBeLessThanOrEqual(mostAdded);
    entries.push(...(stretch.entries as readonly Entry[]));
    place = stretch.place;
    stretches += 1;
  } while (place !== undefined);
  expect(stretches).toBe(2);
  const customers = entries.flatMap(({ holders }) => holders.map(({ customer }) => customer));
  expect(customers).toEqual(customers.toSorted());
  expect(customers.filter((id) => id.startsWith('MANY-'))).toEqual(listed);
  expect(entries.length).toBeLessThan(customers.length / 5);
  const numbers = entries.flatMap(({ number, holders }) => holders.map((_, index) => number + index));
  expect(new Set(numbers).size).toBe(customers.length);
  await desk.harness.background().settle();
  expect((await desk.call('get-job', { job: body.job })).body).toMatchObject({
    state: 'done',
    total: customers.length,
    done: customers.length,
    outcomes: { 'not-found': listed.length, written: 1 },
  });
});
