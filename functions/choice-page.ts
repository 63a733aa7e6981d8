import type * as z from 'zod/mini';
import { formatAmount } from '../domain/money.ts';
import { areOfCredit } from '../domain/older-holds.ts';
import type { Language } from '../domain/words/catalogue.ts';
import { wordsIn, type Words } from '../domain/words/words-in.ts';
import { chosenAmong, comparingChoices, type Choice } from './hold-choice.ts';
import type { choiceQuery, choices } from './hold-choice-wire.ts';
import { cutPage, placeOf } from './page.ts';
import type { OpenHold } from './store/credit-groups.ts';
import type { EvaluationState } from './store/evaluation-state.ts';
import { wireForm } from './wire-form.ts';

type Choices = z.input<typeof choices>;

type Asked = {
  /** Names the list. */
  readonly scope: readonly string[];
  readonly isAsked: (held: OpenHold) => boolean;
  readonly query: z.output<typeof choiceQuery>;
  readonly language: Language;
};

/** Every page is worked out from all holds as they are when it is asked for. */
export function choicePage(read: EvaluationState, { scope, isAsked, query, language }: Asked): Choices {
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
): Choices['items'][number] {
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
