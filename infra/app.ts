import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleFunctions } from './bundle.ts';
import { deployedFunctions } from './deployed-functions.ts';
import { holdfast } from './holdfast.ts';
import { writeSamEnvironment } from './sam/environment.ts';
import { writeSamTemplate } from './sam/template.ts';
import { settingNames } from './settings.ts';

const options = Object.fromEntries(settingNames.map((name) => [name, { type: 'string' as const }]));
const { values } = parseArgs({ options });

const folders = new Map(
  (await bundleFunctions({ names: deployedFunctions })).map(({ name, folder }) => [name, folder]),
);
// The CDK CLI names its own.
const outdir = process.env['CDK_OUTDIR'] ?? join(fileURLToPath(new URL('..', import.meta.url)), 'cdk.out');
rmSync(outdir, { recursive: true, force: true });
const assembly = holdfast({
  codeFolderOf: (name) => folders.get(name) ?? name,
  outdir,
  context: values as Record<string, string>,
}).synth();
writeSamTemplate(outdir, assembly.stacks);
writeSamEnvironment(outdir);
for (const { templateFile } of assembly.stacks) console.log(`cdk.out/${templateFile}`);
