import { formatAmount } from '../../domain/money.ts';
import { defaultParameters } from '../../domain/parameters.ts';
import { putCustomer } from '../../functions/put-customer/contract.ts';
import { putGrant } from '../../functions/put-grant/contract.ts';
import { putLegalEntity } from '../../functions/put-legal-entity/contract.ts';
import { putParameters } from '../../functions/put-parameters/contract.ts';
import { putReason } from '../../functions/put-reason/contract.ts';
import { putRule } from '../../functions/put-rule/contract.ts';
import { Refused, type Desk } from './desk.ts';
import { inParallel } from './in-parallel.ts';
import { limitFor } from './limit-option.ts';
import type { ReplayOptions } from './options.ts';
import type { Receivable } from './receivable.ts';
import type { RulesOfFile } from './rules-file.ts';
import { UsageError } from './usage-error.ts';

export const legalEntity = 'REPLAY';
/** Business dates are the file's. */
const timeZone = 'UTC';
const releaseReason = 'CREDIT-RESTORED';
const atOnce = 4;

type SetUp = Pick<ReplayOptions, 'currency' | 'limit' | 'rulesFile'> & { readonly rules: RulesOfFile };

/** A legal entity with the file's customers and the rules, through the API. */
export async function setUp(desk: Desk, receivables: readonly Receivable[], wishes: SetUp): Promise<void> {
  const entity = { name: 'Replay', baseCurrency: wishes.currency, timeZone };
  await desk.call(putLegalEntity, { as: 'ann', params: { legalEntity }, body: entity });
  for (const [subject, role] of [
    ['bob', 'credit-manager'],
    ['ola', 'order-intake'],
    ['aud', 'auditor'],
  ] as const) {
    await desk.call(putGrant, { as: 'ann', params: { legalEntity, subject }, body: { roles: [role] } });
  }
  const reason = { type: 'release', description: 'The reasons for the hold are gone' };
  await desk.call(putReason, { as: 'ann', params: { legalEntity, reason: releaseReason }, body: reason });
  await desk.call(putParameters, { as: 'ann', params: { legalEntity }, body: parameters, ifMatch: '*' });
  await inParallel([...byCustomer(receivables)], atOnce, async ([customer, invoices]) => {
    const { currency } = wishes;
    const creditLimit = formatAmount(limitFor(wishes.limit, invoices), currency);
    const body = { name: customer, currency, creditLimit };
    await desk.call(putCustomer, { as: 'bob', params: { legalEntity, customer }, body });
  });
  await putRules(desk, wishes);
}

async function putRules(desk: Desk, { rules, rulesFile }: SetUp): Promise<void> {
  for (const [rule, body] of Object.entries(rules)) {
    try {
      await desk.call(putRule, { as: 'ann', params: { legalEntity, rule }, body });
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error;
      throw new UsageError(`${rulesFile}: rule ${rule} does not fit a replay: ${error.message}`);
    }
  }
}

export const parameters = { ...defaultParameters, creditLimitCheck: 'rules', automaticReleaseReason: releaseReason };

export function byCustomer<T extends Pick<Receivable, 'customer'>>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(items, ({ customer }) => customer);
}
