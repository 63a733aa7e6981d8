import { http } from '../http.ts';
import { cutPage, placeOf } from '../page.ts';
import { readResults } from '../store/job-results.ts';
import { getJob } from '../store/jobs.ts';
import { listJobResults } from './contract.ts';

/** §9.1. A place is a page of stored results and how many of it were shown. */
export const handler = http(listJobResults, async ({ params, query }, { entity }) => {
  await getJob(entity, params.job);
  const scope = JSON.stringify(['list-job-results', entity, params.job]);
  const [page = 1, shown = 0] = (placeOf(scope, query) ?? []).map(Number);
  const pages = await readResults(entity, params.job, page - 1, query.limit + shown + 1);
  const results = pages.flatMap((stored) =>
    stored.results.map((result, index) => ({ result, place: [stored.page, index + 1] })),
  );
  const rest = results.filter(({ place: [at = 0, number = 0] }) => at > page || number > shown);
  const { items, nextCursor } = cutPage(scope, query, rest, ({ place }) => place.map(String));
  return { body: { items: items.map(({ result }) => result), nextCursor } };
});
