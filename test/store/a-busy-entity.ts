import { startOrderDesk, type OrderDesk } from '../functions/orders/order-desk.ts';

/** Ids as long as systems that number everything make them. */
export const longId = (name: string): string => `${name}-2026-0000123456-NORTH-WEST-DISTRIBUTION`;

/** Just under a kilobyte of JSON, as an order system sends it with a posting. */
export const postingParameters = {
  warehouse: 'W1',
  printer: 'P2',
  lines: Array.from({ length: 20 }, (_, line) => ({ line, item: `ITEM-${1_000 + line * 7}`, quantity: line * 3 })),
};

const kinds: readonly ((index: number) => object)[] = [
  (index) => ({ type: 'days-overdue', days: 30 + index }),
  (index) => ({ type: 'overdue-amount', amount: `${2_000 + index}.00`, percent: String(60 + index) }),
  (index) => ({ type: 'sales-order-amount', amount: `${50_000 + index}.00` }),
  (index) => ({ type: 'credit-limit-used', percent: String(90 + index) }),
  (index) => ({ type: 'credit-limit-expired', days: 10 + index }),
];

/** A desk whose entity has `rules` blocking rules for all, of five types. */
export async function startBusyDesk(rules: number): Promise<OrderDesk> {
  const desk = await startOrderDesk();
  for (let index = 0; index < rules; index += 1) {
    const rule = kinds[index % kinds.length]?.(index) ?? {};
    const body = { kind: 'blocking', scope: 'all', ...rule };
    await desk.setUp('put-rule', { rule: `CREDIT-RULE-${1_000 + index}` }, body);
  }
  await desk.parameters({ creditLimitCheck: 'hold', automaticReleaseReason: 'AUTO' });
  return desk;
}
