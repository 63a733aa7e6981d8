import { rejected } from '../../domain/workflow/change-approval.ts';
import { commenting } from '../approval-action-handler.ts';
import { http } from '../http.ts';
import { rejectRequest } from './contract.ts';

/** §11.2 */
export const handler = http(rejectRequest, commenting(rejectRequest.name, true, rejected));
