import type { CivilDate } from '../../domain/civil-date.ts';
import { item, minor, optional, text, textAs } from './codec.ts';

/** What of a document tells how it was booked (§5.3). */
export const inBaseFields = {
  booked: optional(minor),
  missingRate: optional(item({ from: text, to: text, date: textAs<CivilDate>() })),
};
