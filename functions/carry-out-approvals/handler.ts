import { entityOfRecord } from '../access.ts';
import { decode } from '../decode.ts';
import { queue } from '../queue.ts';
import { approvalMessage } from './approval-message.ts';
import { carryOut } from './operation.ts';

/** §11.3 */
export const handler = queue('approvals', async ({ body, deadlineMs }) => {
  const { legalEntity, approvalRequest } = decode(approvalMessage, body, '');
  await carryOut(entityOfRecord(legalEntity), approvalRequest, deadlineMs);
});
