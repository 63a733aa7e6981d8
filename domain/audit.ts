/** §17: what an audit link is about. */
export const auditKinds = [
  'hold',
  'approval-request',
  'order-exclusion',
  'customer',
  'customer-credit-group',
  'customer-credit-group-member',
  'legal-entity',
  'parameters',
  'rule',
  'reason',
  'account-status',
  'credit-management-group',
  'payment-terms-rank',
  'settlement-discount-rank',
  'rate-type',
  'workflow',
  'exchange-rates',
  'scoring-group',
  'risk-group',
  'automatic-limit',
  'grant',
  'schedule',
] as const;
export type AuditKind = (typeof auditKinds)[number];

/** What can be wrong with an audit chain at a link. */
export const chainBreaks = [
  'altered',
  'missing',
  'reordered',
  'not-chained',
  'not-a-link',
  'beyond-head',
  'head-differs',
  'head-missing',
  'kept-head-differs',
] as const;
export type ChainBreak = (typeof chainBreaks)[number];
