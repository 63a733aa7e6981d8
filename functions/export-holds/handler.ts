import { http } from '../http.ts';
import { exportHolds } from './contract.ts';
import { exportedHolds } from './operation.ts';

/** §15.3 */
export const handler = http(exportHolds, async ({ query }, { entities }) => ({
  body: await exportedHolds(entities, query),
}));
