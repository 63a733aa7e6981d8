import { setUpCustomer } from '../../domain/customer-set-up.ts';
import { answerOf } from '../customer-answer.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { InvalidRequest } from '../problem.ts';
import { changeContext } from '../set-up/change-context.ts';
import { changeCustomer } from '../store/change-customer.ts';
import { putCustomer } from './contract.ts';

/** §3: what anybody else changed since it was read is never overwritten. */
export const handler = http(putCustomer, async ({ params: { customer }, body, ifMatch, query }, context) => {
  const { customer: named = customer, creditLimitDate: _, ...written } = body;
  if (named !== customer) throw new InvalidRequest([otherThanPath]);
  const changed = await changeCustomer(changeContext(context, query), customer, (current, moment) => {
    checkPrecondition(ifMatch, current?.policyVersion);
    return setUpCustomer(customer, written, current?.customer, moment);
  });
  return answerOf(changed);
});

const otherThanPath = { pointer: '/customer', code: 'invalid_value', detail: 'must be the customer of the path' };
