import { getContract } from '../set-up/element-contracts.ts';
import { reasons } from '../set-up/reasons.ts';

export const getReason = getContract('get-reason', reasons);
