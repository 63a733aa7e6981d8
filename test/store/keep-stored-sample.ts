import { startEngine } from '../../local/engine.ts';
import { testEnvironment } from '../harness/environment.ts';

/** Keeps what today's code stores: `npm exec -- node test/store/keep-stored-sample.ts`, whenever `storedFormat` goes up. */
const engine = await startEngine();
Object.assign(process.env, testEnvironment, { DYNAMODB_ENDPOINT: engine.endpoint });
try {
  // The store's clients read the environment when they are loaded.
  const { startSampleDesk } = await import('../contract/sample-desk.ts');
  const { writeStoredSample } = await import('./stored-sample.ts');
  const desk = await startSampleDesk();
  await writeStoredSample(desk.harness.tableName);
  await desk.stop();
} finally {
  await engine.stop();
}
