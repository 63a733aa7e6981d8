import type { Context } from 'aws-lambda';
import { startWhatIsDue } from './operation.ts';

/** What is started ends before. */
const reserveMs = 8_000;

/** §9.5, §14: every five minutes; starts what the data say is due. */
export const handler = async (_: unknown, lambda: Context): Promise<void> =>
  startWhatIsDue(Date.now(), () => lambda.getRemainingTimeInMillis() > reserveMs);
