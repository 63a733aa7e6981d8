/**
 * Rows under a line of column codes, as RFC 4180 says, in UTF-8 with a byte order mark, without which spreadsheets take it for
 * another encoding.
 */
export function csvOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

type Value = string | number | boolean | null | readonly string[];

/** The same of lines by column; what is not known is empty, and codes, which hold no spaces, stand in one cell together. */
export function csvOfLines<C extends string>(
  columns: readonly C[],
  lines: readonly Readonly<Record<C, Value>>[],
): string {
  return csvOf(
    columns,
    lines.map((line) => columns.map((column) => textOf(line[column]))),
  );
}

function textOf(value: Value): string {
  return typeof value === 'object' ? (value ?? []).join(' ') : String(value);
}

/** What spreadsheets take for the beginning of a formula, in full width too, or pass over before one. */
const formula = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** What a spreadsheet would run is text for it behind an apostrophe; a plain number stays one. */
function cell(text: string): string {
  const harmless = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
