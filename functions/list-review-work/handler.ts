import { http } from '../http.ts';
import { listReviewWork } from './contract.ts';
import { reviewWorkPage } from './operation.ts';

/** What was found is looked at again when it is read (docs/adr/0024). */
export const handler = http(listReviewWork, async ({ query }, { entity }) => ({
  body: await reviewWorkPage(entity, query),
}));
