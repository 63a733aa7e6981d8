type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** Everything from a cursor on. */
export async function pageCursors<T>(
  from: string | null,
  read: (cursor: string) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor = from;
  while (cursor !== null) {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
