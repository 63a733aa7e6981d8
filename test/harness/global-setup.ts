import { startEngine } from '../../local/engine.ts';

/** One engine in memory for the whole run: each harness has a table of its own. */
export async function setup(): Promise<() => Promise<void>> {
  const engine = await startEngine();
  process.env['DYNAMODB_ENDPOINT'] = engine.endpoint;
  return engine.stop;
}
