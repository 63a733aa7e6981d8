import { decode } from '../decode.ts';
import { evaluationMessage } from '../evaluation-message.ts';
import { queue } from '../queue.ts';
import { evaluateAsAsked } from './operation.ts';

/** §9.5. What several messages of a batch ask is done once, since all that caused them is stored by then. */
export const handler = queue('evaluation', async ({ body, deadlineMs, done }) => {
  const message = decode(evaluationMessage, body, '');
  const asked = JSON.stringify({ ...message, cause: '' });
  if (done.has(asked)) return;
  await evaluateAsAsked(message, deadlineMs);
  done.add(asked);
});
