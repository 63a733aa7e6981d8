import type { Subject } from '../../domain/ids.ts';
import { http } from '../http.ts';
import { cutPage, placeOf } from '../page.ts';
import { readRulebookPointer } from '../store/rulebook.ts';
import { listGrants as read } from '../store/users.ts';
import { listGrants } from './contract.ts';

/** Without a grant there may be no legal entity either: an administrator of the installation may ask for any. */
export const handler = http(listGrants, async ({ query }, { entity }) => {
  const scope = JSON.stringify(['list-grants', entity]);
  const after = placeOf(scope, query)?.[0] as Subject | undefined;
  const grants = await read(entity, after, query.limit + 1);
  if (grants.length === 0) await readRulebookPointer(entity);
  return { body: cutPage(scope, query, grants, ({ subject }) => [subject]) };
});
