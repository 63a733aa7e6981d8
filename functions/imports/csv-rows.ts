import { CsvError, parse } from 'csv-parse/sync';
import { InvalidRequest, type FieldError } from '../problem.ts';

/** The rows of a text that holds whole rows (RFC 4180); empty lines are none. */
export function csvRows(text: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    if (error instanceof CsvError) throw new InvalidRequest([malformed(error)]);
    throw error;
  }
}

function malformed({ lines, message }: CsvError): FieldError {
  return { pointer: `/lines/${String(lines)}`, code: 'malformed-csv', detail: message };
}
