import type { Subject } from '../../domain/ids.ts';
import { http } from '../http.ts';
import { cutPage, placeOf } from '../page.ts';
import { listGrants as read } from '../store/users.ts';
import { listGrants } from './contract.ts';

export const handler = http(listGrants, async ({ query }, { entity }) => {
  const scope = JSON.stringify(['list-grants', entity]);
  const after = placeOf(scope, query)?.[0] as Subject | undefined;
  const grants = await read(entity, after, query.limit + 1);
  return { body: cutPage(scope, query, grants, ({ subject }) => [subject]) };
});
