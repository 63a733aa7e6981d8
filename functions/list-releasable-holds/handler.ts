import { choicePage } from '../choice-page.ts';
import { http } from '../http.ts';
import type { OpenHold } from '../store/credit-groups.ts';
import { readEvaluationState } from '../store/read-evaluation-state.ts';
import { listReleasableHolds } from './contract.ts';

/** Which of a customer's holds a person could let go together (docs/adr/0020). */
export const handler = http(listReleasableHolds, async ({ params, query, language }, { entity }) => {
  const { customer } = params;
  const state = await readEvaluationState({ kind: 'customer', entity, customer }, 'reader');
  const isAsked = (held: OpenHold): boolean => held.entity === entity && held.hold.customer === customer;
  const scope = [listReleasableHolds.name, entity, customer];
  return { body: choicePage(state, { scope, isAsked, query, language }) };
});
