import { Outrun, patienceUntil, type Patience } from './patience.ts';
import { transact, type TransactItem } from './transact.ts';
import { isTransient } from './transient.ts';

/** Writes all or none of what an attempt of `retrying` decided on. */
export async function writeUnlessOutrun(items: readonly TransactItem[], patience: Patience): Promise<void> {
  const failures = await transact(
    items.map((item) => ({ name: 'item', item })),
    patience,
  );
  if (failures.length > 0) throw new Outrun('a condition failed');
}

/** Reads, decides and writes; again from the start where others changed what was read, until `deadlineMs` (then `Busy`). */
export async function retrying<T>(deadlineMs: number, attempt: (patience: Patience) => Promise<T>): Promise<T> {
  const patience = patienceUntil(deadlineMs);
  for (;;) {
    try {
      return await attempt(patience);
    } catch (error) {
      if (!(error instanceof Outrun) && !isTransient(error)) throw error;
      await patience.pause(error);
    }
  }
}
