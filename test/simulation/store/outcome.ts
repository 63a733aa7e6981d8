import type { CancellationReason } from '@aws-sdk/client-dynamodb';

/** What came of a request, in a form that can be compared: its answer, or the name of its failure and what that carries. */
export type Outcome = { readonly answer: unknown } | { readonly failure: string; readonly carries: unknown };

export async function outcomeOf(work: () => unknown): Promise<Outcome> {
  try {
    const { $metadata: _, ...answer } = (await work()) as { readonly $metadata?: unknown };
    return { answer: comparable(answer) };
  } catch (error) {
    const { name, CancellationReasons, Item } = error as Error & {
      readonly CancellationReasons?: readonly CancellationReason[];
      readonly Item?: unknown;
    };
    // Anything else than what the service says of itself is our mistake.
    if (!('$metadata' in (error as object))) throw error;
    const reasons = CancellationReasons?.map((reason) => ({ Code: reason.Code, Item: reason.Item }));
    return { failure: name, carries: comparable({ reasons, Item }) };
  }
}

/** Without what is not there, each thing in one form: bytes may come as a buffer, members of a map or set in any order. */
export function comparable(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}`;
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  if (value instanceof Set) return { members: [...(value as ReadonlySet<string>)].toSorted() };
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, member]) => [key, comparable(member)]));
}
