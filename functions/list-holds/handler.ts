import { http } from '../http.ts';
import { listHolds } from './contract.ts';
import { holdList } from './operation.ts';

/** §8.4 */
export const handler = http(listHolds, async ({ query }, { entities }) => ({ body: await holdList(entities, query) }));
