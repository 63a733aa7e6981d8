import { setUpCreditGroup } from '../../domain/credit-group-set-up.ts';
import { creditGroupAnswer } from '../credit-group-answer.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeCreditGroup } from '../store/change-credit-group.ts';
import { dateForGroup } from '../store/visible-credit-groups.ts';
import { putCustomerCreditGroup } from './contract.ts';

/** §4.4 */
export const handler = http(putCustomerCreditGroup, async ({ params: { group }, query, body, ifMatch }, context) => {
  const { actor, entities, now, deadlineMs } = context;
  const viewer = { entities, subject: actor.subject };
  const changed = await changeCreditGroup({ viewer, reason: query.reason, now, deadlineMs }, group, (current) => {
    checkPrecondition(ifMatch, current?.version);
    return setUpCreditGroup(group, body, current?.group, current?.position.members ?? 0);
  });
  const today = await dateForGroup(changed.entities, now);
  return {
    body: await creditGroupAnswer(changed.stored, today),
    etag: changed.stored.version,
    isCreated: changed.isCreated,
  };
});
