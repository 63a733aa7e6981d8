import { putParameters as decide } from '../../domain/set-up/change-set-up.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeContext } from '../set-up/change-context.ts';
import { changeRulebook } from '../store/change-rulebook.ts';
import { putParameters } from './contract.ts';

/** §2.1, §2.2 */
export const handler = http(putParameters, async ({ body, ifMatch, query }, context) => {
  const { parameters } = await changeRulebook(changeContext(context, query), (document) => {
    checkPrecondition(ifMatch, document.parameters.version);
    return decide(document, body);
  });
  return { body, etag: parameters.version };
});
