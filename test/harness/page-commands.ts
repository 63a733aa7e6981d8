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
export function pageCommands(page: string, surroundings: Surroundings): readonly string[] {
  const [settings, ...blocks] = pageBlocks(page, surroundings);
  return blocks.map((block) => `set -e\n${settings}\n${block}`);
}

/** All of a page's commands, as somebody pastes them who does not stop to read. */
export function pageScript(page: string, surroundings: Surroundings): string {
  return pageBlocks(page, surroundings).join('\n');
}

function pageBlocks(page: string, { variables, folder }: Surroundings): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8');
  const [first = '', ...rest] = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(
    ([, language, block = '']) => (language === '' ? [block] : []),
  );
  const settings = Object.entries(variables).reduce(
    (block, [name, value]) => block.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}=${value}`),
    first.replaceAll('.data/', `${folder}/`),
  );
  return [settings, ...rest];
}

export async function runScript(script: string | undefined): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-c', script ?? 'exit 1']);
  return stdout;
}
