import * as z from 'zod/mini';
import { warnOfRule } from '../../domain/rules/check-rule.ts';
import { ruleSchema } from '../rule-schema.ts';
import { ruleId } from '../wire.ts';
import { collection } from './collection.ts';

/** §6.1, §6.2 */
export const rules = collection({
  name: 'rules',
  id: 'rule',
  path: 'rules',
  noun: 'rule',
  idSchema: ruleId,
  value: ruleSchema,
  warnings: { schema: z.strictObject({ pointer: z.string(), code: z.string() }), of: warnOfRule },
});
