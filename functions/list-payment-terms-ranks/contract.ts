import { listContract } from '../set-up/element-contracts.ts';
import { paymentTermsRanks } from '../set-up/ranks.ts';

export const listPaymentTermsRanks = listContract('list-payment-terms-ranks', paymentTermsRanks);
