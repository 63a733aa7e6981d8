import { listContract } from '../set-up/element-contracts.ts';
import { settlementDiscountRanks } from '../set-up/ranks.ts';

export const listSettlementDiscountRanks = listContract('list-settlement-discount-ranks', settlementDiscountRanks);
