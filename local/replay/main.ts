import { help } from './help.ts';
import { parseOptions } from './options.ts';
import { replay } from './replay.ts';
import { isAsInFile, report } from './report.ts';
import { UsageError } from './usage-error.ts';

const differs = 1;
const wrongUse = 2;
const interrupted = 130;

/** `npm run replay -- FILE`; gives the exit code. */
async function main(): Promise<number> {
  // npm starts scripts in the project's folder, whatever folder the command was typed in.
  const options = parseOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
  if (options === 'help') {
    process.stdout.write(help());
    return 0;
  }
  const outcome = await replay(options, stopSignal());
  process.stdout.write(report(outcome, options));
  return isAsInFile(outcome) ? 0 : differs;
}

/** Ctrl-C stops in order; a second one does not wait. */
function stopSignal(): AbortSignal {
  const stopped = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (stopped.signal.aborted) process.exit(interrupted);
      stopped.abort();
    });
  }
  return stopped.signal;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isInterrupted = error instanceof Error && error.name === 'AbortError';
  if (isInterrupted) {
    process.stderr.write('\nStopped.\n');
    // At once: a process that winds down by itself takes its handlers away, and one more Ctrl-C would kill it.
    process.exit(interrupted);
  }
  process.stderr.write(`${error instanceof UsageError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = error instanceof UsageError ? wrongUse : differs;
}
