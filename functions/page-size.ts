import * as z from 'zod/mini';
import { wholeNumber } from './query-values.ts';

/** How many entries a page holds. */
export function pageSize(largest: number) {
  return z._default(wholeNumber(1, largest, largest), largest);
}
