import type { Contract } from '../../functions/contract.ts';
import { operations, type OperationName } from '../../functions/operations.ts';
import { loadHandler } from '../../local/handlers.ts';
import { lambdaContext } from '../../local/lambda-context.ts';
import {
  sampleBody,
  sampleEvent,
  sampleRequest,
  sampleSenders,
  sampleSubject,
  sampleText,
} from '../events/sample-event.ts';
import { functionOf, sequence, type SampleName } from '../../infra/sam/sample-sequence.ts';
import type { RequestInput } from '../harness/request-event.ts';
import { startHarness, type CallAnswer, type Harness } from '../harness/start-harness.ts';

export const sampleEntity = 'ACME';
/** An administrator of the installation to whom nobody has granted anything. */
export const bareAdmin = 'root';
export const allOperations: readonly (Contract & { readonly name: OperationName })[] = operations;
export const operationNames = allOperations.map(({ name }) => name);

export type SampleDesk = {
  readonly harness: Harness;
  /** Sends an operation's sample, with what `input` has instead. */
  readonly send: <N extends OperationName>(name: N, input?: RequestInput) => Promise<CallAnswer<N>>;
  readonly stop: () => Promise<void>;
};

/** The samples that leave the desk full: holds are open, nothing is deleted. */
const opening = sequence.slice(0, sequence.indexOf('exclude-order'));

/** A desk on which the sample events have been carried out, up to two open holds. */
export async function startSampleDesk(): Promise<SampleDesk> {
  const before = { ...process.env };
  process.env['INSTALLATION_ADMINS'] = `${sampleSubject},${bareAdmin}`;
  process.env['INTAKE_PRINCIPAL'] = sampleSubject;
  const harness = await startHarness({ background: true });
  for (const name of opening) await carryOut(name);
  await harness.background().settle();
  return {
    harness,
    send: (name, input = {}) => harness.call(name, { ...sampleInput(name), ...input }),
    stop: async () => {
      await harness.background().stop();
      process.env = before;
    },
  };
}

async function carryOut(name: SampleName): Promise<void> {
  const handler = await loadHandler(functionOf(name));
  const result = (await handler(sampleEvent(name), lambdaContext(functionOf(name), `opening-${name}`))) as
    { readonly statusCode?: number; readonly body?: string } | undefined;
  if ((result?.statusCode ?? 200) >= 300) throw new Error(`${name} answered ${result?.body}`);
}

/** The request of a sample, as the harness takes it. */
export function sampleInput(name: OperationName): RequestInput {
  const { pathParameters = {}, queryStringParameters, headers } = sampleRequest(name);
  const body = sampleBody(name);
  const text = sampleText(name);
  return {
    as: sampleSenders[name] ?? sampleSubject,
    params: pathParameters as Readonly<Record<string, string>>,
    query: queryStringParameters as Readonly<Record<string, string>> | undefined,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(text === undefined ? {} : { rawBody: text }),
  };
}
