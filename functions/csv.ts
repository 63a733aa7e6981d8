/**
 * Rows under a line of column codes, as RFC 4180 says, in UTF-8 with a byte order mark, without which spreadsheets take it for
 * another encoding.
 */
export function csvOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** What spreadsheets take for the beginning of a formula, in full width too, or pass over before one. */
const formula = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** What a spreadsheet would run is text for it behind an apostrophe; a plain number stays one. */
function cell(text: string): string {
  const harmless = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
