import { businessDate } from '../../domain/civil-date.ts';
import { writeCreditPosition } from '../credit-position-wire.ts';
import { http } from '../http.ts';
import { withGroup } from '../store/credit-groups.ts';
import { creditStateOf, readCredit, readRulebookInForce } from '../store/credit-state.ts';
import { withThreshold } from '../store/ageing-threshold.ts';
import { documentsWithoutRate } from '../store/documents-without-rate.ts';
import type { WaitingDocument } from '../store/waiting-for-rate.ts';
import { getCreditPosition } from './contract.ts';

/** §5.7: one read, consistent, so that it shows what was just booked. */
export const handler = http(getCreditPosition, async ({ params }, { entity, now }) => {
  const [credit, rulebook] = await Promise.all([
    readCredit(entity, params.customer, true),
    readRulebookInForce(entity, true),
  ]);
  const today = businessDate(now, rulebook.timeZone);
  const current = await withThreshold(entity, credit, rulebook.parameters.ignoreOverdueBelow, 'reader');
  const whole = await withGroup(entity, current, true);
  const waiting = whole.position.unconverted === 0 ? [] : await documentsWithoutRate(entity, params.customer);
  const unknown = new Set(waiting.flatMap(({ partOf }) => (partOf === 'none' ? [] : [partOf])));
  return {
    body: {
      ...writeCreditPosition(rulebook, creditStateOf(whole, rulebook, today), today, unknown),
      documentsWithoutRate: waiting.map(waitingOnWire),
    },
  };
});

/** A packing slip is named by its order too. */
function waitingOnWire({ document: kind, id, from, to, date }: WaitingDocument) {
  return { kind, id: id.at(-1) ?? '', order: id.length > 1 ? (id[0] ?? null) : null, missingRate: { from, to, date } };
}
