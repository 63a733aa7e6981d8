import { exportedPage } from '../export-page.ts';
import { http } from '../http.ts';
import { exportDecisions } from './contract.ts';
import { decisionLine } from './decision-line.ts';
import { decisionsPage } from './operation.ts';

/** These codes stay; a new column comes last. */
const columns = Object.keys(decisionLine.shape) as (keyof typeof decisionLine.shape)[];

/** §15.3 */
export const handler = http(exportDecisions, async ({ query }, { entity }) =>
  exportedPage(query, columns, await decisionsPage(entity, query)),
);
