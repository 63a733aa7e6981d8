import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { leftOut } from './left-out.ts';

export type Bundle = {
  readonly name: string;
  /** Holds `index.mjs`, and its source map beside it, which the deployed archive leaves out. */
  readonly folder: string;
  readonly bytes: number;
};

export type BundleOptions = {
  readonly names: readonly string[];
  /** Where `<name>/handler.ts` are. */
  readonly sources?: string;
  readonly outputs?: string;
};

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles every handler in one run. A function without a handler is an error, never left out. */
export async function bundleFunctions(options: BundleOptions): Promise<readonly Bundle[]> {
  const { names, sources = join(root, 'functions'), outputs = join(root, 'dist/functions') } = options;
  const missing = names.filter((name) => !existsSync(join(sources, name, 'handler.ts')));
  if (missing.length > 0) throw new Error(`no handler.ts for ${missing.join(', ')}`);
  rmSync(outputs, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: join(sources, name, 'handler.ts'), out: join(name, 'index') })),
    outdir: outputs,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    treeShaking: true,
    legalComments: 'none',
    sourcemap: 'external',
    metafile: true,
    // Loaded only by operations that stream events, which no store of ours has.
    external: ['@smithy/core/event-streams'],
    alias: { '@aws-sdk/credential-provider-node': './infra/environment-credentials.ts' },
    plugins: [leftOut],
  });
  mkdirSync(outputs, { recursive: true });
  writeFileSync(join(outputs, 'metafile.json'), JSON.stringify(metafile));
  return names.map((name) => ({ name, folder: join(outputs, name), bytes: bytesOf(metafile, name) }));
}

function bytesOf(metafile: Metafile, name: string): number {
  const found = Object.entries(metafile.outputs).find(([path]) => path.endsWith(`/${name}/index.mjs`));
  if (found === undefined) throw new Error(`${name} was not bundled`);
  return found[1].bytes;
}
