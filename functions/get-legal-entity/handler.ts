import { withoutVersion } from '../../domain/set-up/element.ts';
import { http } from '../http.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { getLegalEntity } from './contract.ts';

export const handler = http(getLegalEntity, async (_, context) => {
  const { entity } = await currentRulebook(context.entity);
  return { body: withoutVersion(entity), etag: entity.version };
});
