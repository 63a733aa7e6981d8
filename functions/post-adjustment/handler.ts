import { adjustmentOnWire } from '../adjustment-wire.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeContext } from '../set-up/change-context.ts';
import { postAtOnce } from '../store/post-adjustment.ts';
import { startPosting } from '../store/start-posting.ts';
import { postAdjustment } from './contract.ts';

/** §12.3: what was read is what is posted. */
export const handler = http(postAdjustment, async ({ params, ifMatch, ...request }, context) => {
  const asked = { adjustment: params.adjustment, ...request };
  const check = ({ version }: { readonly version: number }) => checkPrecondition(ifMatch, version);
  const change = changeContext(context, {});
  const posted = (await postAtOnce(change, asked, check)) ?? (await startPosting(change, asked, check));
  return { body: adjustmentOnWire(posted, context.entity), etag: posted.version, isReplay: posted.isReplay };
});
