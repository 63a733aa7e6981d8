import { approved } from '../../domain/workflow/change-approval.ts';
import { commenting } from '../approval-action-handler.ts';
import { http } from '../http.ts';
import { approveRequest } from './contract.ts';

/** §11.2 */
export const handler = http(approveRequest, commenting(approveRequest.name, true, approved));
