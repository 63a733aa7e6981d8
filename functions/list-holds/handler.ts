import { wordsIn } from '../../domain/words/words-in.ts';
import { http } from '../http.ts';
import { listHolds } from './contract.ts';
import { holdList } from './operation.ts';

/** §8.4 */
export const handler = http(listHolds, async ({ query, language }, { entities }) => ({
  body: await holdList(entities, query, wordsIn(language).names),
}));
