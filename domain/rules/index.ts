import type { RuleType } from '../evaluation.ts';
import { accountStatus } from './account-status.ts';
import { creditLimitExpired } from './credit-limit-expired.ts';
import { creditLimitUsed } from './credit-limit-used.ts';
import { daysOverdue } from './days-overdue.ts';
import { overdueAmount } from './overdue-amount.ts';
import type { RuleTypeDefinition } from './rule-type.ts';
import { salesOrderAmount } from './sales-order-amount.ts';
import { termsOfPayment } from './terms-of-payment.ts';

/** The registry of §6.6: a new type is a file beside this one, its name in `ruleTypes`, and a line here. */
export const ruleDefinitions = {
  'days-overdue': daysOverdue,
  'account-status': accountStatus,
  'terms-of-payment': termsOfPayment,
  'credit-limit-expired': creditLimitExpired,
  'overdue-amount': overdueAmount,
  'sales-order-amount': salesOrderAmount,
  'credit-limit-used': creditLimitUsed,
} as const satisfies { readonly [T in RuleType]: RuleTypeDefinition };
