/** §1.2 */
export const roles = ['order-intake', 'credit-clerk', 'credit-manager', 'credit-admin', 'auditor'] as const;
export type Role = (typeof roles)[number];
