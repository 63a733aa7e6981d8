import { execFileSync } from 'node:child_process';
import type { StartedChild } from './start-child.ts';

/** The last answer of what the terminal tells a newcomer to paste, as a shell runs it. */
export function pasted(child: StartedChild, index: number): object {
  const commands = child
    .output()
    .split(/^# .*$/m)
    .slice(1);
  const answers = execFileSync('sh', ['-c', commands[index] ?? ''], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return JSON.parse(answers.at(-1) ?? '') as object;
}
