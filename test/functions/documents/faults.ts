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
  return failing(error, (call) => (isFailing(call) ? fault : undefined));
}

function failing(error: Error, faultOf: (call: number) => Fault | undefined) {
  let calls = 0;
  const name = 'failCalls';
  table.middlewareStack.add(
    (next) => async (input) => {
      calls += 1;
      const fault = faultOf(calls);
      if (fault === undefined) return next(input);
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

/** Kills whoever calls the table at a call, and nothing of it is sent after that. */
export function killAt(at: number, fault: Fault) {
  return failing(killed, (call) => (call < at ? undefined : call === at ? fault : 'lost before'));
}
