import type { MissingRate } from './exchange-rates.ts';

/**
 * §5.3: a rate that documents wait for, and how many of them: those of which something is open, so that the exposure is not known
 * without it (docs/adr/0019). Of a change, how many more.
 */
export type AwaitedRate = MissingRate & { readonly documents: number };

/** What one document waits for. */
export function awaitedByOne(rate: MissingRate | undefined): readonly AwaitedRate[] {
  return rate === undefined ? [] : [{ ...rate, documents: 1 }];
}

/** Each rate once; without those that nothing waits for. */
export function awaitedInAll(rates: readonly AwaitedRate[]): readonly AwaitedRate[] {
  return [...Map.groupBy(rates, nameOfRate).values()].flatMap((same) => {
    const documents = documentsIn(same);
    return documents === 0 ? [] : same.slice(0, 1).map((rate) => ({ ...rate, documents }));
  });
}

/** What must be added to `before` to make `after`. */
export function awaitedMore(after: readonly AwaitedRate[], before: readonly AwaitedRate[]): readonly AwaitedRate[] {
  return awaitedInAll([...after, ...before.map((rate) => ({ ...rate, documents: -rate.documents }))]);
}

export function documentsIn(rates: readonly AwaitedRate[]): number {
  return rates.reduce((sum, { documents }) => sum + documents, 0);
}

export function nameOfRate({ from, to, date }: MissingRate): string {
  return `${from}/${to} ${date}`;
}
