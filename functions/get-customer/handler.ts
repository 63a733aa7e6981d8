import { refuse } from '../../domain/refusal.ts';
import { answerOf } from '../customer-answer.ts';
import { http } from '../http.ts';
import { findCustomer } from '../store/customers.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { getCustomer } from './contract.ts';

export const handler = http(getCustomer, async ({ params }, { entity }) => {
  const [document, stored] = await Promise.all([currentRulebook(entity), findCustomer(entity, params.customer)]);
  if (stored === undefined) throw refuse('not-found', { kind: 'customer' });
  return answerOf({ stored, document });
});
