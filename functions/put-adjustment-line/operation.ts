import type * as z from 'zod/mini';
import { writeLine, type AdjustmentLine, type LimitHolder } from '../../domain/adjustment-line.ts';
import type { AdjustmentType } from '../../domain/adjustment.ts';
import type { AdjustmentLineId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { adjustmentLineBody } from '../adjustment-line-wire.ts';
import { readHolders } from '../store/limit-holders.ts';
import { currentRulebook } from '../store/rulebook.ts';

type Body = z.output<typeof adjustmentLineBody>;

/** §12.1: with the limit that is in force now. */
export async function lineFor(
  entity: AuthorizedEntity,
  line: AdjustmentLineId,
  type: AdjustmentType,
  { customer, creditGroup, ...written }: Body,
): Promise<AdjustmentLine> {
  const holder = holderOf(customer, creditGroup);
  const { entity: setUp } = await currentRulebook(entity);
  const stored = (await readHolders(entity, setUp.baseCurrency, [holder])).of(holder);
  if (stored === undefined) throw unknownHolder(holder);
  return writeLine(line, type, holder, written, stored.limits);
}

/** The contract has checked that there is one of them. */
function holderOf(customer: Body['customer'], creditGroup: Body['creditGroup']): LimitHolder {
  if (customer !== undefined) return { customer };
  if (creditGroup !== undefined) return { creditGroup };
  throw new Error('a line that its contract let pass names nobody');
}

function unknownHolder({ customer, creditGroup }: LimitHolder) {
  return customer === undefined
    ? refuse('unknown-reference', { pointer: '/creditGroup', kind: 'customer credit group', value: creditGroup })
    : refuse('unknown-reference', { pointer: '/customer', kind: 'customer', value: customer });
}
