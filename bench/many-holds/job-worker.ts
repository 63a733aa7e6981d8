import type { JobId } from '../../domain/ids.ts';
import { entity } from '../bench-desk.ts';
import { costOf } from '../cost-of.ts';

/** What a worker says once its job has ended. */
export type Worked = { readonly seconds: number; readonly requests: Readonly<Record<string, number>> };

const patienceMs = 3_600_000;

/** A process of its own that works on a job, so that it can be killed. It counts what it asks of the table. */
async function work(job: JobId): Promise<void> {
  const [{ workOn }, { entityOfRecord }, { dynamo }] = await Promise.all([
    import('../../functions/run-jobs/operation.ts'),
    import('../../functions/access.ts'),
    import('../../functions/store/table.ts'),
  ]);
  const startedAtMs = Date.now();
  const authorized = entityOfRecord(entity as Parameters<typeof entityOfRecord>[0]);
  const cost = await costOf(dynamo, () => workOn(authorized, job, startedAtMs + patienceMs));
  const requests = Object.fromEntries(
    [...Map.groupBy(cost.requests, (name) => name)].map(([name, all]) => [name, all.length]),
  );
  process.send?.({ seconds: (Date.now() - startedAtMs) / 1000, requests } satisfies Worked);
  process.disconnect();
}

await work(process.argv[2] as JobId);
