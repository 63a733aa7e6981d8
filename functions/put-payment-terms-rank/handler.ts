import { putHandler } from '../set-up/element-handlers.ts';
import { paymentTermsRanks } from '../set-up/ranks.ts';
import { putPaymentTermsRank } from './contract.ts';

export const handler = putHandler(putPaymentTermsRank, paymentTermsRanks);
