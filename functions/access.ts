import { refuse } from '../domain/refusal.ts';
import type { LegalEntityId } from '../domain/ids.ts';
import type { Actor, AuthorizedEntity } from './actor.ts';
import type { OperationName } from './operations.ts';
import type { Role } from './roles.ts';

/**
 * Who may call an operation: roles in the legal entity that the path names; `installation`, the deployment's own
 * administrator, who with `orInstallation` may in every legal entity; `any-entity`, roles in whichever entities the actor has them (the answer is limited to those).
 */
export type AccessRow =
  | { readonly in: 'path-entity'; readonly roles: readonly Role[]; readonly orInstallation?: true }
  | { readonly in: 'any-entity'; readonly roles: readonly Role[] }
  | { readonly in: 'installation' };

/** The name under which a refusal asks for the deployment's own administrator. */
export const installationAdmin = 'installation-admin';

const everyone: readonly Role[] = ['order-intake', 'credit-clerk', 'credit-manager', 'credit-admin', 'auditor'];
const creditPeople: readonly Role[] = ['credit-clerk', 'credit-manager', 'credit-admin', 'auditor'];

const read: AccessRow = { in: 'path-entity', roles: everyone };
/**
 * Who has which grant is for those who give them, and for auditors. The administrator of the installation is among them,
 * so that a legal entity whose last credit-admin is gone is not locked for ever.
 */
const seeGrants: AccessRow = { in: 'path-entity', roles: ['credit-admin', 'auditor'], orInstallation: true };
const giveGrants: AccessRow = { in: 'path-entity', roles: ['credit-admin'], orInstallation: true };
const setUp: AccessRow = { in: 'path-entity', roles: ['credit-admin'] };
/** Of every document and question of an order system, over HTTP and by queue. */
export const intake: AccessRow = { in: 'path-entity', roles: ['order-intake'] };
const desk: readonly Role[] = ['credit-clerk', 'credit-manager'];
/** It changes nothing, so that the desk may ask too. */
const askCredit: AccessRow = { in: 'path-entity', roles: ['order-intake', ...desk] };
const workHolds: AccessRow = { in: 'path-entity', roles: desk };
const workJobs: AccessRow = { in: 'path-entity', roles: ['credit-clerk', 'credit-manager', 'credit-admin'] };
const seeHolds: AccessRow = { in: 'path-entity', roles: creditPeople };

const prepareAdjustments: AccessRow = { in: 'path-entity', roles: desk };
const seeAdjustments: AccessRow = { in: 'path-entity', roles: creditPeople };

const managers: readonly Role[] = ['credit-manager'];
/** Going live, and many changes at once, are people's work. */
const doImports: AccessRow = { in: 'path-entity', roles: managers };
const seeImports: AccessRow = { in: 'path-entity', roles: ['credit-manager', 'auditor'] };
const forceHolds: AccessRow = { in: 'path-entity', roles: managers };
const postAdjustments: AccessRow = { in: 'path-entity', roles: managers };
/** §4.4: groups belong to no legal entity; which of them a manager sees and edits follows from their members. */
export const manageGroups: AccessRow & { readonly in: 'any-entity' } = { in: 'any-entity', roles: managers };

/** §17: who did what is for auditors, and for those who answer for what it was done to. */
const managersAndAuditors: readonly Role[] = ['credit-manager', 'auditor'];
const seeCustomersAudit: AccessRow = { in: 'path-entity', roles: managersAndAuditors };
const seeSetUpAudit: AccessRow = { in: 'path-entity', roles: ['credit-admin', 'auditor'] };

