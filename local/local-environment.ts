import type { Engine } from './engine.ts';
import type { Issuer } from './issuer.ts';
import type { LocalQueues } from './queues.ts';

export type LocalParts = { readonly engine: Engine; readonly issuer: Issuer; readonly queues: LocalQueues };

/** What a deployment would set for its functions. What the user set stays. */
export function setLocalEnvironment({ engine, issuer, queues }: LocalParts): void {
  setUnlessGiven({
    AWS_REGION: 'eu-central-1',
    TABLE_NAME: 'holdfast',
    INSTALLATION_ADMINS: 'ann',
    INTAKE_PRINCIPAL: 'ola',
    POWERTOOLS_LOG_LEVEL: 'WARN',
    // The local engines check no credentials, but the SDK wants some.
    ...(process.env['AWS_PROFILE'] === undefined ? { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' } : {}),
  });
  Object.assign(process.env, {
    DYNAMODB_ENDPOINT: engine.endpoint,
    TOKEN_ISSUER: issuer.name,
    TOKEN_AUDIENCE: issuer.audience,
    HOLDFAST_SETTABLE_CLOCK: 'yes',
    ...queues.environment,
  });
}

function setUnlessGiven(environment: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(environment)) process.env[name] ??= value;
}
