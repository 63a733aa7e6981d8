import type { Customer } from './customer.ts';

/** §12.2: which customers; what names none wants all. */
export type CustomerFilter = {
  readonly creditManagementGroups?: readonly string[] | undefined;
  readonly countries?: readonly string[] | undefined;
  readonly riskGroups?: readonly string[] | undefined;
  readonly accountStatuses?: readonly string[] | undefined;
};

export function isWanted(customer: Customer, filter: CustomerFilter): boolean {
  const { creditManagementGroups, countries, riskGroups, accountStatuses } = filter;
  const wishes = [
    [creditManagementGroups, customer.creditManagementGroup],
    [countries, customer.country],
    [riskGroups, customer.riskGroup],
    [accountStatuses, customer.accountStatus],
  ] as const;
  return wishes.every(([wanted, own]) => wanted === undefined || (own !== undefined && wanted.includes(own)));
}
