import { demoCommands } from './demo-commands.ts';
import type { DemoUser, DemoUserName } from './demo.ts';

export type DemoToken = { readonly user: DemoUser; readonly token: string; readonly file: string };

export type Welcome = {
  readonly url: string;
  readonly folder: string;
  readonly intakeUrl: string;
  /** The business date. */
  readonly today: string;
  readonly tokens: readonly DemoToken[];
};

/** What the terminal shows once everything runs: addresses, tokens, and what to try first. */
export function welcome({ url, folder, intakeUrl, today, tokens }: Welcome): string {
  const bearer = (name: DemoUserName): string =>
    `-H "authorization: Bearer $(cat ${tokens.find(({ user }) => user.name === name)?.file ?? ''})"`;
  return [
    `Holdfast runs at ${url} (data in ${folder}). Ctrl-C stops it.`,
    `  Read the API at ${url}/docs`,
    `  Senders may also use the queue ${intakeUrl} (SQS, any credentials)`,
    '',
    'Tokens, one per role:',
    ...tokens.map(({ user, token }) => `  ${user.name} (${user.role}): ${token}`),
    '',
    'Try these four, in another terminal in this folder:',
    '',
    ...demoCommands(url, today, bearer).flatMap(({ does, command }) => [`# ${does}`, command, '']),
  ].join('\n');
}
