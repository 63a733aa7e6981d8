import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { lambdaContext } from '../../local/lambda-context.ts';

/** What the process of an invocation tells the one that started it. */
export type Outcome = { readonly result: unknown } | { readonly error: string };

const [name = '', code = '', exported = '', event = ''] = process.argv.slice(2);
const outcome = await invoke().catch((error: unknown) => ({
  error: error instanceof Error ? error.message : 'failed',
}));
process.send?.(outcome, () => process.exit(0));

async function invoke(): Promise<Outcome> {
  const loaded = (await import(pathToFileURL(code).href)) as Readonly<Record<string, unknown>>;
  const handler = loaded[exported];
  if (typeof handler !== 'function') throw new Error(`${code} exports no function ${exported}`);
  const input: unknown = JSON.parse(readFileSync(event, 'utf8'));
  return {
    result: (await (handler as (...given: unknown[]) => unknown)(input, lambdaContext(name, 'sample'))) ?? null,
  };
}
