import { exportedPage } from '../export-page.ts';
import { http } from '../http.ts';
import { exportCreditPositions } from './contract.ts';
import { positionsPage } from './operation.ts';
import { positionLine } from './position-line.ts';

/** These codes stay; a new column comes last. */
const columns = Object.keys(positionLine.shape) as (keyof typeof positionLine.shape)[];

/** §5.7 of many. */
export const handler = http(exportCreditPositions, async ({ query }, { entity, now }) =>
  exportedPage(query, columns, await positionsPage(entity, query, now)),
);
