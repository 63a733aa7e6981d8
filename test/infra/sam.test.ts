import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkSamples } from '../../infra/sam/check-samples.ts';
import { samFunctions, type SamFunction } from '../../infra/sam/functions.ts';
import type { Outcome } from '../../infra/sam/invocation.ts';
import { sampleRun, type SampleRun } from '../../infra/sam/sample-run.ts';
import { samTemplateName, writeSamTemplate } from '../../infra/sam/template.ts';
import { only } from './synthesized.ts';

const scratch = mkdtempSync(join(tmpdir(), 'holdfast-sam-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const lambda = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Environment: { Variables: { GIVEN: 'as written', OPEN: { 'Fn::ImportValue': 'of another stack' } } },
  },
  Metadata: { SamResourceId: 'plain', 'aws:asset:path': 'asset.1', 'aws:asset:property': 'Code' },
};

function stackOf(resources: Readonly<Record<string, unknown>>): {
  readonly templateFile: string;
  readonly template: unknown;
} {
  const templateFile = `stack-${Object.keys(resources).join('-')}.template.json`;
  const template = { Resources: resources };
  writeFileSync(join(scratch, templateFile), JSON.stringify(template));
  return { templateFile, template };
}

function read(resource: unknown): SamFunction {
  return only(samFunctions(join(scratch, stackOf({ Logical: resource }).templateFile)));
}

describe('templates are read as SAM reads them', () => {
  test('a function of a nested stack is found beside its code', () => {
    writeSamTemplate(scratch, [stackOf({ Logical: lambda }), stackOf({ Queue: { Type: 'AWS::SQS::Queue' } })]);
    expect(only(samFunctions(join(scratch, samTemplateName)))).toMatchObject({
      name: 'plain',
      codeFolder: join(scratch, 'asset.1'),
      handler: 'index.handler',
      runtime: 'nodejs24.x',
    });
  });

  test.each([
    [{ SamResourceId: 'plain', 'aws:cdk:path': 'stack/name/Resource' }, 'plain'],
    [{ 'aws:cdk:path': 'stack/name/Resource' }, 'name'],
    [{ 'aws:cdk:path': 'stack/name' }, 'name'],
    [{ 'aws:cdk:path': 'stack/name/function/Resource' }, 'Logical'],
    [{}, 'Logical'],
  ])('metadata %j gives the name %s', (Metadata, name) => {
    expect(read({ ...lambda, Metadata }).name).toBe(name);
  });

  test('a folder without the property that it stands for counts for nothing', () => {
    expect(read({ ...lambda, Metadata: { 'aws:asset:path': 'asset.1' } }).codeFolder).toBeUndefined();
  });

  test('what is known only once deployed is left open', () => {
    expect(Object.fromEntries(read(lambda).environment)).toEqual({ GIVEN: 'as written', OPEN: undefined });
  });
});

describe('a sample', () => {
  const events = join(scratch, 'events');
  mkdirSync(events);
  writeFileSync(join(events, 'plain.json'), '{"asked":true}');
  const code = join(scratch, 'asset.1');
  mkdirSync(code);
  writeFileSync(
    join(code, 'index.mjs'),
    `export const handler = async (event, context) => ({ event, name: context.functionName, env: Object.keys(process.env) });
     export const broken = async () => { throw new Error('out of order'); };
     export const silent = () => process.exit(1);`,
  );
  const run = (
    resource: unknown,
    environment = { OPEN: 'value', UNDECLARED: 'value' },
    name = 'plain',
  ): Promise<Outcome> => sampleRun(name, [read(resource)], environment, events).run();

  test('is handed to the bundle, which knows what it declares and nothing else', async () => {
    const outcome = await run(lambda);
    expect(outcome).toMatchObject({ result: { event: { asked: true }, name: 'plain' } });
    const { env } = (outcome as { readonly result: { readonly env: readonly string[] } }).result;
    expect(env).toEqual(expect.arrayContaining(['GIVEN', 'OPEN', 'AWS_LAMBDA_FUNCTION_NAME']));
    expect(env).not.toContain('UNDECLARED');
    expect(env).not.toContain('TOKEN_ISSUER');
  });

  test.each([
    ['a variable without a value', lambda, {}],
    ['no code folder', { ...lambda, Metadata: { ...lambda.Metadata, 'aws:asset:path': 'asset.2' } }],
    ['no such module', { ...lambda, Properties: { ...lambda.Properties, Handler: 'other.handler' } }],
    ['no such export', { ...lambda, Properties: { ...lambda.Properties, Handler: 'index.other' } }],
    ['a handler that throws', { ...lambda, Properties: { ...lambda.Properties, Handler: 'index.broken' } }],
    ['a handler that ends its process', { ...lambda, Properties: { ...lambda.Properties, Handler: 'index.silent' } }],
  ])('fails with %s', async (_, resource, environment?: Record<string, string>) => {
    expect(
      await run(resource, (environment ?? { OPEN: 'value' }) as { OPEN: string; UNDECLARED: string }),
    ).toHaveProperty('error');
  });

  test('fails where it is missing, where its function is, and where two functions have its name', async () => {
    expect(await run(lambda, undefined, 'unsampled')).toHaveProperty('error');
    expect(await sampleRun('plain', [], { OPEN: '' }, events).run()).toHaveProperty('error');
    expect(await sampleRun('plain', [read(lambda), read(lambda)], { OPEN: '' }, events).run()).toHaveProperty('error');
  });
});

describe('samples run together', () => {
  const answering = (name: string, statusOf: () => number, log: string[]): SampleRun => ({
    name,
    run: async () => {
      log.push(name);
      return { result: { statusCode: statusOf() } };
    },
  });

  test('once each, in their order; what is answered otherwise than its function should has failed', async () => {
    const log: string[] = [];
    const verdicts = await checkSamples([
      answering('put-rule', () => 201, log),
      answering('get-rule', () => 404, log),
      { name: 'process-intake', run: async () => ({ result: { batchItemFailures: [{ itemIdentifier: '1' }] } }) },
      { name: 'route-intake', run: async () => ({ result: { batchItemFailures: [] } }) },
      { name: 'tick', run: async () => ({ result: null }) },
      { name: 'put-reason', run: async () => ({ result: null }) },
    ]);
    expect(verdicts.filter(({ failure }) => failure !== undefined).map(({ name }) => name)).toEqual([
      'get-rule',
      'process-intake',
      'put-reason',
    ]);
    expect(log).toEqual(['put-rule', 'get-rule']);
  });
});
