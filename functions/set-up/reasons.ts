import * as z from 'zod/mini';
import { description } from '../wire.ts';
import { collection } from './collection.ts';

/** §2.3 */
export const reasons = collection({
  name: 'reasons',
  id: 'reason',
  path: 'reasons',
  noun: 'reason',
  value: z.strictObject({ type: z.enum(['hold', 'release', 'status']), description }),
});
