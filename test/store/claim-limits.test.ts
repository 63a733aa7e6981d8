import { beforeAll, expect, test } from 'vitest';
import type { AdjustmentId, CustomerId, JobId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../../functions/actor.ts';
import { claimLimits, givenBackItem } from '../../functions/store/claim-limits.ts';
import { claimLines } from '../../functions/store/claimed-posting.ts';
import { readLines } from '../../functions/store/adjustment-lines.ts';
import { readHolders, type StoredHolder } from '../../functions/store/limit-holders.ts';
import { patienceUntil } from '../../functions/store/patience.ts';
import { Outrun } from '../../functions/store/patience.ts';
import { writeUnlessOutrun } from '../../functions/store/retrying.ts';
import { expiry, startAdjustmentDesk, type AdjustmentDesk } from '../functions/adjustments/adjustment-desk.ts';

const entity = 'ACME' as AuthorizedEntity;
const customers = Array.from({ length: 41 }, (_, index) => `C-${index}`);
let desk: AdjustmentDesk;
beforeAll(async () => {
  desk = await startAdjustmentDesk({ background: true });
  for (const customer of customers) await desk.customer(customer);
  return () => desk.harness.background().stop();
});

async function holderOf(customer: string): Promise<StoredHolder> {
  const holder = { customer: customer as CustomerId };
  const stored = (await readHolders(entity, 'EUR', [holder])).of(holder);
  if (stored === undefined) throw new Error(`${customer} is missing`);
  return stored;
}

const patience = () => patienceUntil(Date.now() + 5_000);

test('a worker that was thought dead claims nothing once the posting is decided, and takes no claim of a later one', async () => {
  const adjustment = await desk.journal();
  for (const customer of customers) await desk.line(adjustment, customer, { customer, newLimit: '9000', ...expiry });
  const late = { entity, adjustment: adjustment as AdjustmentId, job: (await desk.post(adjustment)).body.job as JobId };
  const lines = (await readLines(entity, late.adjustment, { limit: 100 })).map(({ line }) => line);
  const some = { number: 0, lines: lines.slice(0, 1) };
  expect(await claimLines(late, some, Date.now() + 5_000)).toEqual([]);
  const [first] = lines;
  expect((await holderOf(first?.customer ?? '')).marks.claim).toEqual({
    legalEntity: entity,
    adjustment,
    job: late.job,
  });
  await desk.harness.background().settle();
  expect((await desk.read(adjustment)).body.state).toBe('posted');

  expect(await claimLines(late, some, Date.now() + 5_000)).toEqual([]);
  const holder = await holderOf('C-0');
  await expect(claimLimits(late, [holder], patience())).rejects.toThrow(Outrun);
  expect((await holderOf('C-0')).marks.claim).toBeUndefined();

  const next = await desk.journal();
  for (const customer of customers) await desk.line(next, customer, { customer, newLimit: '9500', ...expiry });
  const job = (await desk.post(next)).body.job as JobId;
  const current = { entity, adjustment: next as AdjustmentId, job };
  await claimLimits(current, [holder], patience());
  const back = [givenBackItem(late, await holderOf('C-0'))];
  await expect(writeUnlessOutrun(back, patience())).rejects.toThrow(Outrun);
  await expect(claimLimits(current, [holder], patience())).rejects.toThrow(Outrun);
  expect((await holderOf('C-0')).marks.claim).toMatchObject({ job });
});
