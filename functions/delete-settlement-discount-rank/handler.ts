import { deleteHandler } from '../set-up/element-handlers.ts';
import { settlementDiscountRanks } from '../set-up/ranks.ts';
import { deleteSettlementDiscountRank } from './contract.ts';

export const handler = deleteHandler(deleteSettlementDiscountRank, settlementDiscountRanks);
