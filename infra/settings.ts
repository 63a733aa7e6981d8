import type { Node } from 'constructs';

/** What a deployment chooses, each from the context of the same name (`--stage prod`, or `-c stage=prod` of the CDK CLI). */
export type Settings = {
  readonly stage: string;
  /** Whose tokens are accepted; without it the deployment gets a user pool of its own. */
  readonly tokens?: { readonly issuer: string; readonly audience: string };
  /** Subjects of tokens, who may create legal entities. */
  readonly installationAdmins: readonly string[];
  /** Whose grants the messages of the intake queue have, as a user's: the subject of its sending system. */
  readonly intakePrincipal: string;
  /** Told of every alarm. */
  readonly alarmEmail?: string;
  readonly logLevel: string;
};

export const settingNames = [
  'stage',
  'issuer',
  'audience',
  'installation-admins',
  'intake-principal',
  'alarm-email',
  'log-level',
] as const;

const logLevels = ['DEBUG', 'INFO', 'WARN', 'ERROR'];

export function settingsOf(node: Node): Settings {
  const stage = text(node, 'stage') ?? 'dev';
  // Names of stacks and everything in them begin with it.
  if (!/^[a-z][a-z0-9-]{0,15}$/.test(stage)) throw new Error(`stage "${stage}" is not 1 to 16 of a-z, 0-9 and -`);
  const issuer = text(node, 'issuer');
  const audience = text(node, 'audience');
  if ((issuer === undefined) !== (audience === undefined)) throw new Error('issuer and audience go together');
  const alarmEmail = text(node, 'alarm-email');
  const logLevel = text(node, 'log-level') ?? 'INFO';
  if (!logLevels.includes(logLevel)) throw new Error(`log-level "${logLevel}" is none of ${logLevels.join(', ')}`);
  return {
    stage,
    ...(issuer === undefined || audience === undefined ? {} : { tokens: { issuer, audience } }),
    installationAdmins: (text(node, 'installation-admins') ?? '').split(',').filter((subject) => subject !== ''),
    intakePrincipal: text(node, 'intake-principal') ?? '',
    ...(alarmEmail === undefined ? {} : { alarmEmail }),
    logLevel,
  };
}

function text(node: Node, name: (typeof settingNames)[number]): string | undefined {
  const value: unknown = node.tryGetContext(name);
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw new Error(`${name} is not text`);
  return value;
}
