import { getHandler } from '../set-up/element-handlers.ts';
import { paymentTermsRanks } from '../set-up/ranks.ts';
import { getPaymentTermsRank } from './contract.ts';

export const handler = getHandler(getPaymentTermsRank, paymentTermsRanks);
