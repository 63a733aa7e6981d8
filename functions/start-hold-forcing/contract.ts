import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { forcing } from '../forcing.ts';
import { jobView } from '../job-wire.ts';
import { orderSelection } from '../order-selection.ts';
import { legalEntityId } from '../wire.ts';

export const startHoldForcing = contract({
  name: 'start-hold-forcing',
  area: 'desk',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/forced-holds',
  summary: 'Put many orders on forced holds, in the background',
  description:
    'Those that fit every filter given, and of a list any of its values: a job, whose results say of each order how it came out. ' +
    'Orders are found among those that are neither closed, cancelled, rejected nor wholly invoiced; of what `orders` and ' +
    '`customers` name, the results also say what could not be forced, and what is not there. With `dryRun` the results are those that ' +
    'forcing would give, and nothing changes (§10).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  body: z
    .strictObject({ ...forcing, filter: orderSelection })
    .check(z.meta({ examples: [{ reason: 'DISPUTE', filter: { customers: ['C-1001'] } }] })),
  response: jobView,
  status: 'created',
  refusals: ['unknown-reference', 'wrong-reason-type', 'idempotency-key-required', 'idempotency-key-reused'],
});
