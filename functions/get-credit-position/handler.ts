import { businessDate } from '../../domain/civil-date.ts';
import { writeCreditPosition } from '../credit-position-wire.ts';
import { http } from '../http.ts';
import { withGroup } from '../store/credit-groups.ts';
import { creditStateOf, readCredit, readRulebookInForce } from '../store/credit-state.ts';
import { getCreditPosition } from './contract.ts';

/** §5.7: one read, consistent, so that it shows what was just booked. */
export const handler = http(getCreditPosition, async ({ params }, { entity, now }) => {
  const [credit, rulebook] = await Promise.all([
    readCredit(entity, params.customer, true).then((found) => withGroup(entity, found, true)),
    readRulebookInForce(entity, true),
  ]);
  const today = businessDate(now, rulebook.timeZone);
  return { body: writeCreditPosition(rulebook, creditStateOf(credit), today) };
});
