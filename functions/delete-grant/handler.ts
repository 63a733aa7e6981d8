import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeContext } from '../set-up/change-context.ts';
import { changeGrant } from '../store/change-grant.ts';
import { deleteGrant } from './contract.ts';

/** §1.6 */
export const handler = http(deleteGrant, async ({ params, ifMatch, query }, context) => {
  await changeGrant(changeContext(context, query), params.subject, (current) => {
    if (current === undefined) throw refuse('not-found', { kind: 'grant' });
    checkPrecondition(ifMatch, current.version);
    return undefined;
  });
  return { body: null };
});
