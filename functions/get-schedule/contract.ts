import { contract } from '../contract.ts';
import { scheduleParams, scheduleView } from '../schedules/schedule-wire.ts';

export const getSchedule = contract({
  name: 'get-schedule',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/schedules/{schedule}',
  summary: 'Read when a task runs by itself, and how it went last',
  params: scheduleParams,
  response: scheduleView,
  precondition: true,
  refusals: ['legal-entity-not-found', 'not-allowed', 'not-found'],
});
