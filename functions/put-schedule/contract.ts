import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { scheduleParams, scheduleSchema, scheduleView } from '../schedules/schedule-wire.ts';

export const putSchedule = contract({
  name: 'put-schedule',
  area: 'desk',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/schedules/{schedule}',
  summary: 'Have a task run by itself',
  description:
    'Its job is started once for each of its days, from its time on, in the time zone of the legal entity; a day that was missed is ' +
    'done late, of several the last one. While the job of the day before still runs, the next one waits. It runs in the name of ' +
    'whoever set it up last, who must be one who may start it, now and on each of its days (§14).',
  params: scheduleParams,
  query: changeQuery,
  body: scheduleSchema,
  response: scheduleView,
  status: 'created',
  precondition: true,
  refusals: [
    'legal-entity-not-found',
    'not-allowed',
    'precondition-required',
    'precondition-failed',
    'invalid-set-up',
    'unknown-reference',
    'wrong-reason-type',
    'statistics-in-use',
    'nothing-to-score',
  ],
});
