import type { CompiledParameters } from './compile-rulebook.ts';
import type { ExposureComponents, Situation } from './evaluation.ts';
import { contributionOf } from './order-contribution.ts';
import { inBaseOf } from './order.ts';
import type { ExposureSum } from './position.ts';

type ExposureParameters = Pick<CompiledParameters, 'exposureBasis' | 'heldOrdersConsumeCredit'>;

/** The stored sum that an evaluation reads and that its guard watches; none where only the order under test counts (§5.1). */
export function storedSumOf(parameters: ExposureParameters, situation: Situation): ExposureSum | undefined {
  switch (parameters.exposureBasis) {
    case 'none':
      return undefined;
    case 'balance':
      return 'balance';
    case 'balance-and-delivered':
      return 'toDelivered';
    case 'balance-and-orders':
      // §5.4: an evaluation of a held order knows which older holds compete with it, so that all other holds are left out.
      return parameters.heldOrdersConsumeCredit && situation.olderHolds === undefined ? 'toHeld' : 'toOrders';
  }
}

/** What the rest is above the stored sum: older competing holds less the order's own share, which is usually negative. */
export function restAboveStoredSum(parameters: ExposureParameters, situation: Situation, sum: ExposureSum): bigint {
  return heldAmount(parameters, situation.olderHolds) - situation.ownShare[sum];
}

/** §5.4: older competing holds, so far as held orders consume credit. */
export function heldAmount(parameters: ExposureParameters, olderHolds = 0n): bigint {
  const holdsCount = parameters.exposureBasis === 'balance-and-orders' && parameters.heldOrdersConsumeCredit;
  return holdsCount ? olderHolds : 0n;
}

/** §5.1, §5.2: exposure without the order, what the order adds as it would stand after the posting, and both. */
export function exposureOf(parameters: ExposureParameters, situation: Situation): ExposureComponents {
  const sum = storedSumOf(parameters, situation);
  const rest = sum === undefined ? 0n : situation.sums[sum] + restAboveStoredSum(parameters, situation, sum);
  const added = contributionOf(situation.order.ledger, situation.posting, parameters.exposureBasis);
  const order = inBaseOf(situation.order, added);
  return { rest, order, withOrder: rest + order };
}
