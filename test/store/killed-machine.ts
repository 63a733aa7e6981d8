import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { table } from '../../functions/store/table.ts';
import { killed, type Fault } from '../functions/documents/faults.ts';

type Send = (command: { readonly constructor: { readonly name: string } }) => Promise<unknown>;

/**
 * Kills all that runs in this process at a call of the table, a queue or the topic: that one is lost before or after it was carried
 * out, and nothing is sent after it. Looking for messages is no such call.
 */
function killMachineAt(at: number, fault: Fault) {
  let calls = 0;
  const called = async <T>(name: string, carryOut: () => Promise<T>): Promise<T> => {
    if (name !== 'ReceiveMessageCommand') calls += 1;
    if (calls > at || (calls === at && fault === 'lost before')) throw killed;
    const answer = await carryOut();
    if (calls >= at) throw killed;
    return answer;
  };
  const name = 'killMachineAt';
  table.middlewareStack.add(
    (next, { commandName = '' }) =>
      (input) =>
        called(commandName, () => next(input)),
    { step: 'initialize', name, priority: 'high' },
  );
  const clients = [SQSClient.prototype, SNSClient.prototype] as unknown as { send: Send }[];
  const restore = clients.map((client) => {
    const real = client.send;
    client.send = function (this: unknown, ...given) {
      return called(given[0].constructor.name, () => real.apply(this, given));
    };
    return () => void (client.send = real);
  });
  return {
    calls: () => calls,
    stop: () => {
      table.middlewareStack.remove(name);
      for (const undo of restore) undo();
    },
  };
}

/** Does what is done in a machine that dies at a call; gives how many calls it made. */
export async function dying(at: number, fault: Fault, work: () => Promise<unknown>): Promise<number> {
  const machine = killMachineAt(at, fault);
  try {
    await work();
  } catch {
    // It died.
  } finally {
    machine.stop();
  }
  return machine.calls();
}
