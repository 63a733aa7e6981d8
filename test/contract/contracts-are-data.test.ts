import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('the list of operations reads nothing of the store’s clients: whoever walks it needs no environment', async () => {
  const { metafile } = await build({
    entryPoints: ['functions/operations.ts', 'functions/workers.ts'],
    bundle: true,
    write: false,
    outdir: 'out',
    platform: 'node',
    format: 'esm',
    metafile: true,
  });
  const read = Object.keys(metafile.inputs).filter((path) => /@aws-sdk|store\/(table|queues|topic)\.ts/.test(path));
  expect(read).toEqual([]);
});
