import { parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';

/** The order of month, day and year in a file. */
export const dateForms = ['mdy', 'dmy', 'ymd'] as const;
export type DateForm = (typeof dateForms)[number];

const pattern = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})$/;

/** The date, or `undefined` where the text is no day that exists; years have four digits. */
export function parseDate(text: string, form: DateForm): CivilDate | undefined {
  const [, first = '', , second = '', third = ''] = pattern.exec(text) ?? [];
  const parts = { [form[0] ?? '']: first, [form[1] ?? '']: second, [form[2] ?? '']: third };
  const { y: year = '', m: month = '', d: day = '' } = parts;
  return parseCivilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
