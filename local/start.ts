import { join } from 'node:path';
import { holdDataFolder, keepToken, openDataFolder } from './data-folder.ts';
import { demoUsers } from './demo.ts';
import { startEngine } from './engine.ts';
import { setLocalEnvironment } from './local-environment.ts';
import { openIssuer } from './issuer.ts';
import { watchParent } from './parent-watch.ts';
import { startQueues } from './queues.ts';
import { seedOnce } from './seed-once.ts';
import { welcome } from './welcome.ts';

/** `npm start`: the whole system on this machine, until Ctrl-C or until whoever started it is gone. */
async function start(): Promise<void> {
  const folder = openDataFolder();
  const release = holdDataFolder(folder);
  const engine = await startEngine(folder);
  const issuer = await openIssuer(folder);
  const queues = await startQueues({ folder: join(folder, 'queues') });
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
  stopWhenAsked(async () => {
    await runtime.stop();
    await queues.stop();
    await engine.stop();
    release();
  });
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

/** Stops once, in order; a second Ctrl-C does not wait. */
function stopWhenAsked(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    console.log('\nStopping.');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  watchParent(end);
}

try {
  await start();
} catch (error) {
  console.error(explained(error));
  process.exit(1);
}

function explained(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isPortTaken = 'code' in error && error.code === 'EADDRINUSE';
  return isPortTaken ? `${error.message}. Set PORT to another, or leave it out for a free one.` : error.message;
}
