import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { customerChoice } from '../customer-choice.ts';
import { jobView } from '../job-wire.ts';
import { legalEntityId } from '../wire.ts';

export const startStatisticsCalculation = contract({
  name: 'start-statistics-calculation',
  area: 'customers',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/statistics-calculations',
  summary: 'Calculate balance statistics, in the background',
  description:
    'Of some customers, or of all: DSO, average balance, credit limit used, exposure and payment days, as of today, and the month ' +
    'ends that they are made of. Customers that owe nothing are left out unless they are asked for. It also runs by itself at the ' +
    'beginning of each month. Running it again changes nothing (§13, §14).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  body: z
    .strictObject({ customers: customerChoice, includeWithoutBalance: z._default(z.boolean(), false) })
    .check(z.meta({ examples: [{ customers: ['C-1001'], includeWithoutBalance: true }] })),
  response: jobView,
  status: 'created',
  refusals: ['idempotency-key-required', 'idempotency-key-reused'],
});
