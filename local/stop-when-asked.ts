import { watchParent } from './parent-watch.ts';

type Stop = () => Promise<void> | void;

/** Adds what is to be stopped: what comes last stops first. */
export type StopWhenAsked = (stop: Stop) => void;

/** Ends this process in order once it is asked to or whoever started it is gone; a second Ctrl-C does not wait. */
export function stopWhenAsked(): StopWhenAsked {
  const stops: Stop[] = [];
  let isStopping = false;
  const end = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    console.log('\nStopping.');
    stopAll(stops).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  watchParent(end);
  return (stop) => void stops.unshift(stop);
}

async function stopAll(stops: readonly Stop[]): Promise<void> {
  for (const stop of stops) await stop();
}
