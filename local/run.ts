import { join } from 'node:path';
import { holdDataFolder, keepToken, openDataFolder } from './data-folder.ts';
import { demoUsers } from './demo.ts';
import { startEngine } from './engine.ts';
import { setLocalEnvironment } from './local-environment.ts';
import { openIssuer } from './issuer.ts';
import { startQueues } from './queues.ts';
import { seedOnce } from './seed-once.ts';
import type { StopWhenAsked } from './stop-when-asked.ts';
import { welcome } from './welcome.ts';

/** Starts the whole system on this machine, and says how to use it. */
export async function run(whenAsked: StopWhenAsked): Promise<void> {
  const folder = openDataFolder();
  whenAsked(holdDataFolder(folder));
  const engine = await startEngine(folder, giveUp);
  whenAsked(engine.stop);
  const issuer = await openIssuer(folder);
  const queues = await startQueues({ folder: join(folder, 'queues') });
  whenAsked(queues.stop);
  setLocalEnvironment({ engine, issuer, queues });
  // The store's clients read the environment when they are loaded.
  const { startRuntime } = await import('./runtime.ts');
  const rate = process.env['HOLDFAST_REQUESTS_PER_SECOND'];
  const runtime = await startRuntime({
    folder,
    port: Number(process.env['PORT'] ?? '0'),
    issuer,
    queues,
    requestsPerSecond: rate === undefined ? undefined : Number(rate),
  });
  whenAsked(runtime.stop);
  const tokens = await Promise.all(
    demoUsers.map(async (user) => {
      const token = await issuer.accessToken(user.name);
      return { user, token, file: keepToken(folder, user.name, token) };
    }),
  );
  await seedOnce(folder, runtime.url, (name) => tokens.find(({ user }) => user.name === name)?.token ?? '');
  console.log(
    welcome({
      url: runtime.url,
      folder,
      intakeUrl: queues.environment['QUEUE_URL_INTAKE'] ?? '',
      today: runtime.today(),
      tokens,
    }),
  );
}

/** Nothing can be answered without the engine; all of it is on disk, for the next start. */
function giveUp(how: string): void {
  console.error(`The DynamoDB engine ended by itself (${how}). Start again: what was stored is kept.`);
  process.exit(1);
}
