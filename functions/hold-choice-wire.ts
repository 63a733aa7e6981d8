import * as z from 'zod/mini';
import { holdStates } from '../domain/hold.ts';
import { formatAmount } from '../domain/money.ts';
import { areOfCredit } from '../domain/older-holds.ts';
import { wordsIn, type Words } from '../domain/words/words-in.ts';
import type { Language } from '../domain/words/catalogue.ts';
import { choiceSorts, chosenAmong, comparingChoices, type Choice } from './hold-choice.ts';
import { cutPage, pageOf, pageQuery, placeOf } from './page.ts';
import { reason, text } from './reason-wire.ts';
import type { OpenHold } from './store/credit-groups.ts';
import type { EvaluationState } from './store/evaluation-state.ts';
import { amount, civilDate, currency, customerId, holdId, legalEntityId, orderId } from './wire.ts';
import { wireForm } from './wire-form.ts';

export const choiceQuery = z.extend(pageQuery, {
  sort: z
    ._default(z.enum(choiceSorts), 'age')
    .check(z.describe('In which order they would be released; `amount` in the base currency.')),
  direction: z
    .optional(z.enum(['ascending', 'descending']))
    .check(
      z.describe('Without it: the oldest, the largest, or the earliest first. What has no requested date is last.'),
    ),
});

const free = z.nullable(amount);

const choice = z.strictObject({
  legalEntity: legalEntityId,
  customer: customerId,
  hold: holdId,
  order: orderId,
  heldAt: z.string().check(z.meta({ format: 'date-time' })),
  state: z.enum(holdStates),
  stateTitle: text,
  requestedDate: z.nullable(civilDate),
  amount,
  currency: currency.check(z.describe('Of the order.')),
  fits: z.boolean(),
  keptBy: z
    .nullable(z.enum(['credit', 'other']))
    .check(
      z.describe(
        '`credit`: nothing but the credit that is left, so that it may go before others. `other`: more than that.',
      ),
    ),
  reasons: z.array(z.omit(reason, { clearances: true })).check(z.describe('Why it does not fit.')),
  takes: amount.check(z.describe('Of the free credit, once it is released.')),
  freeBefore: free.check(
    z.describe("Of the customer's own limit, before its turn; null where it is not tested, or a rate is missing."),
  ),
  freeAfter: free.check(z.describe('After its turn.')),
  baseCurrency: currency.check(z.describe('Of what it takes and what is free.')),
  groupFreeBefore: free.check(z.describe("Of the limit of the customer's credit group, in its currency.")),
  groupFreeAfter: free,
});

export const choices = z.safeExtend(pageOf(choice), {
  groupCurrency: z.nullable(currency).check(z.describe('Of the customer credit group.')),
  counts: z.strictObject({ total: z.int(), fitting: z.int() }).check(z.describe('Over all pages.')),
});
type Choices = z.input<typeof choices>;

type Asked = {
  /** Names the list. */
  readonly scope: readonly string[];
  readonly isAsked: (held: OpenHold) => boolean;
  readonly query: z.output<typeof choiceQuery>;
  readonly language: Language;
};

/** Every page is worked out from all holds as they are when it is asked for. */
export function choicesOnWire(read: EvaluationState, { scope, isAsked, query, language }: Asked): Choices {
  const { limit: _limit, cursor: _cursor, ...order } = query;
  const all = chosenAmong(read, isAsked, order);
  const list = JSON.stringify([...scope, order]);
  const [after, compare] = [placeOf(list, query), comparingChoices(order)];
  const rest = after === undefined ? all : all.filter(({ place }) => compare(place, after) > 0);
  const { items, nextCursor } = cutPage(list, query, rest, ({ place }) => place);
  const words = wordsIn(language);
  const groupCurrency = read.group?.group.currency ?? null;
  return {
    items: items.map((one) => choiceOnWire(one, groupCurrency, words)),
    nextCursor,
    groupCurrency,
    counts: { total: all.length, fitting: all.filter(({ reasons }) => reasons.length === 0).length },
  };
}

function choiceOnWire(
  { own: { entity, hold, order }, reasons, takes, currency: baseCurrency, freeBefore, freeAfter }: Choice,
  groupCurrency: string | null,
  words: Words,
): z.input<typeof choice> {
  const money = (free: bigint | undefined, of: string | null): string | null =>
    free === undefined || of === null ? null : formatAmount(free, of);
  const fits = reasons.length === 0;
  const currency = hold.currency ?? baseCurrency;
  return {
    legalEntity: entity,
    customer: hold.customer,
    hold: hold.hold,
    order: hold.order,
    heldAt: hold.heldAt,
    state: hold.state,
    stateTitle: words.names.holdStates[hold.state],
    requestedDate: order.terms.requestedDate ?? null,
    amount: formatAmount(order.terms.amount, currency),
    currency,
    fits,
    keptBy: fits ? null : areOfCredit(reasons.map(({ code }) => code)) ? 'credit' : 'other',
    reasons: reasons.map((given) => ({ ...wireForm(given, baseCurrency), ...words.reason(given, baseCurrency) })),
    takes: formatAmount(takes, baseCurrency),
    freeBefore: money(freeBefore.own, baseCurrency),
    freeAfter: money(freeAfter.own, baseCurrency),
    baseCurrency,
    groupFreeBefore: money(freeBefore.group, groupCurrency),
    groupFreeAfter: money(freeAfter.group, groupCurrency),
  };
}
