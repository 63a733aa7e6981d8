import { setUpCustomer } from '../../domain/customer-set-up.ts';
import { answerOf } from '../customer-answer.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeContext } from '../set-up/change-context.ts';
import { changeCustomer } from '../store/change-customer.ts';
import { putCustomer } from './contract.ts';

/** §3: what anybody else changed since it was read is never overwritten. */
export const handler = http(putCustomer, async ({ params: { customer }, body, ifMatch }, context) =>
  answerOf(
    await changeCustomer(changeContext(context), customer, (current, moment) => {
      checkPrecondition(ifMatch, current?.policyVersion);
      return setUpCustomer(customer, body, current?.customer, moment);
    }),
  ),
);
