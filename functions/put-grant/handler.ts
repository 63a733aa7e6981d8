import { checkReleaseAuthority } from '../../domain/set-up/check-release-authority.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeContext } from '../set-up/change-context.ts';
import { changeGrant } from '../store/change-grant.ts';
import { putGrant } from './contract.ts';

/** §1.2, §1.4 */
export const handler = http(putGrant, async ({ params, body, ifMatch, query }, context) => {
  let isCreated = false;
  const etag = await changeGrant(changeContext(context, query), params.subject, (current, rulebook) => {
    checkPrecondition(ifMatch, current?.version);
    checkReleaseAuthority(rulebook, body.releaseAuthority);
    isCreated = current === undefined;
    return body;
  });
  return { body, etag, isCreated };
});
