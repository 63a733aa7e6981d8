import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { grantOf, readUser, withoutGrantVersion } from '../store/users.ts';
import { getGrant } from './contract.ts';

export const handler = http(getGrant, async ({ params }, { entity }) => {
  const grant = grantOf(await readUser(params.subject), entity);
  if (grant === undefined) throw refuse('not-found', { kind: 'grant' });
  return { body: withoutGrantVersion(grant), etag: grant.version };
});
