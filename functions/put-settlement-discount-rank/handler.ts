import { putHandler } from '../set-up/element-handlers.ts';
import { settlementDiscountRanks } from '../set-up/ranks.ts';
import { putSettlementDiscountRank } from './contract.ts';

export const handler = putHandler(putSettlementDiscountRank, settlementDiscountRanks);
