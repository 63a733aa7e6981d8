import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageScript } from '../harness/page-commands.ts';
import { endChild, startChild, type StartedChild } from '../harness/start-child.ts';
import { temporaryFolders } from '../harness/temporary-folders.ts';

const newFolder = temporaryFolders();
let folder: string;
let child: StartedChild;
beforeAll(async () => {
  folder = newFolder();
  child = await startChild(folder);
});
afterAll(() => endChild(child, 'SIGTERM'));

/** What each prints somewhere when all went as it says. The delay and the workflow that the last ones set up stay. */
const pages = [
  ['start/first-hold.md', '"state":"released"'],
  ['how-to/send-documents.md', '"MessageId"'],
  ['how-to/import-csv.md', '"outcome":"created"'],
  ['how-to/audit.md', ' true'],
  ['how-to/force-holds.md', '"outcome":"already-forced"'],
  ['how-to/set-up-an-entity.md', '10810.00'],
  ['how-to/review-customers.md', 'ACME,C-6001,Harbour Cafe'],
  ['how-to/score-risk.md', '"riskGroup":"'],
  ['how-to/periodic-tasks.md', '"kind":"reconcile"'],
  ['how-to/work-holds.md', '"state":"releasing"'],
  ['how-to/approvals.md', '"outcome":"done"'],
] as const;

test.each(pages)('%s works, pasted at once', (page, expected) => {
  const input = pageScript(page, { variables: { URL: child.url }, folder });
  const { stdout, stderr, status } = spawnSync('bash', ['-s'], { input, encoding: 'utf8' });
  expect({ stderr, status, problems: stdout.match(/urn:holdfast:problem:[\w-]+/g) }).toEqual({
    stderr: '',
    status: 0,
    problems: null,
  });
  expect(stdout).toContain(expected);
});
