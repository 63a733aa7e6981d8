import { holdCodec, isEnded } from '../../../functions/store/hold-item.ts';
import { allOfKind, type MakeInvariant, type Scene } from './invariant.ts';

/**
 * §9.5: when all is done, evaluating every open hold lets none go, and clears or adds no reason; but what passed after a hold was
 * decided frees nothing, and may have used up another limit.
 */
export const noStuckHold: MakeInvariant = (scene) => ({
  atTheEnd: async () => {
    const before = standingOf(scene);
    for (const customer of new Set([...before.values()].map((hold) => hold.customer))) {
      const headers = { 'idempotency-key': `${customer}-end` };
      await scene.stage.send('evaluate-customer-holds', { customer }, { body: {}, headers });
    }
    const after = standingOf(scene);
    const isAsBefore = [...before].every(([hold, { state, reasons }]) => {
      const now = after.get(hold);
      if (now?.state !== state || reasons.some((reason) => !now.reasons.includes(reason))) return false;
      return now.reasons.every((reason) => reasons.includes(reason) || reason.startsWith('credit-limit-used '));
    });
    if (isAsBefore) return [];
    return [`NoStuckHold: ${JSON.stringify([...before])} evaluated again is ${JSON.stringify([...after])}`];
  },
});

function standingOf({ table }: Scene) {
  const holds = allOfKind(table, 'hold').map(({ document }) => holdCodec(document, 'hold'));
  return new Map(
    holds
      .filter((hold) => !isEnded(hold))
      .map(({ hold, customer, state, reasons }) => {
        const active = reasons.filter(({ isActive }) => isActive);
        const named = active.map(({ code, now, atHold }) => `${code} ${(now ?? atHold).limit ?? ''}`);
        return [hold, { customer, state, reasons: named }] as const;
      }),
  );
}
