import * as z from 'zod/mini';
import { reasonCodes } from '../domain/evaluation.ts';
import { endedHoldStates, holdStates, type HoldState } from '../domain/hold.ts';
import { checkpoints } from '../domain/order.ts';
import { repeatable, wholeNumber, yesOrNo } from './query-values.ts';
import {
  amount,
  amountsFit,
  civilDate,
  code,
  creditGroupId,
  currency,
  customerId,
  legalEntityId,
  subject,
} from './wire.ts';

export const holdSorts = ['age', 'amount', 'shortfall', 'review-date'] as const;
export type HoldSort = (typeof holdSorts)[number];

const filters = {
  legalEntity: z.optional(repeatable(legalEntityId)),
  customer: z.optional(repeatable(customerId)),
  creditManagementGroup: z
    .optional(repeatable(code))
    .check(z.describe('That the customer was labelled with at the last evaluation.')),
  creditGroup: z.optional(creditGroupId).check(z.describe('Of its members of now, those of your legal entities.')),
  state: z
    .optional(repeatable(z.enum(holdStates)))
    .check(z.describe('Without it, all that have not ended. Ended ones are listed apart from the others.')),
  reason: z.optional(repeatable(z.enum(reasonCodes))).check(z.describe('An active reason.')),
  checkpoint: z.optional(repeatable(z.enum(checkpoints))),
  currency: z.optional(repeatable(currency)).check(z.describe('Of the order.')),
  amountFrom: z.optional(amount).check(z.describe('In the one `currency` that it needs.')),
  amountTo: z.optional(amount).check(z.describe('In the one `currency` that it needs.')),
  heldFrom: z.optional(civilDate).check(z.describe("In the legal entity's time zone, as every day here.")),
  heldTo: z.optional(civilDate),
  olderThanDays: z.optional(wholeNumber(0, 100_000)).check(z.describe('Held longer ago than so many days.')),
  reviewDateFrom: z.optional(civilDate),
  reviewDateTo: z.optional(civilDate),
  hasReviewDate: z.optional(yesOrNo()),
  owner: z.optional(repeatable(subject)),
  hasOwner: z.optional(yesOrNo()),
  isForced: z.optional(yesOrNo()),
  endedFrom: z.optional(civilDate).check(z.describe('For ended states only.')),
  endedTo: z.optional(civilDate).check(z.describe('For ended states only.')),
  sort: z
    .optional(z.enum(holdSorts))
    .check(z.describe('Amounts within one currency after the other, what has none last. Ended ones have no choice.')),
  direction: z
    .optional(z.enum(['ascending', 'descending']))
    .check(z.describe('Without it: the oldest, the largest, or the earliest to review first.')),
};
const anyFilters = z.strictObject(filters);

/** §8.4: what list and export of holds may ask for: every filter given must fit. */
export const holdFilters = anyFilters.check(
  z.superRefine(
    amountsFit<HoldFilters>(amountsOf, ({ currency: [only = '', ...others] = [] }) => (others.length > 0 ? '' : only)),
  ),
  z.superRefine((asked, { issues }) => {
    for (const [name, message] of contradictions(asked)) {
      issues.push({ code: 'custom', message, path: [name], input: asked });
    }
  }),
);
export type HoldFilters = z.output<typeof anyFilters>;

/** Whether the holds that were asked for have ended; they are kept apart. */
export function asksForEnded({ state = [] }: HoldFilters): boolean {
  return state.some(isEndedState);
}

function isEndedState(state: HoldState): boolean {
  return (endedHoldStates as readonly HoldState[]).includes(state);
}

function amountsOf({ amountFrom, amountTo }: HoldFilters) {
  return [
    { path: ['amountFrom'], amount: amountFrom },
    { path: ['amountTo'], amount: amountTo },
  ];
}

function contradictions(asked: HoldFilters): readonly (readonly [keyof HoldFilters, string])[] {
  const { state = [], currency: currencies = [], amountFrom, amountTo } = asked;
  const isEnded = asksForEnded(asked);
  const asksForAmount = amountFrom !== undefined || amountTo !== undefined;
  const given = (names: readonly (keyof HoldFilters)[]) => names.filter((name) => asked[name] !== undefined);
  const misplaced = isEnded ? given(['sort', 'direction']) : given(['endedFrom', 'endedTo']);
  const because = isEnded ? 'is not for ended holds, of which the latest come first' : 'is for ended states only';
  return [
    ...(isEnded && !state.every(isEndedState)
      ? [['state', 'must not name both ended states and others'] as const]
      : []),
    ...(asksForAmount && currencies.length !== 1 ? [['currency', 'must be one, for the amounts'] as const] : []),
    ...misplaced.map((name) => [name, because] as const),
  ];
}
