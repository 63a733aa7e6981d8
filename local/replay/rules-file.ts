import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { decodeJson } from '../../functions/decode-json.ts';
import { decode } from '../../functions/decode.ts';
import { InvalidRequest } from '../../functions/problem.ts';
import { ruleSchema } from '../../functions/rule-schema.ts';
import { ruleId } from '../../functions/wire.ts';
import { UsageError } from './usage-error.ts';

/** Rules by their id, each as `PUT …/rules/{rule}` takes it. */
const schema = z.record(ruleId as unknown as z.ZodMiniType<string, string>, ruleSchema);
export type RulesOfFile = z.output<typeof schema>;

/** Checked before anything is started. */
export function readRules(file: string): RulesOfFile {
  try {
    return decode(schema, decodeJson(readFileSync(file)), '');
  } catch (error) {
    const cause =
      error instanceof InvalidRequest
        ? error.errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ')
        : (error as Error).message;
    throw new UsageError(
      `${file} is no file of rules: ${cause}. It holds {"RULE-ID": {rule}, …}; see local/replay/rules.json.`,
    );
  }
}
