import type { Hold } from '../domain/hold.ts';
import { changeOrder, previewChange, type Intent, type Known } from './store/change-order.ts';
import type { OrderChange } from './store/order-change.ts';
import { resultOf } from './store/request-record.ts';

/** The hold of a change that a person asked for and whose record keeps it, or as it would be where that is only tried. */
export async function changedHold(
  intent: Intent,
  propose: (known: Known) => OrderChange | Promise<OrderChange>,
  isDryRun: boolean,
): Promise<{ readonly hold: Hold; readonly isReplay: boolean }> {
  if (isDryRun) return { hold: holdOf((await previewChange(intent, propose)).change), isReplay: false };
  const changed = await changeOrder(intent, propose);
  if (changed.kind === 'replayed') return { hold: resultOf<Hold>(changed.record), isReplay: true };
  return { hold: holdOf(changed.kind === 'changed' ? changed.change : 'nothing'), isReplay: false };
}

function holdOf(change: OrderChange | 'nothing'): Hold {
  if (change === 'nothing' || change.hold === undefined) throw new Error('what a person asked for changed no hold');
  return change.hold.hold;
}
