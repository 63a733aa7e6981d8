import type { Context } from 'aws-lambda';

export type Handler = (event: unknown, context: Context) => Promise<unknown>;

const loaded = new Map<string, Handler>();

/** The function's own handler, the same code that Lambda runs. */
export async function loadHandler(name: string): Promise<Handler> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const { handler } = (await import(`../functions/${name}/handler.ts`)) as { readonly handler: Handler };
  loaded.set(name, handler);
  return handler;
}
