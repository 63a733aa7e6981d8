import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleFunctions } from '../infra/bundle.ts';
import { bundlesFolder } from './bundles-folder.ts';
import { median, type Measurement } from './measurement.ts';
import { orderFunctions } from './order-functions.ts';

const run = promisify(execFile);
const rounds = 11;
const maxRatio = 3.5;

/** How long does an order function take until it is loaded, to one that does nothing? They take turns in processes of their own. */
export async function coldStart(): Promise<readonly Measurement[]> {
  const bundles = await bundleFunctions({ names: orderFunctions, outputs: bundlesFolder });
  const empty = { name: 'empty', folder: join(bundlesFolder, 'empty') };
  mkdirSync(empty.folder, { recursive: true });
  writeFileSync(join(empty.folder, 'index.mjs'), 'export const handler = async () => ({ statusCode: 204 });\n');
  const started = [empty, ...bundles].map(({ name, folder }) => ({ name, folder, times: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { folder, times } of started) times.push(await timeToStart(folder));
  }
  const [base, ...functions] = started.map(({ name, times }) => ({ name, time: median(times) }));
  return functions.map(({ name, time }) => ({
    question: `${name}, to a function that does nothing`,
    value: time / (base?.time ?? Number.NaN),
    unit: '×',
    atMost: maxRatio,
  }));
}

async function timeToStart(folder: string): Promise<number> {
  const startedAt = performance.now();
  await run(
    process.execPath,
    ['--input-type=module', '--eval', `await import(${JSON.stringify(join(folder, 'index.mjs'))}); process.exit(0)`],
    {
      env: { ...process.env, AWS_REGION: 'eu-central-1', TABLE_NAME: 'none', NODE_OPTIONS: '' },
    },
  );
  return performance.now() - startedAt;
}
