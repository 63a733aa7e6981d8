import { putContract } from '../set-up/element-contracts.ts';
import { reasons } from '../set-up/reasons.ts';

export const putReason = putContract('put-reason', reasons);
