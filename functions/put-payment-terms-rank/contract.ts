import { putContract } from '../set-up/element-contracts.ts';
import { paymentTermsRanks } from '../set-up/ranks.ts';

export const putPaymentTermsRank = putContract('put-payment-terms-rank', paymentTermsRanks);
