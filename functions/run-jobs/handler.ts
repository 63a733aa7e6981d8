import { entityOfRecord } from '../access.ts';
import { decode } from '../decode.ts';
import { queue } from '../queue.ts';
import { jobMessage } from './job-message.ts';
import { workOn } from './operation.ts';

/** §9.1, §14 */
export const handler = queue('jobs', async ({ body, deadlineMs }) => {
  const { legalEntity, job } = decode(jobMessage, body, '');
  await workOn(entityOfRecord(legalEntity), job, deadlineMs);
});
