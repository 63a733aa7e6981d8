import type { OperationName } from '../../functions/operations.ts';
import type { WorkerName } from '../../functions/workers.ts';

type FunctionName = OperationName | WorkerName | 'unknown-path';

/** Samples beside the one that each function has, with whose they are. */
const further = { 'put-hold-reason': 'put-reason' } as const satisfies Readonly<Record<string, FunctionName>>;
type Further = typeof further;

export type SampleName = FunctionName | keyof Further;

/** The function that a sample is of. */
export function functionOf<N extends string>(name: N): Exclude<N, keyof Further> | Further[keyof Further] {
  return name in further ? further[name as keyof Further] : (name as Exclude<N, keyof Further>);
}

/**
 * The order in which the sample events of `events/` work on a fresh table, where `ann` is the installation's administrator
 * and the intake's principal: `sam local invoke NAME -e events/NAME.json`, one after the other.
 */
export const sequence: readonly SampleName[] = [
  'put-legal-entity',
  'put-grant',
  'put-reason',
  'put-hold-reason',
  'put-account-status',
  'put-credit-management-group',
  'put-payment-terms-rank',
  'put-settlement-discount-rank',
  'put-rate-type',
  'put-exchange-rates',
  'put-parameters',
  'put-rule',
  'get-legal-entity',
  'list-legal-entities',
  'get-grant',
  'list-grants',
  'get-reason',
  'list-reasons',
  'get-account-status',
  'list-account-statuses',
  'get-credit-management-group',
  'list-credit-management-groups',
  'get-payment-terms-rank',
  'list-payment-terms-ranks',
  'get-settlement-discount-rank',
  'list-settlement-discount-ranks',
  'get-rate-type',
  'list-rate-types',
  'list-exchange-rates',
  'get-parameters',
  'get-rule',
  'list-rules',
  'put-customer',
  'get-customer',
  'list-customers',
  'put-customer-credit-group',
  'put-customer-credit-group-member',
  'get-customer-credit-group',
  'list-customer-credit-groups',
  // The order is over the limit: its checkpoint holds it.
  'put-order',
  'get-order',
  'list-orders',
  'request-checkpoint',
  'get-decision',
  'list-decisions',
  'get-hold',
  'list-releasable-holds',
  'list-releasable-group-holds',
  'list-holds',
  'export-holds',
  'put-packing-slip',
  'get-packing-slip',
  'put-invoice',
  'get-invoice',
  'list-invoices',
  'put-credit-note',
  'get-credit-note',
  'list-credit-notes',
  'put-payment',
  'get-payment',
  'list-payments',
  'put-payment-settlement',
  'reverse-payment-settlement',
  'reverse-payment',
  'put-credit-note-settlement',
  'reverse-credit-note-settlement',
  'get-credit-position',
  'check-credit',
  'reconcile-customer',
  'evaluate-customer-holds',
  'start-hold-evaluation',
  'put-import',
  'put-import-part',
  'get-import',
  'start-import-dry-run',
  'list-jobs',
  'get-job',
  'list-job-results',
  'cancel-job',
  'retry-job',
  'run-jobs',
  'export-import-errors',
  'commit-import',
  // By queue come a second order, which is held too, and a third.
  'route-intake',
  'process-intake',
  'evaluate-holds',
  'publish-changes',
  'tick',
  'edit-hold',
  'exclude-order',
  // The release waits for its delay, by message too, and is withdrawn before.
  'force-hold',
  'start-hold-forcing',
  'release-holds',
  'finish-releases',
  'withdraw-releases',
  'reject-holds',
  'cancel-order',
  'delete-customer-credit-group-member',
  'unknown-path',
  'delete-rule',
  'delete-settlement-discount-rank',
  'delete-exchange-rate',
  'delete-rate-type',
  'delete-payment-terms-rank',
  'delete-credit-management-group',
  'delete-account-status',
  'delete-reason',
  // Last: it takes what every other one needs.
  'delete-grant',
];
