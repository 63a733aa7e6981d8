import { App, type AppProps, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { areas } from '../functions/contract.ts';
import { operations } from '../functions/operations.ts';
import { ApiStack } from './api-stack.ts';
import { AreaStack } from './area-stack.ts';
import type { CodeFolderOf } from './code-folder.ts';
import { JobsStack } from './jobs-stack.ts';
import { MessagingStack } from './messaging-stack.ts';
import { ObservabilityStack } from './observability-stack.ts';
import { settingsOf } from './settings.ts';
import { StorageStack } from './storage-stack.ts';
import { templateValidator } from './table-rules.ts';

export type HoldfastProps = {
  readonly codeFolderOf: CodeFolderOf;
  readonly outdir?: string;
  /** See settings.ts. */
  readonly context?: Readonly<Record<string, string>>;
};

/** All stacks of one stage. They name no account and no region: whoever deploys chooses both. */
export function holdfast({ codeFolderOf, outdir, context }: HoldfastProps): App {
  const app = new App({ ...assembly, ...(outdir === undefined ? {} : { outdir }), postCliContext: context ?? {} });
  const settings = settingsOf(app.node);
  const named = (name: string): string => `holdfast-${settings.stage}-${name}`;
  const storage = new StorageStack(app, named('storage'), {});
  const messaging = new MessagingStack(app, named('messaging'), { storage });
  const api = new ApiStack(app, named('api'), { settings, codeFolderOf });
  for (const area of areas.filter((one) => operations.some((operation) => operation.area === one))) {
    new AreaStack(app, named(`api-${area}`), { area, settings, codeFolderOf, storage, api });
  }
  const jobs = new JobsStack(app, named('jobs'), { settings, codeFolderOf, storage, messaging });
  new ObservabilityStack(app, named('observability'), { settings, storage, messaging, api, jobs });
  Tags.of(app).add('application', 'holdfast');
  Tags.of(app).add('stage', settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), templateValidator());
  return app;
}

/** Templates depend on the code and the settings alone; asset and path metadata are what SAM reads. */
const assembly: AppProps = {
  analyticsReporting: false,
  treeMetadata: false,
  context: {
    'aws:cdk:enable-asset-metadata': true,
    'aws:cdk:enable-path-metadata': true,
    '@aws-cdk/aws-iam:minimizePolicies': true,
    '@aws-cdk/core:defaultCrossStackReferences': 'strong',
    '@aws-cdk/core:enablePartitionLiterals': true,
    '@aws-cdk/core:target-partitions': ['aws'],
    '@aws-cdk/core:validateAgainstDefaultRules': true,
    '@aws-cdk/core:annotationsInValidationReport': true,
  },
};
