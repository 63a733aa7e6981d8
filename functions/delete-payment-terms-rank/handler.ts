import { deleteHandler } from '../set-up/element-handlers.ts';
import { paymentTermsRanks } from '../set-up/ranks.ts';
import { deletePaymentTermsRank } from './contract.ts';

export const handler = deleteHandler(deletePaymentTermsRank, paymentTermsRanks);
