import type { Customer } from '../customer.ts';
import type { SetUpChange } from './change-set-up.ts';

/** An element of set-up that customers name (§3.2). */
export type CustomerReference = {
  readonly kind: 'account-status' | 'credit-management-group' | 'status-reason' | 'risk-group';
  readonly id: string;
};

export function referencesOf(customer: Customer | undefined): readonly CustomerReference[] {
  const { accountStatus, creditManagementGroup, accountStatusReason, riskGroup } = customer ?? {};
  const named = [
    { kind: 'account-status', id: accountStatus },
    { kind: 'credit-management-group', id: creditManagementGroup },
    { kind: 'status-reason', id: accountStatusReason },
    { kind: 'risk-group', id: riskGroup },
  ] as const;
  return named.flatMap(({ kind, id }) => (id === undefined ? [] : [{ kind, id }]));
}

/** What a change of set-up gives customers to name, or takes from them; `undefined` where it does neither. */
export function offerOf({
  what,
  before,
  after,
}: SetUpChange): { readonly reference: CustomerReference; readonly isOffered: boolean } | undefined {
  const kind = kinds[what.kind];
  if (kind === undefined) return undefined;
  const isOffered = canBeNamed(kind, after);
  return canBeNamed(kind, before) === isOffered ? undefined : { reference: { kind, id: what.id }, isOffered };
}

const kinds: Readonly<Record<string, CustomerReference['kind']>> = {
  'account-status': 'account-status',
  'credit-management-group': 'credit-management-group',
  reason: 'status-reason',
  'risk-group': 'risk-group',
};

/** Of reasons, customers name those of type `status` alone (§2.3). */
function canBeNamed(kind: CustomerReference['kind'], element: unknown): boolean {
  if (typeof element !== 'object' || element === null) return false;
  return kind !== 'status-reason' || ('type' in element && element.type === 'status');
}
