import { businessDate } from '../../domain/civil-date.ts';
import { writeCreditPosition } from '../credit-position-wire.ts';
import { http } from '../http.ts';
import { withGroup } from '../store/credit-groups.ts';
import { creditStateOf, readCredit, readRulebookInForce } from '../store/credit-state.ts';
import { withThreshold } from '../store/ageing-threshold.ts';
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
  return { body: writeCreditPosition(rulebook, creditStateOf(whole), today) };
});
