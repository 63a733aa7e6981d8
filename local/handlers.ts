import type { Context } from 'aws-lambda';

export type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** The function's own handler, the same code that Lambda runs. */
export async function loadHandler(name: string): Promise<Handler> {
  const loaded = (await import(`../functions/${name}/handler.ts`)) as { readonly handler: Handler };
  return loaded.handler;
}
