import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFunctions, type Bundle } from '../../infra/bundle.ts';
import { unknownPath } from '../../infra/deployed-functions.ts';
import { only } from './synthesized.ts';

const scratch = mkdtempSync(join(tmpdir(), 'holdfast-bundle-'));
const outputs = join(scratch, 'functions');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('bundles', () => {
  const name = 'put-legal-entity';
  let bundles: readonly Bundle[];
  let inputs: readonly string[];

  beforeAll(async () => {
    bundles = await bundleFunctions({ names: [name, unknownPath], outputs });
    const metafile = JSON.parse(readFileSync(join(outputs, 'metafile.json'), 'utf8')) as {
      readonly inputs: Readonly<Record<string, unknown>>;
    };
    inputs = Object.keys(metafile.inputs);
  });

  test('have a source map beside them that they do not name', () => {
    for (const { folder, bytes } of bundles) {
      const code = readFileSync(join(folder, 'index.mjs'));
      expect(code.byteLength).toBe(bytes);
      expect(code.includes('sourceMappingURL')).toBe(false);
      expect(existsSync(join(folder, 'index.mjs.map'))).toBe(true);
    }
  });

  test('take credentials from the environment and carry no chain of providers', () => {
    expect(inputs).toContain('infra/environment-credentials.ts');
    expect(inputs.filter((path) => /credential-provider-(?!env)|client-sso|token-providers/.test(path))).toEqual([]);
  });

  test('are the same every time', async () => {
    const again = await bundleFunctions({ names: [unknownPath], outputs: join(scratch, 'again') });
    const code = [only(again).folder, join(outputs, unknownPath)].map((folder) =>
      readFileSync(join(folder, 'index.mjs'), 'utf8'),
    );
    expect(code[0]).toBe(code[1]);
  });

  test.each([name, unknownPath])('of %s can be loaded by itself', async (loaded) => {
    const module = (await import(pathToFileURL(join(outputs, loaded, 'index.mjs')).href)) as {
      readonly handler: unknown;
    };
    expect(module.handler).toBeTypeOf('function');
  });
});

test('a function without a handler is an error that names it', async () => {
  const sources = join(scratch, 'sources');
  mkdirSync(join(sources, 'present'), { recursive: true });
  writeFileSync(join(sources, 'present', 'handler.ts'), 'export const handler = () => {};');
  await expect(
    bundleFunctions({ names: ['present', 'absent'], sources, outputs: join(scratch, 'none') }),
  ).rejects.toThrow('absent');
  expect(existsSync(join(scratch, 'none'))).toBe(false);
});
