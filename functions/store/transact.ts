import { randomUUID } from 'node:crypto';
import { TransactionCanceledException, type CancellationReason } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Patience } from './patience.ts';
import { table } from './table.ts';
import { isTransient } from './transient.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction, with the name that a failure of its condition is reported under. */
export type Part<Name extends string = string> = {
  readonly name: Name;
  readonly item: TransactItem;
  /** The next link of a chain: whoever is at the chain in the same moment takes its place. */
  readonly isLink?: true;
};

/** What DynamoDB takes in one transaction, less what its own form of the items may add. */
const mostParts = 100;
const mostBytes = 3_500_000;

export function fitsOneTransaction(parts: readonly Part[]): boolean {
  return parts.length <= mostParts && bytesOf(parts.map(({ item }) => item)) <= mostBytes;
}

function bytesOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return longestNumber;
  return Object.entries(value).reduce((sum, [name, member]) => sum + name.length + bytesOf(member), 0);
}
const longestNumber = 21;

/** A condition that did not hold, with the item as it was then (`ALL_OLD`), decoded like any other. */
export type Failure<Name extends string = string> = {
  readonly name: Name;
  readonly found: Readonly<Record<string, unknown>> | undefined;
  /** Another was at it, which may not have got through either. */
  readonly isConflict?: true;
};

/**
 * Writes all parts or none. Answers the conditions that did not hold, none where it was done. What does not depend on
 * conditions is sent again unchanged under the same token, so that a transaction whose outcome is unknown (a time-out, an
 * error of the service) is carried out once. Where one with a single link met another,
 * the condition of the link did not hold.
 */
export async function transact<Name extends string>(
  parts: readonly Part<Name>[],
  patience: Patience,
): Promise<readonly Failure<Name>[]> {
  const command = new TransactWriteCommand({
    TransactItems: parts.map(({ item }) => item),
    ClientRequestToken: randomUUID(),
  });
  for (;;) {
    try {
      await table.send(command, { abortSignal: patience.signal() });
      return [];
    } catch (error) {
      const failures = failuresOf(error, parts);
      if (failures.length > 0) return failures;
      const isCancelled = isCancelledForNow(error);
      const [link, ...links] = parts.filter(({ isLink }) => isLink);
      if (isCancelled && link !== undefined && links.length === 0)
        return [{ name: link.name, found: undefined, isConflict: true }];
      if (!isCancelled && !isTransient(error)) throw error;
      await patience.pause(error);
    }
  }
}

function failuresOf<Name extends string>(error: unknown, parts: readonly Part<Name>[]): readonly Failure<Name>[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).flatMap((reason, index) => {
    const part = parts[index];
    return reason.Code === 'ConditionalCheckFailed' && part !== undefined
      ? [{ name: part.name, found: itemOf(reason) }]
      : [];
  });
}

/** Items in a cancellation arrive raw, not through the document client. */
function itemOf(reason: CancellationReason): Readonly<Record<string, unknown>> | undefined {
  return reason.Item === undefined ? undefined : unmarshall(reason.Item, { wrapNumbers: (text) => text });
}

const passingReasons: readonly string[] = [
  'None',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
];

/** Cancelled by contention or throttling alone: no condition failed. The SDK does not retry it. */
function isCancelledForNow(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).every(({ Code }) => passingReasons.includes(Code ?? 'None'));
}
