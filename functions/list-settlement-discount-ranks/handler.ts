import { listHandler } from '../set-up/element-handlers.ts';
import { settlementDiscountRanks } from '../set-up/ranks.ts';
import { listSettlementDiscountRanks } from './contract.ts';

export const handler = listHandler(listSettlementDiscountRanks, settlementDiscountRanks);
