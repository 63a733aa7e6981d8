import type { CompiledParameters } from './compile-rulebook.ts';
import { isMissing, largestUpTo, sumConverted } from './conversion.ts';
import type { ExposureComponents, GroupSituation, Situation, Unknown } from './evaluation.ts';
import { exposureOf, heldAmount, storedSumOf } from './exposure.ts';

/** The situation with the group's sums and older holds in the place of the customer's; its own share is left out of them too. */
export function groupWide(situation: Situation): Situation {
  const { group } = situation;
  return group === undefined ? situation : { ...situation, sums: group.sums, olderHolds: group.olderHolds };
}

/**
 * §4.4: exposure of the whole group in its currency. What goes into it at the same rates is added up and converted once, the order
 * with it, so that passes of several members never round their way above a limit.
 */
export function groupExposureOf(
  parameters: CompiledParameters,
  situation: Situation,
  group: GroupSituation,
): ExposureComponents | Unknown {
  const own = exposureOf(parameters, groupWide(situation));
  const { conversion, apart = [] } = group;
  if (conversion === undefined && apart.length === 0) return own;
  const others = othersOf(parameters, situation, group);
  const [rest, withOrder] = [own.rest, own.withOrder].map((amount) => sumConverted([{ amount, conversion }]));
  const unknown = [others, withOrder, rest].filter((part) => typeof part === 'object');
  if (unknown.length > 0) return { missingRates: [...new Set(unknown.flatMap(({ missingRates }) => missingRates))] };
  const [before, after] = [(rest as bigint) + (others as bigint), (withOrder as bigint) + (others as bigint)];
  return { rest: before, order: after - before, withOrder: after };
}

/**
 * What the customer's own part, in its currency, may come to before the whole is above `most` of the group's currency;
 * `undefined` where a rate is missing to tell.
 */
export function ownPartUpTo(
  parameters: CompiledParameters,
  situation: Situation,
  group: GroupSituation,
  most: bigint,
): bigint | undefined {
  const others = othersOf(parameters, situation, group);
  const { conversion } = group;
  if (typeof others === 'object' || isMissing(conversion)) return undefined;
  return conversion === undefined ? most - others : largestUpTo(most - others, conversion);
}

/** By how much the customer's own part is above that, in its currency. */
export function excessOver(
  parameters: CompiledParameters,
  situation: Situation,
  group: GroupSituation,
  most: bigint,
): bigint | undefined {
  const upTo = ownPartUpTo(parameters, situation, group, most);
  return upTo === undefined ? undefined : exposureOf(parameters, groupWide(situation)).withOrder - upTo;
}

function othersOf(
  parameters: CompiledParameters,
  situation: Situation,
  { apart = [] }: GroupSituation,
): bigint | Unknown {
  const sum = storedSumOf(parameters, groupWide(situation));
  if (sum === undefined) return 0n;
  return sumConverted(
    apart.map(({ sums, olderHolds, conversion }) => {
      return { amount: sums[sum] + heldAmount(parameters, olderHolds), conversion };
    }),
  );
}