/** §1.2: operation × role. An operation without a row does not compile. */
export const access: Readonly<Record<OperationName, AccessRow>> = {
  'put-legal-entity': { in: 'installation' },
  'list-legal-entities': { in: 'any-entity', roles: everyone },
  'get-legal-entity': read,
  'get-parameters': read,
  'put-parameters': setUp,
  'list-rules': read,
  'get-rule': read,
  'put-rule': setUp,
  'delete-rule': setUp,
  'list-reasons': read,
  'get-reason': read,
  'put-reason': setUp,
  'delete-reason': setUp,
  'list-account-statuses': read,
  'get-account-status': read,
  'put-account-status': setUp,
  'delete-account-status': setUp,
  'list-credit-management-groups': read,
  'get-credit-management-group': read,
  'put-credit-management-group': setUp,
  'delete-credit-management-group': setUp,
  'list-payment-terms-ranks': read,
  'get-payment-terms-rank': read,
  'put-payment-terms-rank': setUp,
  'delete-payment-terms-rank': setUp,
  'list-settlement-discount-ranks': read,
  'get-settlement-discount-rank': read,
  'put-settlement-discount-rank': setUp,
  'delete-settlement-discount-rank': setUp,
  'list-rate-types': read,
  'get-rate-type': read,
  'put-rate-type': setUp,
  'delete-rate-type': setUp,
  'list-scoring-groups': read,
  'get-scoring-group': read,
  'put-scoring-group': setUp,
  'delete-scoring-group': setUp,
  'list-risk-groups': read,
  'get-risk-group': read,
  'put-risk-group': setUp,
  'delete-risk-group': setUp,
  'list-automatic-limits': read,
  'get-automatic-limit': read,
  'put-automatic-limit': setUp,
  'delete-automatic-limit': setUp,
  'list-workflows': read,
  'get-workflow': read,
  'put-workflow': setUp,
  'delete-workflow': setUp,
  'list-exchange-rates': read,
  'put-exchange-rates': setUp,
  'delete-exchange-rate': setUp,
  'list-grants': seeGrants,
  'get-grant': seeGrants,
  'put-grant': giveGrants,
  'delete-grant': giveGrants,
  'put-order': intake,
  'get-order': read,
  'list-orders': read,
  'cancel-order': intake,
  'exclude-order': workHolds,
  'request-checkpoint': intake,
  'check-credit': askCredit,
  'get-decision': read,
  'list-decisions': read,
  'put-customer': { in: 'path-entity', roles: ['credit-manager'] },
  'get-customer': read,
  'list-customers': read,
  'get-credit-position': read,
  'reconcile-customer': { in: 'path-entity', roles: managersAndAuditors },
  'start-reconciliation': { in: 'path-entity', roles: managersAndAuditors },
  'start-statistics-calculation': workHolds,
  'get-statistics': read,
  'start-statistics-deletion': setUp,
  'start-risk-score-update': { in: 'path-entity', roles: managers },
  'get-risk-score': read,
  'start-review-work-search': workHolds,
  'list-review-work': seeHolds,
  'export-credit-positions': seeHolds,
  'put-customer-credit-group': manageGroups,
  'get-customer-credit-group': { in: 'any-entity', roles: everyone },
  'list-customer-credit-groups': { in: 'any-entity', roles: everyone },
  'put-customer-credit-group-member': { in: 'path-entity', roles: managers },
  'delete-customer-credit-group-member': { in: 'path-entity', roles: managers },
  'list-holds': { in: 'any-entity', roles: creditPeople },
  'export-holds': { in: 'any-entity', roles: creditPeople },
  'export-decisions': seeHolds,
  'get-hold': seeHolds,
  'list-releasable-holds': seeHolds,
  'list-releasable-group-holds': { in: 'any-entity', roles: creditPeople },
  'edit-hold': workHolds,
  'release-holds': { in: 'any-entity', roles: desk },
  'reject-holds': { in: 'any-entity', roles: desk },
  'withdraw-releases': { in: 'any-entity', roles: desk },
  'force-hold': forceHolds,
  'put-packing-slip': intake,
  'get-packing-slip': read,
  'reverse-packing-slip': intake,
  'put-invoice': intake,
  'get-invoice': read,
  'list-invoices': read,
  'put-credit-note': intake,
  'get-credit-note': read,
  'list-credit-notes': read,
  'put-payment': intake,
  'get-payment': read,
  'list-payments': read,
  'put-payment-settlement': intake,
  'reverse-payment-settlement': intake,
  'reverse-payment': intake,
  'put-credit-note-settlement': intake,
  'reverse-credit-note-settlement': intake,
  'create-adjustment': prepareAdjustments,
  'get-adjustment': seeAdjustments,
  'list-adjustments': seeAdjustments,
  'edit-adjustment': prepareAdjustments,
  'put-adjustment-line': prepareAdjustments,
  'get-adjustment-line': seeAdjustments,
  'list-adjustment-lines': seeAdjustments,
  'delete-adjustment-line': prepareAdjustments,
  'generate-adjustment-lines': prepareAdjustments,
  'submit-adjustment': prepareAdjustments,
  'submit-adjustment-line': prepareAdjustments,
  'post-adjustment': postAdjustments,
  'evaluate-customer-holds': workHolds,
  'start-hold-evaluation': workHolds,
  'put-import': doImports,
  'put-import-part': doImports,
  'get-import': seeImports,
  'start-import-dry-run': doImports,
  'commit-import': doImports,
  'export-import-errors': seeImports,
  'start-hold-forcing': forceHolds,
  'list-jobs': seeHolds,
  'get-job': seeHolds,
  'list-job-results': seeHolds,
  'cancel-job': workJobs,
  'retry-job': workJobs,
  'list-schedules': seeHolds,
  'get-schedule': seeHolds,
  'put-schedule': workJobs,
  'delete-schedule': workJobs,
  'list-my-approvals': { in: 'any-entity', roles: desk },
  'list-approval-requests': seeHolds,
  'get-approval-request': seeHolds,
  'approve-request': workHolds,
  'reject-request': workHolds,
  'send-back-request': workHolds,
  'delegate-request': workHolds,
  'recall-request': workHolds,
  'resubmit-request': workHolds,
  'list-customer-audit-links': seeCustomersAudit,
  'verify-customer-audit-chain': seeCustomersAudit,
  'list-customer-credit-group-audit-links': { in: 'any-entity', roles: managersAndAuditors },
  'verify-customer-credit-group-audit-chain': { in: 'any-entity', roles: managersAndAuditors },
  'list-legal-entity-audit-links': seeSetUpAudit,
  'verify-legal-entity-audit-chain': seeSetUpAudit,
};

