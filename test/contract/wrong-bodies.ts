/** A part of a JSON document that is no object and no array, and where it is (JSON pointer). */
export type Leaf = { readonly pointer: string; readonly value: unknown };

export function leavesOf(value: unknown, pointer = ''): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ pointer, value }];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, `${pointer}/${escaped(name)}`));
}

/** Where each object of a document is; every one of them must refuse a member that it does not know. */
export function objectsOf(value: unknown, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, member]) => objectsOf(member, `${pointer}/${escaped(name)}`));
  return Array.isArray(value) ? inside : [pointer, ...inside];
}

/** The document with another value at a pointer; a pointer to a new member adds it. */
export function withAt(document: unknown, pointer: string, value: unknown): unknown {
  const steps = pointer.split('/').slice(1).map(unescaped);
  return replaced(document, steps, value);
}

function replaced(document: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(document)) {
    return document.map((entry: unknown, index) => (String(index) === step ? replaced(entry, rest, value) : entry));
  }
  const members = document as Readonly<Record<string, unknown>>;
  return { ...members, [step]: replaced(members[step], rest, value) };
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
