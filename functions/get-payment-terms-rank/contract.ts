import { getContract } from '../set-up/element-contracts.ts';
import { paymentTermsRanks } from '../set-up/ranks.ts';

export const getPaymentTermsRank = getContract('get-payment-terms-rank', paymentTermsRanks);
