import { deleteContract } from '../set-up/element-contracts.ts';
import { settlementDiscountRanks } from '../set-up/ranks.ts';

export const deleteSettlementDiscountRank = deleteContract('delete-settlement-discount-rank', settlementDiscountRanks);
