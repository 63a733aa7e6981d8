import { listHandler } from '../set-up/element-handlers.ts';
import { paymentTermsRanks } from '../set-up/ranks.ts';
import { listPaymentTermsRanks } from './contract.ts';

export const handler = listHandler(listPaymentTermsRanks, paymentTermsRanks);
