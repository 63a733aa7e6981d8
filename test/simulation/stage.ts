import type { Subject } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../../functions/actor.ts';
import type { OperationName } from '../../functions/operations.ts';
import { forgetGrants } from '../../functions/store/grants.ts';
import { readRulebook } from '../../functions/store/rulebook.ts';
import { harnessStart, startHarness, type Harness } from '../harness/start-harness.ts';

type Body = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

/** Whatever is there is replaced. */
export const overwriting: Headers = { 'if-match': '*' };

/** One legal entity that holds what uses more than 100 % of a limit, beside another that nothing may touch. */
export type Stage = {
  readonly harness: Harness;
  /** As the sender of everything, which accepts the answers that it names beside good ones. `SenderAgain` where it was busy. */
  readonly send: (name: OperationName, params: Body, sent?: Sending) => Promise<Body>;
};

export type Sending = {
  readonly body?: Body;
  readonly headers?: Headers;
  readonly accepts?: readonly number[];
  /** Who sends it. */
  readonly as?: string;
};

/** Busy: the sender sends it again, unchanged. */
export class SenderAgain extends Error {}

export const entity = 'SIM';
export const otherEntity = 'ELSE';
/** The stranger knows the first legal entity alone. */
const people = ['root', 'ann', 'bob', 'stranger'] as const;
const roles = ['credit-admin', 'credit-manager', 'order-intake'] as const;

export async function setStage(): Promise<Stage> {
  const harness = await startHarness();
  const send: Stage['send'] = async (name, params, { body, headers = {}, accepts = [], as = 'root' } = {}) => {
    const answer = await harness.call(name, {
      as,
      params: { ...ofEntity(name), ...(params as Record<string, string>) },
      body,
      headers,
    });
    if (answer.status === 503) throw new SenderAgain(name);
    if (answer.status >= 300 && !accepts.includes(answer.status))
      throw new Error(`${name} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as Body;
  };
  for (const legalEntity of [otherEntity, entity]) {
    const body = { name: legalEntity, baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };
    await send('put-legal-entity', { legalEntity }, { body });
    for (const subject of people.filter((one) => one !== 'stranger' || legalEntity === entity))
      await harness.grant(subject, legalEntity, roles);
  }
  await send('put-customer', { legalEntity: otherEntity, customer: 'C' }, { body: { name: 'C', currency: 'EUR' } });
  await send('put-reason', { reason: 'AUTO' }, { body: { type: 'release', description: '' } });
  await send('put-reason', { reason: 'WHY' }, { body: { type: 'hold', description: '' } });
  await send('put-account-status', { accountStatus: 'STOP' }, { body: { description: '', stops: 'all' } });
  const rule = { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' };
  await send('put-rule', { rule: 'USED' }, { body: rule });
  const parameters = await send('get-parameters', {});
  const body = { ...parameters, creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' };
  await send('put-parameters', {}, { body, headers: overwriting });
  // The day's evaluation of everything is over, so that it does not put right what a schedule leaves wrong.
  await harness.work('tick');
  return { harness, send };
}

/** Whatever was played before, functions know the rules and no grants; in a table of another name not even the rules. */
export async function warmUp(versions: readonly number[]): Promise<void> {
  for (const subject of people) forgetGrants(subject as Subject);
  for (const version of versions) await readRulebook(entity as AuthorizedEntity, version);
}

/** A customer credit group and a list of holds belong to no legal entity. */
function ofEntity(name: OperationName): Readonly<Record<string, string>> {
  const ofNone = [
    'put-customer-credit-group',
    'get-customer-credit-group',
    'release-holds',
    'reject-holds',
    'withdraw-releases',
  ];
  const isOfNone = ofNone.includes(name);
  return isOfNone ? {} : { legalEntity: entity };
}

/** Business time of the legal entity (ISO 8601). */
export function setClock({ harness }: Stage, instant: string): void {
  harness.setClock(instant, entity);
}

/** Sets business time back to where every run starts, or so much later. */
export function resetClock(stage: Stage, laterMs = 0): void {
  setClock(stage, new Date(Date.parse(harnessStart) + laterMs).toISOString());
}
