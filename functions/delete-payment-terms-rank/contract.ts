import { deleteContract } from '../set-up/element-contracts.ts';
import { paymentTermsRanks } from '../set-up/ranks.ts';

export const deletePaymentTermsRank = deleteContract('delete-payment-terms-rank', paymentTermsRanks);
