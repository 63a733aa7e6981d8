import { sentBack } from '../../domain/workflow/change-approval.ts';
import { commenting } from '../approval-action-handler.ts';
import { http } from '../http.ts';
import { sendBackRequest } from './contract.ts';

/** §11.2 */
export const handler = http(sendBackRequest, commenting(sendBackRequest.name, true, sentBack));
