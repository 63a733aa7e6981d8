import { setTimeout } from 'node:timers/promises';
import type { OperationName } from '../../functions/operations.ts';
import { harnessStart, startHarness, type Harness } from '../harness/start-harness.ts';

type Body = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

/** Whatever is there is replaced. */
export const overwriting: Headers = { 'if-match': '*' };

/** One legal entity that holds what uses more than 100 % of a limit; every run has a customer of its own. */
export type Stage = {
  readonly harness: Harness;
  /** As the sender of everything; must be taken, unless it was busy. */
  readonly send: (name: OperationName, params: Body, body?: Body, headers?: Headers) => Promise<Body>;
};

export const entity = 'SIM';
const roles = ['credit-admin', 'credit-manager', 'order-intake'] as const;
const maxTries = 20;

export async function setStage(): Promise<Stage> {
  const harness = await startHarness();
  const send: Stage['send'] = async (name, params, body, headers = {}) => {
    for (let tries = 1; ; tries += 1) {
      const answer = await harness.call(name, {
        as: 'root',
        params: { ...ofEntity(name), ...(params as Record<string, string>) },
        body,
        headers,
      });
      if (answer.status < 300) return answer.body as Body;
      // Busy: a sender sends it again.
      if (answer.status !== 503 || tries === maxTries)
        throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
      await setTimeout(1);
    }
  };
  await send('put-legal-entity', {}, { name: entity, baseCurrency: 'EUR', timeZone: 'Europe/Berlin' });
  await harness.grant('root', entity, roles);
  await send('put-reason', { reason: 'AUTO' }, { type: 'release', description: '' });
  const rule = { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' };
  await send('put-rule', { rule: 'USED' }, rule);
  const { body } = await harness.call('get-parameters', { as: 'root', params: { legalEntity: entity } });
  await send('put-parameters', {}, { ...body, creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' }, overwriting);
  return { harness, send };
}

/** A customer credit group belongs to no legal entity. */
function ofEntity(name: OperationName): Readonly<Record<string, string>> {
  return name === 'put-customer-credit-group' ? {} : { legalEntity: entity };
}

/** Sets business time back to where every run starts, or so much later. */
export function resetClock({ harness }: Stage, laterMs = 0): void {
  harness.setClock(new Date(Date.parse(harnessStart) + laterMs).toISOString(), entity);
}
