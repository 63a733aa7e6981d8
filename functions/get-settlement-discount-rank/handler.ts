import { getHandler } from '../set-up/element-handlers.ts';
import { settlementDiscountRanks } from '../set-up/ranks.ts';
import { getSettlementDiscountRank } from './contract.ts';

export const handler = getHandler(getSettlementDiscountRank, settlementDiscountRanks);
