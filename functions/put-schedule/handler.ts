import { http } from '../http.ts';
import { putSchedule } from './contract.ts';
import { setUpSchedule } from './operation.ts';

/** §14 */
export const handler = http(putSchedule, async ({ params, body, ifMatch, query }, context) =>
  setUpSchedule({ schedule: params.schedule, definition: body, ifMatch, query }, context),
);
