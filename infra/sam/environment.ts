import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { access } from '../../functions/access.ts';
import { operations, type OperationName } from '../../functions/operations.ts';
import { queues } from '../../functions/workers.ts';
import { claimsOf, sampleEvent, sampleFolder } from './sample-event.ts';

/** What `samconfig.toml` names: SAM reads `Ref` and imports of other stacks as text that means nothing. */
export const samEnvironmentName = 'sam.env.json';

export type Environment = Readonly<Record<string, string>>;

/** Where `sam local invoke` finds, from its container, an engine (DynamoDB Local) and queues on this machine. */
const tableEndpoint = 'http://host.docker.internal:8000';
const queueEndpoint = 'http://host.docker.internal:4566';

/** A value for every variable that a template leaves open, such that the sample events are accepted. */
function samEnvironment(folder = sampleFolder): Environment {
  const samples = operations.map(({ name }) => ({ name, claims: claimsOf(sampleEvent(name, folder)) }));
  const token = samples.find(({ claims }) => claims['iss'] !== undefined)?.claims ?? {};
  const senders = samples.filter(({ name }) => isForIntake(name)).map(({ claims }) => claims['sub']);
  const admins = samples.filter(({ name }) => access[name].in === 'installation').map(({ claims }) => claims['sub']);
  return {
    TABLE_NAME: 'holdfast',
    DYNAMODB_ENDPOINT: tableEndpoint,
    SQS_ENDPOINT: queueEndpoint,
    SNS_ENDPOINT: queueEndpoint,
    TOPIC_ARN: 'arn:aws:sns:eu-central-1:000000000000:events',
    TOKEN_ISSUER: token['iss'] ?? '',
    TOKEN_AUDIENCE: token['client_id'] ?? token['aud'] ?? '',
    INSTALLATION_ADMINS: [...new Set(admins.filter((subject) => subject !== undefined))].join(','),
    INTAKE_PRINCIPAL: senders.find((subject) => subject !== undefined) ?? '',
    CURSOR_KEY: 'sample',
    ...Object.fromEntries(Object.entries(queues).flatMap(([name, { fifo }]) => queueUrls(name, fifo))),
  };
}

/** One value per variable for all functions; SAM gives each function those that it declares. */
export function writeSamEnvironment(folder: string): void {
  writeFileSync(join(folder, samEnvironmentName), JSON.stringify({ Parameters: samEnvironment() }, null, 2));
}

/** What a sending system may do by message too. */
function isForIntake(name: OperationName): boolean {
  const row = access[name];
  return row.in !== 'installation' && row.roles.length === 1 && row.roles[0] === 'order-intake';
}

function queueUrls(name: string, isFifo: boolean): readonly (readonly [string, string])[] {
  const suffix = isFifo ? '.fifo' : '';
  const url = `${queueEndpoint}/000000000000/${name}`;
  return [
    [`QUEUE_URL_${name.toUpperCase()}`, `${url}${suffix}`],
    [`QUEUE_URL_${name.toUpperCase()}_DEAD`, `${url}-dead${suffix}`],
  ];
}
