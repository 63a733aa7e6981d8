import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seed, type DemoCall } from './seed.ts';

/** Sets the demo up on the first start in a data folder; what people change later stays theirs. */
export async function seedOnce(folder: string, url: string, tokenOf: (name: string) => string): Promise<void> {
  const marker = join(folder, 'seeded');
  if (existsSync(marker)) return;
  try {
    await seed(callWith(url, tokenOf));
    writeFileSync(marker, '');
  } catch (error) {
    console.error(`The demo is not complete, and will be tried again at the next start: ${(error as Error).message}`);
  }
}

function callWith(url: string, tokenOf: (name: string) => string): DemoCall {
  return async ({ as, method, path, body: value, ifMatch }) => {
    const body = JSON.stringify(value);
    const headers = {
      authorization: `Bearer ${tokenOf(as)}`,
      'content-type': 'application/json',
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      // The same at every try: a start that was cut short goes on where it stopped.
      ...(method === 'POST' ? { 'idempotency-key': createHash('sha256').update(path).update(body).digest('hex') } : {}),
    };
    const init = { method, headers, body };
    const response = await fetch(url + path, init);
    return { status: response.status, text: await response.text() };
  };
}
