import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startEngine } from '../local/engine.ts';
import { startQueues } from '../local/queues.ts';
import { createTable } from '../local/table.ts';
import { deployedFunctions } from './deployed-functions.ts';
import { checkSamples } from './sam/check-samples.ts';
import { samEnvironmentName, type Environment } from './sam/environment.ts';
import { samFunctions } from './sam/functions.ts';
import { sequence } from './sam/sample-sequence.ts';
import { sampleRun } from './sam/sample-run.ts';
import { samTemplateName } from './sam/template.ts';

/** Proves that `sam local invoke NAME -e events/NAME.json` finds every function, its code and its environment. */
const cdkOut = fileURLToPath(new URL('../cdk.out', import.meta.url));
const found = samFunctions(join(cdkOut, samTemplateName));
const { Parameters } = JSON.parse(readFileSync(join(cdkOut, samEnvironmentName), 'utf8')) as {
  readonly Parameters: Environment;
};

const engine = await startEngine();
const queues = await startQueues();
const environment = { ...Parameters, DYNAMODB_ENDPOINT: engine.endpoint, ...queues.environment };
const client = new DynamoDBClient({
  endpoint: engine.endpoint,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'sample', secretAccessKey: 'sample' },
});
await createTable(client, Parameters['TABLE_NAME'] ?? '');
const verdicts = await checkSamples(sequence.map((name) => sampleRun(name, found, environment)));
client.destroy();
const dead = queues.deadLetters();
await queues.stop();
await engine.stop();

for (const { name, failure, answer } of verdicts) {
  console.log(failure === undefined ? `  found  ${name}  ${answer}` : `  FAILED ${name}  ${failure}`);
}
const failures = verdicts.filter(({ failure }) => failure !== undefined).length;
const unknown = found.filter(({ name }) => !deployedFunctions.includes(name));
for (const { name } of unknown) console.log(`  FAILED ${name}  is deployed but in no list`);
for (const { queue, cause } of dead) console.log(`  FAILED a message of ${queue}  ${JSON.stringify(cause)}`);
const left = deployedFunctions.filter((name) => !verdicts.some((verdict) => verdict.name === name));
for (const name of left) console.log(`  FAILED ${name}  has no place in the sequence of samples`);
console.log(`${verdicts.length - failures} of ${verdicts.length} samples were answered`);
process.exitCode = failures + unknown.length + dead.length + left.length === 0 ? 0 : 1;
