import type { HoldId } from '../../domain/ids.ts';
import { readCredit, readRulebookInForce } from '../store/credit-state.ts';
import { evaluateCustomer, openHoldsByAge, type EvaluatedHold, type Evaluating } from '../store/evaluate-customer.ts';
import { joined, requestKey } from '../store/keys.ts';
import { findRecord, keepRecord, resultOf } from '../store/request-record.ts';

type Evaluated = { readonly results: readonly EvaluatedHold[]; readonly currency: string; readonly isReplay: boolean };

/**
 * §9.1: many intents under one key, each with its decision as its own record; the result of all is kept when they are done.
 * Who dies in between does the rest when asked again.
 */
export async function evaluateOnRequest(asked: Evaluating, requestHash: string): Promise<Evaluated> {
  const { entity, customer, cause } = asked;
  const key = requestKey(entity, 'evaluate-customer-holds', joined(customer, cause));
  const [{ currency }, record] = await Promise.all([readRulebookInForce(entity, true), findRecord(key, requestHash)]);
  if (record !== undefined) return { results: resultOf<readonly EvaluatedHold[]>(record), currency, isReplay: true };
  await readCredit(entity, customer, true);
  const results = await evaluateCustomer(asked, await chosenHolds(asked, requestHash));
  await keepRecord(key, requestHash, results);
  return { results, currency, isReplay: false };
}

/** The holds that were open when this was first asked, so that who asks again after an interruption hears of all of them. */
async function chosenHolds({ entity, customer, cause }: Evaluating, requestHash: string): Promise<readonly HoldId[]> {
  const key = requestKey(entity, 'evaluate-customer-holds', joined(customer, cause, 'holds'));
  const open = (await openHoldsByAge(entity, customer)).map(({ hold }) => hold.hold);
  await keepRecord(key, requestHash, open);
  const kept = await findRecord(key, requestHash);
  return kept === undefined ? open : resultOf<readonly HoldId[]>(kept);
}
