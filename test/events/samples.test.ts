import { readdirSync } from 'node:fs';
import type { SQSBatchResponse } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '../../functions/contract.ts';
import { operations } from '../../functions/operations.ts';
import { deployedFunctions } from '../../infra/deployed-functions.ts';
import { loadHandler } from '../../local/handlers.ts';
import { lambdaContext } from '../../local/lambda-context.ts';
import { testEnvironment } from '../harness/environment.ts';
import { startHarness, type Harness } from '../harness/start-harness.ts';
import { sampleEvent, sampleRequest, sampleSenders, sampleSubject } from './sample-event.ts';
import { functionOf, sequence, type SampleName } from '../../infra/sam/sample-sequence.ts';

type HttpResult = {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

let harness: Harness;

beforeAll(async () => {
  process.env['INSTALLATION_ADMINS'] = sampleSubject;
  process.env['INTAKE_PRINCIPAL'] = sampleSubject;
  harness = await startHarness({ background: true });
});
afterAll(async () => {
  process.env['INSTALLATION_ADMINS'] = testEnvironment.INSTALLATION_ADMINS;
  delete process.env['INTAKE_PRINCIPAL'];
  await harness.background().stop();
});

async function invoke(name: SampleName): Promise<unknown> {
  const handler = await loadHandler(functionOf(name));
  return handler(sampleEvent(name), lambdaContext(functionOf(name), `sample-${name}`));
}

describe('the sample events', () => {
  it('are at least one for each function of a deployment, and each has its place in the sequence', () => {
    const files = readdirSync(new URL('../../events', import.meta.url)).filter((file) => file.endsWith('.json'));
    expect(files.toSorted()).toEqual(sequence.map((name) => `${name}.json`).toSorted());
    expect([...new Set(sequence.map((name) => functionOf(name)))].toSorted()).toEqual(deployedFunctions.toSorted());
    expect(sequence).toEqual(expect.arrayContaining([...deployedFunctions]));
  });

  it.each((operations as readonly Contract[]).map((contract) => [contract.name, contract] as const))(
    '%s: a request for the route of its contract, with a token that holds',
    (name, { method, path }) => {
      const { routeKey, rawPath, pathParameters = {}, requestContext } = sampleRequest(name as SampleName);
      expect(routeKey).toBe(`${method} ${path}`);
      expect(rawPath).toBe(path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => pathParameters[parameter] ?? '?'));
      expect(requestContext.authorizer.jwt.claims).toMatchObject({
        sub: sampleSenders[name] ?? sampleSubject,
        iss: testEnvironment.TOKEN_ISSUER,
        client_id: testEnvironment.TOKEN_AUDIENCE,
        exp: String(Date.UTC(2100, 0, 1) / 1000),
      });
    },
  );
});

describe('in their sequence, on a fresh table', () => {
  const isOperation = (name: SampleName): boolean =>
    operations.some((operation) => operation.name === functionOf(name));
  const cleared = sequence.indexOf('delete-customer-credit-group-member');
  const first = sequence.slice(0, cleared);
  const last = sequence.slice(cleared);

  it.each(first)('%s is carried out', async (name) => expectDone(name, await invoke(name)));

  it('what they sent is carried out too, and no message was dead', async () => {
    await harness.background().settle();
    expect(harness.background().deadLetters()).toEqual([]);
  });

  it.each(last)('%s is carried out', async (name) => expectDone(name, await invoke(name)));

  function expectDone(name: SampleName, result: unknown): void {
    if (isOperation(name)) expectAnswer(name, result as HttpResult);
    else if (name === 'unknown-path') expect((result as HttpResult).statusCode).toBe(404);
    else expect((result as SQSBatchResponse | undefined)?.batchItemFailures ?? []).toEqual([]);
  }
});

/** As the contract says: its status, its headers, and a body in which nothing is missing, wrong or too much. */
function expectAnswer(name: SampleName, { statusCode, headers = {}, body }: HttpResult): void {
  const contract = (operations as readonly Contract[]).find((operation) => operation.name === functionOf(name));
  const good = { ok: [200], created: [200, 201] }[contract?.status ?? 'ok'];
  expect({ body, isGood: (contract?.response === null ? [204] : good).includes(statusCode) }).toEqual({
    body,
    isGood: true,
  });
  if (contract === undefined || contract.response === null) return expect(body).toBeUndefined();
  const answer = JSON.parse(body ?? '') as { readonly results?: readonly { readonly outcome: string }[] };
  expect(contract.response.parse(answer)).toEqual(answer);
  expect((answer.results ?? []).filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  if (contract.precondition === true) expect(headers['etag']).toMatch(/^"\d+"$/);
}
