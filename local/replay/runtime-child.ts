import { once } from 'node:events';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { holdDataFolder } from '../data-folder.ts';
import { demoUsers, type DemoUserName } from '../demo.ts';
import { startEngine } from '../engine.ts';
import { openIssuer } from '../issuer.ts';
import { setLocalEnvironment } from '../local-environment.ts';
import { startQueues } from '../queues.ts';
import type { Started } from './runtime-process.ts';

/**
 * What `npm start` runs, without the demo and with queues in memory: a replay is repeated, not resumed. Ends in order once
 * whoever started it has gone or wants no more.
 */
async function run(folder: string): Promise<void> {
  const unwanted = once(process, 'disconnect');
  const isOwnEngine = (process.env['DYNAMODB_ENDPOINT'] ?? '') === '';
  const release = holdDataFolder(folder);
  const engine = await startEngine(folder);
  const issuer = await openIssuer(folder);
  const queues = await startQueues();
  Object.assign(process.env, environment(isOwnEngine));
  setLocalEnvironment({ engine, issuer, queues });
  // The store's clients read the environment when they are loaded.
  const [{ startRuntime }, { dynamo, tableName }] = await Promise.all([
    import('../runtime.ts'),
    import('../../functions/store/table.ts'),
  ]);
  const runtime = await startRuntime({ folder, port: 0, issuer, queues, mayStartInPast: true });
  const tokens = await Promise.all(demoUsers.map(async ({ name }) => [name, await issuer.accessToken(name)] as const));
  process.send?.({ url: runtime.url, tokens: Object.fromEntries(tokens) } as Started);
  await unwanted;
  await runtime.stop();
  await queues.stop();
  if (!isOwnEngine) await dynamo.send(new DeleteTableCommand({ TableName: tableName() }));
  await engine.stop();
  release();
}

/** Named here whatever the surroundings say: they may be those of another system. */
function environment(isOwnEngine: boolean): Readonly<Record<string, string>> {
  return {
    // On an engine that others use too, a table of its own.
    TABLE_NAME: isOwnEngine ? 'holdfast' : `holdfast-replay-${process.pid}-${Date.now()}`,
    INSTALLATION_ADMINS: 'ann' satisfies DemoUserName,
    INTAKE_PRINCIPAL: 'ola' satisfies DemoUserName,
    POWERTOOLS_LOG_LEVEL: process.env['POWERTOOLS_LOG_LEVEL'] ?? 'ERROR',
  };
}

await run(process.argv[2] ?? '');
process.exit(0);
