import { putContract } from '../set-up/element-contracts.ts';
import { settlementDiscountRanks } from '../set-up/ranks.ts';

export const putSettlementDiscountRank = putContract('put-settlement-discount-rank', settlementDiscountRanks);
