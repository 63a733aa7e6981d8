import { App, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AttributeType, Table, TableEncryption, type TableProps } from 'aws-cdk-lib/aws-dynamodb';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { holdfast } from '../../infra/holdfast.ts';
import { templateValidator } from '../../infra/table-rules.ts';
import { newFolder, only, resourcesOf, stubFolder, synthesize } from './synthesized.ts';

/** CloudFormation takes 500; what grows is found out long before. */
const mostResources = 350;

const dev = synthesize();

describe('a stage', () => {
  test('is synthesised without account and region', () => {
    for (const { environment } of dev.assembly.stacks) {
      expect(environment).toMatchObject({ account: 'unknown-account', region: 'unknown-region' });
    }
  });

  test('is synthesised to the same templates every time', () => {
    const again = synthesize();
    expect([...again.templates]).toEqual([...dev.templates]);
  });

  test('fits into its stacks', () => {
    for (const [name, { Resources }] of dev.templates) {
      expect.soft(Object.keys(Resources).length, name).toBeLessThan(mostResources);
    }
  });

  test.each(['', 'Prod', '1st', 'a-name-of-17-signs', 'a_b'])('is not named "%s"', (stage) => {
    if (stage === '')
      return expect(dev.assembly.stacks.every(({ stackName }) => stackName.startsWith('holdfast-dev-'))).toBe(true);
    expect(() => synthesize({ stage })).toThrow();
  });
});

describe('rules', () => {
  test('no finding of the pack is without an acknowledgement', () => {
    const app = holdfast({ codeFolderOf: stubFolder, outdir: newFolder() });
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });

  test('a careless queue anywhere stops the synthesis', () => {
    const app = holdfast({ codeFolderOf: stubFolder, outdir: newFolder() });
    new Queue(app.node.findChild('holdfast-dev-messaging'), 'careless');
    expect(() => app.synth()).toThrow();
  });

  const keptTable: TableProps = {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption: TableEncryption.CUSTOMER_MANAGED,
    deletionProtection: true,
  };

  test('a table that is protected, kept and encrypted with a key of ours passes', () => {
    expect(() => appWithTable(keptTable).synth()).not.toThrow();
  });

  test.each([
    ['without deletion protection', { deletionProtection: false }],
    ['that goes with its stack', { removalPolicy: RemovalPolicy.DESTROY }],
    ['without a key of ours', { encryption: TableEncryption.AWS_MANAGED }],
  ])('a table %s stops the synthesis', (_, careless) => {
    expect(() => appWithTable({ ...keptTable, ...careless }).synth()).toThrow();
  });

  function appWithTable(props: TableProps): App {
    const app = new App({ outdir: newFolder(), context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
    Validations.of(app).addPlugins(templateValidator());
    new Table(new Stack(app, 'tables'), 'table', props);
    return app;
  }
});

describe('tokens', () => {
  test('without an issuer the stage has a user pool that asks for a second factor', () => {
    const pool = only(resourcesOf(dev, 'AWS::Cognito::UserPool'));
    expect(pool).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { MfaConfiguration: 'ON', DeletionProtection: 'ACTIVE' },
    });
    expect(only(resourcesOf(dev, 'AWS::ApiGatewayV2::Authorizer')).Properties).toMatchObject({
      AuthorizerType: 'JWT',
      JwtConfiguration: { Audience: [{ Ref: expect.any(String) as unknown }] },
    });
  });

  test('a given issuer is the only one that counts', () => {
    const given = synthesize({ issuer: 'https://login.example.com/', audience: 'holdfast' });
    expect(resourcesOf(given, 'AWS::Cognito::UserPool')).toEqual([]);
    expect(only(resourcesOf(given, 'AWS::ApiGatewayV2::Authorizer')).Properties['JwtConfiguration']).toEqual({
      Issuer: 'https://login.example.com/',
      Audience: ['holdfast'],
    });
    expect(() => synthesize({ issuer: 'https://login.example.com/' })).toThrow();
  });
});
