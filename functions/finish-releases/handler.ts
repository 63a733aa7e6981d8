import { entityOfRecord } from '../access.ts';
import { decode } from '../decode.ts';
import { queue } from '../queue.ts';
import { finishRelease } from './operation.ts';
import { releaseMessage } from './release-message.ts';

/** §8.7 */
export const handler = queue('releases', async ({ body, deadlineMs }) => {
  const { legalEntity, hold } = decode(releaseMessage, body, '');
  await finishRelease(entityOfRecord(legalEntity), hold, deadlineMs);
});
