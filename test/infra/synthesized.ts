import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { afterAll } from 'vitest';
import { holdfast } from '../../infra/holdfast.ts';

export type Resource = {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
};
export type Template = { readonly Resources: Readonly<Record<string, Resource>> };

/** A stage's templates by the name of their stack without the stage, as text and read. */
export type Synthesized = {
  readonly assembly: CloudAssembly;
  readonly templates: ReadonlyMap<string, Template>;
};

const scratch = mkdtempSync(join(tmpdir(), 'holdfast-infra-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Synthesises with a line of code for each function: templates do not depend on what is in it. */
export function synthesize(context: Readonly<Record<string, string>> = {}): Synthesized {
  const outdir = newFolder();
  const assembly = holdfast({ codeFolderOf: stubFolder, outdir, context }).synth();
  const prefix = `holdfast-${context['stage'] ?? 'dev'}-`;
  const templates = new Map(
    assembly.stacks.map((stack) => [stack.stackName.slice(prefix.length), stack.template as Template]),
  );
  return { assembly, templates };
}

/** Empty, and gone after the tests. */
export function newFolder(): string {
  return mkdtempSync(join(scratch, 'cdk.out-'));
}

export function stubFolder(name: string): string {
  const folder = join(scratch, 'code', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.mjs'), `export const handler = () => '${name}';`);
  writeFileSync(join(folder, 'index.mjs.map'), '{}');
  return folder;
}

/** Resources of one type in one stack, or in all. */
export function resourcesOf({ templates }: Synthesized, type: string, stack?: string): readonly Resource[] {
  return [...templates]
    .filter(([name]) => stack === undefined || name === stack)
    .flatMap(([, template]) => Object.values(template.Resources))
    .filter((resource) => resource.Type === type);
}

export function only<T>(found: readonly T[]): T {
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) throw new Error(`${found.length} where one was expected`);
  return first;
}