/** The roles that a row asks for, as refusals and the reference name them. */
export function neededFor(row: AccessRow): readonly string[] {
  if (row.in === 'installation') return [installationAdmin];
  return row.in === 'path-entity' && row.orInstallation === true ? [...row.roles, installationAdmin] : row.roles;
}

/** §1.3: what an actor may not see does not exist for them, so a foreign entity and an unknown one answer alike. */
export function authorize(row: AccessRow, actor: Actor, legalEntity: LegalEntityId | undefined): AuthorizedEntity {
  if (row.in === 'installation') {
    if (!actor.isInstallationAdmin) throw refuse('not-allowed', { needs: neededFor(row) });
    return (legalEntity ?? '') as AuthorizedEntity;
  }
  // Whether it exists is for the operation to find out.
  if (row.in === 'path-entity' && row.orInstallation === true && actor.isInstallationAdmin)
    return (legalEntity ?? '') as AuthorizedEntity;
  const grant = legalEntity === undefined ? undefined : actor.grants.get(legalEntity);
  if (grant === undefined) throw refuse('legal-entity-not-found', {});
  if (!isGranted(row.roles, grant.roles)) throw refuse('not-allowed', { needs: neededFor(row) });
  return legalEntity as AuthorizedEntity;
}

/**
 * A legal entity that a stored record names: whoever wrote the record was checked then, and what the system does on its own
 * about it needs no grant.
 */
export function entityOfRecord(legalEntity: LegalEntityId): AuthorizedEntity {
  return legalEntity as AuthorizedEntity;
}

/** The legal entities in which the actor has one of the row's roles. */
export function authorizedEntities(row: AccessRow, actor: Actor): readonly AuthorizedEntity[] {
  if (row.in === 'installation') return [];
  const entities = [...actor.grants].filter(([, grant]) => isGranted(row.roles, grant.roles));
  if (entities.length === 0) throw refuse('not-allowed', { needs: row.roles });
  return entities.map(([legalEntity]) => legalEntity as AuthorizedEntity);
}

function isGranted(needed: readonly Role[], granted: readonly Role[]): boolean {
  return needed.some((role) => granted.includes(role));
}
