import { listContract } from '../set-up/element-contracts.ts';
import { reasons } from '../set-up/reasons.ts';

export const listReasons = listContract('list-reasons', reasons);
