import type * as z from 'zod/mini';
import { businessDate } from '../../domain/civil-date.ts';
import { creditCheckOf, type CheckedDocument, type LimitTest } from '../../domain/credit-check.ts';
import { formatAmount } from '../../domain/money.ts';
import { assertSameCurrency, assertSameCustomer } from '../../domain/receive-order.ts';
import { refuse } from '../../domain/refusal.ts';
import { isUnknown } from '../../domain/rules/verdict.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { minorUnits } from '../base-currency.ts';
import { limitOnWire } from '../limit-wire.ts';
import { withGroup } from '../store/credit-groups.ts';
import { creditStateOf, readCredit, readOrder, readRulebookInForce } from '../store/credit-state.ts';
import { findInvoice } from '../store/invoices.ts';
import { withMissingRates } from '../store/awaited-rates.ts';
import type { checkCredit } from './contract.ts';

type Asked = z.output<typeof checkCredit.body>;
export type CreditCheckAnswer = z.input<typeof checkCredit.response>;

/** §7.7: consistent reads, so that it shows what was just booked. */
export async function answerCheck(entity: AuthorizedEntity, asked: Asked, now: string): Promise<CreditCheckAnswer> {
  const [credit, rulebook, known] = await Promise.all([
    readCredit(entity, asked.customer, true).then((own) => withGroup(entity, own, true)),
    readRulebookInForce(entity, true),
    knownDocument(entity, asked),
  ]);
  const today = businessDate(now, rulebook.timeZone);
  const state = creditStateOf(await withMissingRates(entity, credit), rulebook, today);
  const { customer, currency, date = today } = asked;
  const document = { amount: minorUnits(asked.amount, currency), currency, date, known };
  const { outcome, message, tests, missingRates } = creditCheckOf(rulebook, state, document, today);
  return {
    customer,
    businessDate: today,
    outcome,
    message,
    tests: tests.map((test) => testOnWire(test, rulebook.currency)),
    missingRates: [...missingRates],
  };
}

/** What is stored under the id that the document is sent under; it may not have come yet. */
async function knownDocument(entity: AuthorizedEntity, asked: Asked): Promise<CheckedDocument['known']> {
  if (asked.order !== undefined) {
    const order = (await readOrder(entity, asked.order, true))?.order;
    if (order === undefined) return undefined;
    assertSameCustomer(order, asked.customer);
    assertSameCurrency(order, asked.currency);
    return { order };
  }
  if (asked.invoice === undefined) return undefined;
  const invoice = await findInvoice(entity, asked.invoice);
  if (invoice === undefined) return undefined;
  const { customer, currency } = invoice;
  if (customer !== asked.customer) throw refuse('customer-differs', { customer });
  if (currency !== asked.currency) throw refuse('document-currency-differs', { currency });
  return { invoice };
}

function testOnWire({ whose, exposure, limit, limitCurrency, isOver }: LimitTest, baseCurrency: string) {
  const currency = limitCurrency ?? baseCurrency;
  const money = (minor: bigint): string => formatAmount(minor, currency);
  const shown = isUnknown(exposure)
    ? null
    : { rest: money(exposure.rest), document: money(exposure.order), withDocument: money(exposure.withOrder) };
  return { limitOf: whose, currency, exposure: shown, limit: limitOnWire(limit, currency), isOver };
}
