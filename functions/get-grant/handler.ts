import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { readRulebookPointer } from '../store/rulebook.ts';
import { grantOf, readUser, withoutGrantVersion } from '../store/users.ts';
import { getGrant } from './contract.ts';

/** Who may without a grant (an administrator of the installation) may ask for a legal entity that does not exist. */
export const handler = http(getGrant, async ({ params }, { entity }) => {
  const grant = grantOf(await readUser(params.subject), entity);
  if (grant === undefined) {
    await readRulebookPointer(entity);
    throw refuse('not-found', { kind: 'grant' });
  }
  return { body: withoutGrantVersion(grant), etag: grant.version };
});
