import * as z from 'zod/mini';
import { noCheapestCodes } from '../../domain/explain-hold.ts';
import { contract } from '../contract.ts';
import { holdView } from '../hold-wire.ts';
import { clearance, reason, text } from '../reason-wire.ts';
import { amount, civilDate, currency, holdId, legalEntityId, version } from '../wire.ts';

const fix = z.strictObject({
  clearance,
  takes: z
    .nullable(z.strictObject({ amount, currency }))
    .check(
      z.describe(
        'What is paid, what a limit is raised by, or what the order is lowered by, in the base currency; null where it is no matter of an amount, or a rate is missing to tell.',
      ),
    ),
  isCheapest: z.boolean(),
});

const evaluatedNow = z.strictObject({
  businessDate: civilDate,
  rulebookVersion: version,
  reasons: z.array(reason),
  fixes: z
    .array(fix)
    .check(
      z.describe(
        'Each alone clears every reason but a forced one, and a cent or a day less does not; the cheapest first.',
      ),
    ),
  noCheapest: z
    .nullable(z.strictObject({ because: z.enum(noCheapestCodes), text }))
    .check(z.describe('Why none of the fixes is the cheapest.')),
});

export const getHold = contract({
  name: 'get-hold',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/holds/{hold}',
  summary: 'Read a hold with its reasons, then and now, and what would clear them',
  description:
    'Reasons are as of the last evaluation. `evaluatedNow` is what one would find at this moment, after the older holds of the ' +
    'customer; it changes nothing, and the ETag does not tell of it.',
  params: z.strictObject({ legalEntity: legalEntityId, hold: holdId }),
  response: z
    .strictObject({
      ...holdView.shape,
      evaluatedNow: z.nullable(evaluatedNow).check(z.describe('Null once the hold has ended.')),
    })
    .check(z.meta({ id: 'ExplainedHold' })),
  inWords: true,
  precondition: true,
  refusals: ['not-found'],
});
