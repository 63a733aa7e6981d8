import { approvalOnWire } from '../approval-wire.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeContext } from '../set-up/change-context.ts';
import { submitAdjustment } from '../store/submit-adjustment.ts';
import { submitAdjustmentLine } from './contract.ts';

/** §11.2: with the ETag of what was submitted. */
export const handler = http(submitAdjustmentLine, async ({ params, body, ifMatch, ...request }, context) => {
  const asked = { adjustment: params.adjustment, line: params.line, comment: body.comment, ...request };
  const {
    approval,
    version: etag,
    isReplay,
  } = await submitAdjustment(changeContext(context, {}), asked, ({ version }) => checkPrecondition(ifMatch, version));
  return { body: approvalOnWire(approval, context.entity), etag, isReplay, isCreated: !isReplay };
});
