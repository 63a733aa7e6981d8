import type { OperationName } from '../../functions/operations.ts';
import type { Role } from '../../functions/roles.ts';

const everyone: readonly Role[] = ['order-intake', 'credit-clerk', 'credit-manager', 'credit-admin', 'auditor'];
const people: readonly Role[] = ['credit-clerk', 'credit-manager', 'credit-admin', 'auditor'];
const desk: readonly Role[] = ['credit-clerk', 'credit-manager'];

/**
 * §1.2, written by hand and apart from the access table, so that a wrong row there is seen: who may call what, and
 * `installation` for the deployment's own administrator alone (`installation-admin` where others may too).
 */
export const expectedAccess: Readonly<
  Record<OperationName, readonly (Role | 'installation-admin')[] | 'installation'>
> = {
  'put-legal-entity': 'installation',
  'get-legal-entity': everyone,
  'list-legal-entities': everyone,
  'get-parameters': everyone,
  'put-parameters': ['credit-admin'],
  'list-rules': everyone,
  'get-rule': everyone,
  'put-rule': ['credit-admin'],
  'delete-rule': ['credit-admin'],
  'list-reasons': everyone,
  'get-reason': everyone,
  'put-reason': ['credit-admin'],
  'delete-reason': ['credit-admin'],
  'list-account-statuses': everyone,
  'get-account-status': everyone,
  'put-account-status': ['credit-admin'],
  'delete-account-status': ['credit-admin'],
  'list-credit-management-groups': everyone,
  'get-credit-management-group': everyone,
  'put-credit-management-group': ['credit-admin'],
  'delete-credit-management-group': ['credit-admin'],
  'list-payment-terms-ranks': everyone,
  'get-payment-terms-rank': everyone,
  'put-payment-terms-rank': ['credit-admin'],
  'delete-payment-terms-rank': ['credit-admin'],
  'list-settlement-discount-ranks': everyone,
  'get-settlement-discount-rank': everyone,
  'put-settlement-discount-rank': ['credit-admin'],
  'delete-settlement-discount-rank': ['credit-admin'],
  'list-grants': ['credit-admin', 'auditor', 'installation-admin'],
  'get-grant': ['credit-admin', 'auditor', 'installation-admin'],
  'put-grant': ['credit-admin', 'installation-admin'],
  'delete-grant': ['credit-admin', 'installation-admin'],
  'put-customer': ['credit-manager'],
  'get-customer': everyone,
  'list-customers': everyone,
  'get-credit-position': everyone,
  'put-customer-credit-group': ['credit-manager'],
  'get-customer-credit-group': everyone,
  'list-customer-credit-groups': everyone,
  'put-customer-credit-group-member': ['credit-manager'],
  'delete-customer-credit-group-member': ['credit-manager'],
  'put-order': ['order-intake'],
  'get-order': everyone,
  'list-orders': everyone,
  'cancel-order': ['order-intake'],
  'exclude-order': desk,
  'request-checkpoint': ['order-intake'],
  'put-packing-slip': ['order-intake'],
  'get-packing-slip': everyone,
  'put-invoice': ['order-intake'],
  'get-invoice': everyone,
  'list-invoices': everyone,
  'put-credit-note': ['order-intake'],
  'get-credit-note': everyone,
  'put-payment': ['order-intake'],
  'get-payment': everyone,
  'get-decision': everyone,
  'list-decisions': everyone,
  'list-holds': people,
  'get-hold': people,
  'release-holds': desk,
  'reject-holds': desk,
  'evaluate-customer-holds': desk,
};
