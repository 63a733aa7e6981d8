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

/** Does something once, just before the next transaction that writes. */
export function beforeWrite(what: () => Promise<unknown>): void {
  before((input) => 'TransactItems' in input, what);
}

/** Does something once, just before an order is read the next time, while what is read beside it is read already. */
export function beforeOrderRead(what: () => Promise<unknown>): void {
  beforeRead('order', what);
}

/** Just before an item of that sort key is read alone. */
export function beforeRead(sortKey: string, what: () => Promise<unknown>): void {
  before((input) => (input as { readonly Key?: { readonly sk?: unknown } }).Key?.sk === sortKey, what);
}

/** Just before, or just after, items are read by their keys, some of which are in a partition. */
export function beforeBatchOf(partition: string, what: () => Promise<unknown>): void {
  before(isBatchOf(partition), what);
}
export function afterBatchOf(partition: string, what: () => Promise<unknown>): void {
  at('after', isBatchOf(partition), what);
}
const isBatchOf = (partition: string) => (input: object) =>
  'RequestItems' in input && JSON.stringify(input).includes(JSON.stringify(partition));

let planted = 0;

function before(isCall: (input: object) => boolean, what: () => Promise<unknown>): void {
  at('before', isCall, what);
}

function at(when: 'before' | 'after', isCall: (input: object) => boolean, what: () => Promise<unknown>): void {
  planted += 1;
  const name = `before-${planted}`;
  table.middlewareStack.add(
    (next) => async (args) => {
      if (!isCall(args.input)) return next(args);
      table.middlewareStack.remove(name);
      if (when === 'before') await what();
      const answer = await next(args);
      if (when === 'after') await what();
      return answer;
    },
    { step: 'initialize', name, priority: 'high' },
  );
}
