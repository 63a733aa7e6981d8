import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Surroundings = {
  /** What the page's first block is to set instead, by variable. */
  readonly variables: Readonly<Record<string, string>>;
  readonly folder: string;
};

/** A page's commands as scripts, a block at a time, each with the settings of the first block. */
export function pageCommands(page: string, { variables, folder }: Surroundings): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8');
  const [first = '', ...rest] = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(
    ([, language, block = '']) => (language === '' ? [block] : []),
  );
  const settings = Object.entries(variables).reduce(
    (block, [name, value]) => block.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}=${value}`),
    first.replaceAll('.data/', `${folder}/`),
  );
  return rest.map((block) => `set -e\n${settings}\n${block}`);
}

export async function runScript(script: string | undefined): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-c', script ?? 'exit 1']);
  return stdout;
}
