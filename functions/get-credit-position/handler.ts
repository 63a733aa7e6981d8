import { businessDate } from '../../domain/civil-date.ts';
import { writeCreditPosition } from '../credit-position-wire.ts';
import { http } from '../http.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { readStanding } from '../store/credit-standing.ts';
import type { WaitingDocument } from '../store/waiting-for-rate.ts';
import { getCreditPosition } from './contract.ts';

/** §5.7 */
export const handler = http(getCreditPosition, async ({ params }, { entity, now }) => {
  const rulebook = await readRulebookInForce(entity, true);
  const today = businessDate(now, rulebook.timeZone);
  const { state, unknown, waiting } = await readStanding(entity, params.customer, rulebook, today);
  const position = writeCreditPosition(rulebook, state, today, unknown);
  return { body: { ...position, documentsWithoutRate: waiting.map(waitingOnWire) } };
});

/** A packing slip is named by its order too. */
function waitingOnWire({ document: kind, id, from, to, date }: WaitingDocument) {
  return { kind, id: id.at(-1) ?? '', order: id.length > 1 ? (id[0] ?? null) : null, missingRate: { from, to, date } };
}
