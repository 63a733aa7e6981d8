import { http } from '../http.ts';
import { getHold } from './contract.ts';
import { explainedHold } from './explained-hold.ts';

/** §8.2, §8.3 */
export const handler = http(getHold, async ({ params, language }, { entity }) => {
  const { view, version } = await explainedHold(entity, params.hold, language);
  return { body: view, etag: version };
});
