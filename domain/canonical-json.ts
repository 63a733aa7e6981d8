/**
 * One text for one value: members sorted by name, absent ones left out, amounts in minor units (`bigint`) as decimal
 * text. Equal values have equal texts, whatever order they were written in, so that they can be compared and hashed.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => sorted(member)) ?? 'null';
}

function sorted(member: unknown): unknown {
  if (typeof member === 'bigint') return member.toString();
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
  return Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)));
}
