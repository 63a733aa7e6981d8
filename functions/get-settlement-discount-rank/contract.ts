import { getContract } from '../set-up/element-contracts.ts';
import { settlementDiscountRanks } from '../set-up/ranks.ts';

export const getSettlementDiscountRank = getContract('get-settlement-discount-rank', settlementDiscountRanks);
