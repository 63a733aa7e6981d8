import { table } from '../../../functions/store/table.ts';

export type Fault = 'lost before' | 'lost after';

/** Throttling, as the SDK gives it once its own retries are used up. */
export const throttled = Object.assign(new Error('throttled'), { name: 'ThrottlingException' });
/** What ends an attempt as a killed process would: nothing retries it. */
export const killed = new Error('killed');

/**
 * Lets calls of the table fail, those whose number `isFailing` says, before they reach it or after it carried them out;
 * outside the SDK's own retries.
 */
export function failCalls(error: Error, fault: Fault, isFailing: (call: number) => boolean) {
  let calls = 0;
  const name = 'failCalls';
  table.middlewareStack.add(
    (next) => async (input) => {
      calls += 1;
      if (!isFailing(calls)) return next(input);
      if (fault === 'lost after') await next(input);
      throw error;
    },
    { step: 'initialize', name, priority: 'high' },
  );
  return {
    calls: () => calls,
    stop: () => {
      table.middlewareStack.remove(name);
    },
  };
}
