import * as z from 'zod/mini';
import { collection } from './collection.ts';

/** §2.5 */
export const creditManagementGroups = collection({
  name: 'creditManagementGroups',
  id: 'group',
  path: 'credit-management-groups',
  noun: 'credit management group',
  idSchema: groupText(1, 10),
  value: z.strictObject({ description: groupText(0, 60) }),
});

function groupText(min: number, max: number): z.ZodMiniType<string, string> {
  const pattern = new RegExp(`^[^\\p{Cc}\\p{Cs}]{${min},${max}}$`, 'u');
  return z.string().check(z.regex(pattern, `must be ${min} to ${max} characters without control characters`));
}
