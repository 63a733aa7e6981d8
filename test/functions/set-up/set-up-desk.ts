import type { OperationName } from '../../../functions/operations.ts';
import { startHarness, type CallAnswer, type Harness, type HarnessOptions } from '../../harness/start-harness.ts';

export type Desk = {
  readonly harness: Harness;
  /** A call of the legal entity's administrator. */
  readonly call: <N extends OperationName>(
    name: N,
    params?: Readonly<Record<string, string>>,
    body?: unknown,
    ifMatch?: string,
  ) => Promise<CallAnswer<N>>;
};

/** A fresh table with one legal entity, kept in euros, whose administrator is `root`. */
export async function startDesk(legalEntity = 'ACME', options: HarnessOptions = {}): Promise<Desk> {
  const harness = await startHarness(options);
  const body = { name: legalEntity, baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };
  await harness.call('put-legal-entity', { as: 'root', params: { legalEntity }, body });
  return {
    harness,
    call: (name, params = {}, sent = undefined, ifMatch = undefined) =>
      harness.call(name, {
        as: 'root',
        params: { legalEntity, ...params },
        body: sent,
        headers: { 'if-match': ifMatch },
      }),
  };
}
