import { putEntity } from '../../domain/set-up/change-set-up.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeContext } from '../set-up/change-context.ts';
import { changeRulebook } from '../store/change-rulebook.ts';
import { createEntity } from '../store/create-entity.ts';
import { putLegalEntity } from './contract.ts';

/** §1.1 */
export const handler = http(putLegalEntity, async ({ body, ifMatch, query }, context) => {
  const created = await createEntity(changeContext(context, query), body, ifMatch);
  if (created !== undefined) return { body, etag: created.entity.version, isCreated: true };
  const { entity } = await changeRulebook(changeContext(context, query), (document) => {
    checkPrecondition(ifMatch, document.entity.version);
    return putEntity(document, body, context.now);
  });
  return { body, etag: entity.version };
});
