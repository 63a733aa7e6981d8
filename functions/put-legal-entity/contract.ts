import * as z from 'zod/mini';
import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { currency, legalEntityId } from '../wire.ts';

const timeZone = z.string().check(
  z.refine((name) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC', 'must be an IANA time zone'),
  z.meta({ examples: ['Europe/Berlin'] }),
);

/** §1.1 */
export const legalEntity = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  baseCurrency: currency,
  timeZone,
});

export const putLegalEntity = contract({
  name: 'put-legal-entity',
  area: 'set-up',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}',
  summary: 'Create or change a legal entity',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: changeQuery,
  body: legalEntity,
  response: legalEntity,
  status: 'created',
  precondition: true,
  refusals: [
    'not-allowed',
    'precondition-required',
    'precondition-failed',
    'base-currency-fixed',
    'business-date-would-go-back',
    'rulebook-too-large',
  ],
});
