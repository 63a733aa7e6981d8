import { approvalAction } from '../approval-action-handler.ts';
import { http } from '../http.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { resubmitRequest } from './contract.ts';
import { resubmission } from './operation.ts';

/** §11.2, §11.3 */
export const handler = http(resubmitRequest, (request, context) =>
  approvalAction(resubmitRequest.name, request, context, async (setting) =>
    resubmission(setting, request.body, await currentRulebook(setting.entity)),
  ),
);
