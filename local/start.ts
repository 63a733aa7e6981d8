import { stopWhenAsked } from './stop-when-asked.ts';

/** `npm start`: the whole system on this machine, until Ctrl-C or until whoever started it is gone. */
try {
  const whenAsked = stopWhenAsked();
  // Loading takes a while, in which whoever started it may go.
  const { run } = await import('./run.ts');
  await run(whenAsked);
} catch (error) {
  console.error(explained(error));
  process.exit(1);
}

function explained(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isPortTaken = 'code' in error && error.code === 'EADDRINUSE';
  return isPortTaken ? `${error.message}. Set PORT to another, or leave it out for a free one.` : error.message;
}
