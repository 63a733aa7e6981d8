import { recalled } from '../../domain/workflow/change-approval.ts';
import { commenting } from '../approval-action-handler.ts';
import { http } from '../http.ts';
import { recallRequest } from './contract.ts';

/** §11.2 */
export const handler = http(recallRequest, commenting(recallRequest.name, false, recalled));
