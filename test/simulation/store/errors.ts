import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
  TransactionConflictException,
  type CancellationReason,
} from '@aws-sdk/client-dynamodb';
import type { Item } from './memory-table.ts';

/** The failures of the service, as the SDK's classes: the store tells them apart by class and by name. */
const $metadata = { httpStatusCode: 400 };

export function invalid(message: string): Error {
  return new DynamoDBServiceException({ name: 'ValidationException', $fault: 'client', message, $metadata });
}

export function isInvalid(error: unknown): boolean {
  return error instanceof DynamoDBServiceException && error.name === 'ValidationException';
}

export function conditionFailed(found: Item | undefined): Error {
  const Item = found === undefined ? {} : { Item: found };
  return new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata, ...Item });
}

export function cancelled(reasons: readonly CancellationReason[]): Error {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new TransactionCanceledException({ message, $metadata, CancellationReasons: [...reasons] });
}

export function conflict(): Error {
  return new TransactionConflictException({ message: 'Transaction is ongoing for the item', $metadata });
}

/** What the service says of itself: throttling, an error, a transaction that still goes on. */
export function failed(name: string, httpStatusCode = 400): Error {
  const $fault = httpStatusCode >= 500 ? 'server' : 'client';
  return new DynamoDBServiceException({ name, $fault, message: name, $metadata: { httpStatusCode } });
}

/** What the caller sees where no answer comes. */
export function unanswered(): Error {
  return Object.assign(new Error('no answer'), { name: 'TimeoutError' });
}
