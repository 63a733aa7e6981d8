import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endChild, startChild, type StartedChild } from '../harness/start-child.ts';
import { pageCommands, runScript as run } from '../harness/page-commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-docs-'));
let child: StartedChild;
beforeAll(async () => {
  child = await startChild(folder);
});
afterAll(async () => {
  await endChild(child, 'SIGTERM');
  rmSync(folder, { recursive: true });
});

/** The settling endpoint of the local runtime: nothing is pending or queued. */
async function settled(): Promise<void> {
  const response = await fetch(`${child.url}/local/settled`);
  expect(response.ok).toBe(true);
}

test('the first hold goes as its page says', async () => {
  const [create, ask, look, pay, release] = pageCommands('start/first-hold.md', {
    variables: { URL: child.url },
    folder,
  });
  expect(await run(create)).toContain('"creditLimit":"5000.00"');
  expect(await run(ask)).toContain('"answer":"held"');
  const seen = await run(look);
  expect(seen).toContain('"reason":"credit-limit-used"');
  expect(seen).toContain('{"kind":"pay","amount":"1000.00","currency":"EUR","text":"Pay 1,000.00 EUR on account."}');
  expect(await run(pay)).toContain('"answer":"passed"');
  await settled();
  const token = child.token('cem');
  const hold = await fetch(`${child.url}/legal-entities/ACME/holds/SO-2001.1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await hold.json()).toMatchObject({ state: 'released', end: { by: 'automatic' } });
  const released = await run(release);
  expect(released).toContain('"answer":"held"');
  expect(released).toContain('"outcome":"done"');
});
