import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { pageOf, pageQuery } from '../page.ts';
import { scheduleView } from '../schedules/schedule-wire.ts';
import { legalEntityId, version } from '../wire.ts';

export const listSchedules = contract({
  name: 'list-schedules',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/schedules',
  summary: 'List the tasks that run by themselves',
  description:
    'Those that people have set up. Beside them all holds are evaluated each business day, and statistics and then risk scores ' +
    'calculated each month, not before 04:00 (§14).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: pageQuery,
  response: pageOf(z.safeExtend(scheduleView, { version })),
  refusals: ['legal-entity-not-found', 'not-allowed', 'invalid-cursor'],
});
