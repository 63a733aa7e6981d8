import * as z from 'zod/mini';
import { codeTypes, numberTypes } from '../../domain/risk/risk-set-up.ts';
import { contract } from '../contract.ts';
import { unchanging } from '../unchanging.ts';
import { civilDate, code, customerId, legalEntityId } from '../wire.ts';

const part = z.strictObject({
  scoringGroup: code,
  type: z.enum([...numberTypes, ...codeTypes, 'user-defined']),
  value: z.nullable(z.string()).check(
    z.meta({
      description: "The customer's own: days or an amount in the legal entity's currency, whole years, or a code.",
      examples: ['30.01'],
    }),
  ),
  score: z.nullable(z.int()),
  matched: z
    .nullable(
      z.union([
        z.strictObject({ from: z.string(), to: z.string(), score: z.int() }),
        z.strictObject({ value: z.string(), score: z.int() }),
      ]),
    )
    .check(z.describe('The range or listed value that gave it.')),
  without: z
    .nullable(z.enum(['no-value', 'not-a-number', 'not-covered']))
    .check(z.describe('Why it adds nothing; `not-covered`: no range or listed value takes it.')),
});

export const getRiskScore = contract({
  name: 'get-risk-score',
  area: 'customers',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/customers/{customer}/risk-score',
  summary: "Read a customer's risk score and its parts",
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId }),
  response: z.strictObject({
    customer: customerId,
    riskScore: z.nullable(z.int()),
    riskGroup: z.nullable(code),
    indicator: z.nullable(z.string()).check(z.describe('Of the risk group.')),
    calculated: z
      .nullable(
        z.strictObject({
          on: civilDate,
          riskScore: z.int(),
          riskGroup: z.nullable(code).check(z.describe('Null where no risk group takes the score in: a gap.')),
          parts: unchanging(z.array(part)),
        }),
      )
      .check(z.describe('How it was scored last; who edits a customer may have given it another score since.')),
  }),
  refusals: ['legal-entity-not-found', 'not-allowed', 'not-found'],
});
