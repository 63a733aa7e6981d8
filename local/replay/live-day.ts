import type { CivilDate } from '../../domain/civil-date.ts';
import { parseAmount } from '../../domain/money.ts';
import { getHold } from '../../functions/get-hold/contract.ts';
import { getInvoice } from '../../functions/get-invoice/contract.ts';
import { listHolds } from '../../functions/list-holds/contract.ts';
import { putOrder } from '../../functions/put-order/contract.ts';
import { requestCheckpoint } from '../../functions/request-checkpoint/contract.ts';
import type { Day } from './calendar.ts';
import type { Desk } from './desk.ts';
import { inParallel } from './in-parallel.ts';
import type { IntakeQueue } from './intake-queue.ts';
import { documentsOf, orderOf, paymentOf } from './messages.ts';
import type { Receivable } from './receivable.ts';
import { byCustomer, legalEntity } from './set-up.ts';
import type { Tally } from './tally.ts';

export type World = {
  readonly desk: Desk;
  readonly queue: IntakeQueue;
  readonly tally: Tally;
  readonly currency: string;
};

/** Of different customers, or reads: more than the machine has cores gains nothing. */
const atOnce = 4;

/**
 * One day: payments come in and free held orders, new orders ask to be confirmed, goods and invoices leave. An invoice that
 * is paid on its own day is paid last.
 */
export async function liveDay(world: World, date: CivilDate, { ordered, invoiced, paid }: Day): Promise<void> {
  await setClock(world.desk, date);
  await pay(
    world,
    paid.filter((receivable) => receivable.date < date),
  );
  await order(world, date, ordered);
  await invoice(world, invoiced);
  await pay(
    world,
    paid.filter((receivable) => receivable.date === date),
  );
}

/** After 04:00, so that the day's evaluation is due. */
export async function setClock(desk: Desk, date: CivilDate): Promise<void> {
  await desk.local('POST', '/local/clock', { instant: `${date}T06:00:00Z`, legalEntity });
}

/** Before each payment is sent, what Holdfast knows of its invoice is read. Afterwards it is known which orders are free. */
async function pay(world: World, paid: readonly Receivable[]): Promise<void> {
  const { desk, queue, tally, currency } = world;
  if (paid.length === 0 && tally.openHolds().length === 0) return;
  await inParallel(paid, atOnce, async (receivable) => {
    const params = { legalEntity, invoice: receivable.invoice };
    const { daysOverdue } = await desk.call(getInvoice, { as: 'aud', params });
    tally.notePayment(receivable, daysOverdue);
  });
  await queue.send(paid.map((receivable) => paymentOf(receivable, currency)));
  await settle(world);
  await noteReleases(world);
}

/** Each arrives and asks over HTTP; the orders of one customer in the order of the file. */
async function order(world: World, date: CivilDate, ordered: readonly Receivable[]): Promise<void> {
  await inParallel([...byCustomer(ordered).values()], atOnce, async (own) => {
    for (const receivable of own) await orderOne(world, date, receivable);
  });
}

async function orderOne({ desk, tally, currency }: World, on: CivilDate, receivable: Receivable): Promise<void> {
  const { customer, invoice: order, line } = receivable;
  const params = { legalEntity, order };
  await desk.call(putOrder, { as: 'ola', params, body: orderOf(receivable, currency) });
  const { answer, hold, reasons, exposure, limit } = await desk.call(requestCheckpoint, {
    as: 'ola',
    params: { legalEntity },
    body: { customer, order, checkpoint: 'confirmation', mode: 'posting' },
    key: `confirm-${line}`,
  });
  if (answer === 'passed' || hold === null) tally.notePass();
  else tally.noteHold(order, { hold, reasons: reasons.map(({ code }) => code), heldOn: on });
  // Nothing but a new order raises a customer's exposure: the peak is among what decisions saw.
  if (typeof exposure?.withOrder === 'string' && typeof limit?.total === 'string')
    tally.noteExposure(customer, { ...exposureOf(exposure.withOrder, limit.total, currency), on });
}

function exposureOf(withOrder: string, total: string, currency: string) {
  return { exposure: parseAmount(withOrder, currency) ?? 0n, limit: parseAmount(total, currency) ?? 0n };
}

/** What the file says has happened happens: held orders are delivered and invoiced too, and counted as such. */
async function invoice(world: World, invoiced: readonly Receivable[]): Promise<void> {
  if (invoiced.length === 0) return;
  for (const receivable of invoiced) world.tally.noteInvoice(receivable.invoice);
  await world.queue.send(invoiced.flatMap((receivable) => documentsOf(receivable, world.currency)));
  await settle(world);
}

export async function settle({ desk }: World): Promise<void> {
  await desk.local('GET', '/local/settled');
}

/** Holds that are on the list no longer were released by themselves, for nobody else does; each says when. */
export async function noteReleases({ desk, tally }: World): Promise<void> {
  if (tally.openHolds().length === 0) return;
  const open = await openHolds(desk);
  const gone = tally.openHolds().filter((hold) => !open.has(hold));
  await inParallel(gone, atOnce, async (hold) => {
    const { end } = await desk.call(getHold, { as: 'aud', params: { legalEntity, hold } });
    if (end === null) throw new Error(`hold ${hold} has not ended and is not on the list`);
    tally.noteRelease(hold, end.at.slice(0, 10) as CivilDate);
  });
}

async function openHolds(desk: Desk): Promise<ReadonlySet<string>> {
  const open = new Set<string>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: Record<string, string> = { legalEntity, ...(cursor === '' ? {} : { cursor }) };
    const page = await desk.call(listHolds, { as: 'aud', query });
    for (const { hold } of page.items) open.add(hold);
    cursor = page.nextCursor;
  }
  return open;
}
