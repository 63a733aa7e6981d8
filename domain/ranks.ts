import type { Rulebook } from './compile-rulebook.ts';
import type { ReasonCode } from './evaluation.ts';
import type { OrderUnderTest } from './order.ts';

export type RankedCode = { readonly code: string; readonly rank: number };
/** A code of the order that ranks higher than the lowest of its basis. */
export type RankRaise = {
  readonly reason: Extract<ReasonCode, 'payment-terms-rank' | 'settlement-discount-rank'>;
  readonly own: RankedCode;
  readonly basis: RankedCode;
};

/** §6.7: the order's codes that rank too high, so far as parameters have them checked. A code without a rank never triggers. */
export function rankRaises(rulebook: Rulebook, order: OrderUnderTest): readonly RankRaise[] {
  const { parameters, paymentTermsRanks, settlementDiscountRanks } = rulebook;
  const terms = parameters.checkPaymentTermsRank
    ? raiseOf(paymentTermsRanks, order.paymentTerms, order.paymentTermsBasis)
    : undefined;
  const discount = parameters.checkSettlementDiscountRank
    ? raiseOf(settlementDiscountRanks, order.settlementDiscount, order.settlementDiscountBasis)
    : undefined;
  return [
    ...(terms === undefined ? [] : [{ reason: 'payment-terms-rank', ...terms } as const]),
    ...(discount === undefined ? [] : [{ reason: 'settlement-discount-rank', ...discount } as const]),
  ];
}

export function isRankRaised(rulebook: Rulebook, order: OrderUnderTest): boolean {
  return rankRaises(rulebook, order).length > 0;
}

function raiseOf(
  ranks: ReadonlyMap<string, number>,
  code: string | undefined,
  basisCodes: readonly string[],
): Omit<RankRaise, 'reason'> | undefined {
  const own = code === undefined ? undefined : ranked(ranks, code);
  const basis = basisCodes
    .flatMap((basisCode) => ranked(ranks, basisCode) ?? [])
    .reduce<RankedCode | undefined>((lowest, next) => (lowest && lowest.rank <= next.rank ? lowest : next), undefined);
  return own !== undefined && basis !== undefined && own.rank > basis.rank ? { own, basis } : undefined;
}

function ranked(ranks: ReadonlyMap<string, number>, code: string): RankedCode | undefined {
  const rank = ranks.get(code);
  return rank === undefined ? undefined : { code, rank };
}
