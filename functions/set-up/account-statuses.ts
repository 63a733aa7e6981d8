import * as z from 'zod/mini';
import { description } from '../wire.ts';
import { collection } from './collection.ts';

/** §2.4: `stops` says which of the enabled checkpoints the status stops. */
export const accountStatuses = collection({
  name: 'accountStatuses',
  id: 'accountStatus',
  path: 'account-statuses',
  noun: 'account status',
  value: z.strictObject({ description, stops: z.enum(['none', 'invoice', 'all']) }),
});
