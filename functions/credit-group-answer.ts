import type { CivilDate } from '../domain/civil-date.ts';
import { sumConverted } from '../domain/conversion.ts';
import { groupStanding } from '../domain/credit-position.ts';
import { writeCreditGroup } from '../domain/credit-group-set-up.ts';
import { formatAmount } from '../domain/money.ts';
import { twoDecimals } from './credit-position-wire.ts';
import { readRatesFor, type GroupAccount } from './store/credit-groups.ts';
import { groupPartsOf } from './store/group-state.ts';

/** A customer credit group as it stands on a business date, converted at its members' rates (§4.4). */
export async function creditGroupAnswer({ group, position }: GroupAccount, today: CivilDate) {
  const money = (of: bigint): string => formatAmount(of, group.currency);
  const rulebooks = await readRatesFor({ group, position }, [], true);
  const parts = groupPartsOf({ group, position, rulebooks });
  const used = sumConverted(parts.map(({ sums, conversion }) => ({ amount: sums.toHeld, conversion })));
  const standing = groupStanding(group, used, today, position.unconverted > 0);
  return {
    ...writeCreditGroup(group),
    creditGroup: group.creditGroup,
    limit: money(standing.limit),
    used: standing.exposure === undefined ? null : money(standing.exposure),
    ...(standing.missingRates && { missingRates: [...standing.missingRates] }),
    lacksRates: standing.lacksRates,
    available: standing.available === undefined ? null : money(standing.available),
    usedPercent: standing.used === undefined ? null : twoDecimals(standing.used),
  };
}
