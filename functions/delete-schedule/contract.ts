import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { scheduleParams } from '../schedules/schedule-wire.ts';

export const deleteSchedule = contract({
  name: 'delete-schedule',
  area: 'desk',
  method: 'DELETE',
  path: '/legal-entities/{legalEntity}/schedules/{schedule}',
  summary: 'Have a task no longer run by itself',
  description: 'A job that it has started goes on.',
  params: scheduleParams,
  query: changeQuery,
  response: null,
  precondition: true,
  refusals: ['legal-entity-not-found', 'not-allowed', 'not-found', 'precondition-required', 'precondition-failed'],
});
