import type { JobId, LegalEntityId } from '../../domain/ids.ts';
import { benchDesk, stopBenchDesk, type BenchDesk } from '../bench-desk.ts';

const rows = Number(process.argv[2] ?? '100000');
const rowsOfPart = 5_000;
const file = 'bench';

/** How long an import of many customers takes, and whether its memory is bounded (§15.3): `npm run bench:import -- [rows]`. */
async function run(): Promise<void> {
  const desk = await benchDesk();
  const parts = Math.ceil(rows / rowsOfPart);
  await desk.call('put-import', { import: file }, { kind: 'customers', parts });
  for (let part = 1; part <= parts; part += 1) {
    await desk.call('put-import-part', { import: file, part: String(part) }, textOf(part));
  }
  const before = peakMegabytes();
  const dryRun = await worked(desk, 'start-import-dry-run', {});
  await worked(desk, 'commit-import', { dryRun });
  console.log(`${peakMegabytes() - before} MB more than before at the peak of both jobs`);
}

function textOf(part: number): string {
  const first = (part - 1) * rowsOfPart;
  const count = Math.min(rowsOfPart, rows - first);
  const lines = Array.from({ length: count }, (_, index) => `C-${first + index},Customer ${first + index},EUR,1000.00`);
  return `${part === 1 ? 'customer,name,currency,creditLimit\n' : ''}${lines.join('\n')}\n`;
}

async function worked(
  desk: BenchDesk,
  operation: 'start-import-dry-run' | 'commit-import',
  body: object,
): Promise<string> {
  const [{ workOn }, { entityOfRecord }] = await Promise.all([
    import('../../functions/run-jobs/operation.ts'),
    import('../../functions/access.ts'),
  ]);
  const { job, legalEntity } = (await desk.call(operation, { import: file }, body)) as Started;
  const startedAtMs = Date.now();
  const showing = setInterval(() => void show(desk, job), 10_000);
  try {
    await workOn(entityOfRecord(legalEntity), job, Date.now() + 3_600_000);
  } finally {
    clearInterval(showing);
  }
  const seconds = (Date.now() - startedAtMs) / 1000;
  const { outcomes } = await desk.call('get-job', { job });
  console.log(
    `${operation}: ${rows} rows in ${Math.round(seconds)} s, ${Math.round(rows / seconds)} a second, ${JSON.stringify(outcomes)}`,
  );
  return job;
}
type Started = { readonly job: JobId; readonly legalEntity: LegalEntityId };

async function show(desk: BenchDesk, job: string): Promise<void> {
  const { done } = await desk.call('get-job', { job });
  process.stderr.write(`  ${String(done)} of ${rows}\n`);
}

function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

try {
  await run();
} finally {
  await stopBenchDesk();
}
