import type { Catalogue } from './catalogue.ts';

export const english: Catalogue = {
  names: {
    reasons: {
      'days-overdue': 'Days overdue',
      'account-status': 'Account status',
      'terms-of-payment': 'Terms of payment',
      'credit-limit-expired': 'Credit limit expired',
      'overdue-amount': 'Overdue amount',
      'sales-order-amount': 'Sales order amount',
      'credit-limit-used': 'Credit limit used',
      'payment-terms-rank': 'Rank of terms of payment',
      'settlement-discount-rank': 'Rank of settlement discount',
      'credit-limit-exceeded': 'Exceeded credit limit',
      'account-on-hold': 'Account on hold',
      'cannot-evaluate': 'Cannot be evaluated',
      forced: 'Forced credit hold',
      'ready-to-release': 'Ready to release',
      multiple: 'Multiple',
      none: 'None',
    },
    holdStates: {
      open: 'On hold',
      'ready-to-release': 'Ready to release',
      'awaiting-approval': 'Awaiting approval',
      releasing: 'Being released',
      released: 'Released',
      rejected: 'Rejected',
      cancelled: 'Cancelled',
    },
    answers: { passed: 'Passed', held: 'Held', rejected: 'Rejected' },
    checkpoints: {
      confirmation: 'Confirmation',
      'picking-list': 'Picking list',
      'release-to-warehouse': 'Release to warehouse',
      'packing-slip': 'Packing slip',
      invoice: 'Invoice',
    },
    modes: { posting: 'Posting', 'pro-forma': 'Pro forma', cancellation: 'Cancellation' },
    ruleKinds: { blocking: 'Blocking rule', exclusion: 'Exclusion rule' },
    scopes: { customer: 'customer', group: 'group', all: 'all' },
    outcomes: {
      true: 'true',
      false: 'not true',
      'not-evaluated': 'not looked at',
      'cannot-evaluate': 'cannot be evaluated',
    },
  },
  whose: { own: 'the credit limit', group: 'the limit of the customer credit group' },
  stops: { all: 'every checkpoint', invoice: 'invoices' },
  unknown: 'not known',
  days: (days) => (days === 1 ? '1 day' : `${days} days`),
  list: (codes) => codes.join(', '),
  threshold: {
    over: ({ value }) => `more than ${value}`,
    reached: ({ value }) => `${value} or more`,
  },
  use: {
    ofLimit: ({ exposure, used, whose, limit }) =>
      `exposure with this order is ${exposure}, ${used} of ${whose} of ${limit}`,
    ofNothing: ({ exposure, whose, limit }) => `exposure with this order is ${exposure}, and ${whose} is ${limit}`,
    unlimited: ({ exposure }) => `exposure with this order is ${exposure}, of an unlimited credit limit`,
  },
  reasons: {
    'days-overdue': ({ oldestDueDate, daysOverdue, threshold, overdueAmount }) =>
      `The oldest unpaid invoice was due on ${oldestDueDate} and is ${daysOverdue} overdue; the blocking rule says ${threshold}. Overdue in all: ${overdueAmount}.`,
    'account-status': ({ accountStatus }) =>
      `The customer has the account status ${accountStatus}, which a blocking rule names.`,
    'terms-of-payment': ({ paymentTerms }) =>
      `The order has the terms of payment ${paymentTerms}, which a blocking rule names.`,
    'credit-limit-expired': ({ expiryDate, daysSinceExpiry, threshold }) =>
      `The credit limit expired on ${expiryDate}, ${daysSinceExpiry} ago; the blocking rule says ${threshold}.`,
    'credit-limit-expired-blank': () => 'The credit limit has no expiry date, which counts as expired.',
    'overdue-amount': ({ overdueAmount, use, amountThreshold, percentThreshold }) =>
      `Overdue in all: ${overdueAmount}, and ${use}; the blocking rule says ${amountThreshold} overdue and ${percentThreshold} used.`,
    'sales-order-amount': ({ orderAmount, threshold }) =>
      `The order amounts to ${orderAmount}; the blocking rule says ${threshold}.`,
    'credit-limit-used': ({ use, threshold }) => `${capital(use)}; the blocking rule says ${threshold}.`,
    'payment-terms-rank': ({ code, rank, basis, basisRank }) =>
      `The terms of payment ${code} rank ${rank}, higher than ${basis} with ${basisRank}.`,
    'settlement-discount-rank': ({ code, rank, basis, basisRank }) =>
      `The settlement discount ${code} ranks ${rank}, higher than ${basis} with ${basisRank}.`,
    'credit-limit-exceeded': ({ use, excess }) => `${capital(use)}: it is exceeded by ${excess}.`,
    'account-on-hold': ({ accountStatus, stops }) => `The account status ${accountStatus} stops ${stops}.`,
    'cannot-evaluate': ({ from, to, date }) => `The exchange rate from ${from} to ${to} on ${date} is missing.`,
    'cannot-evaluate-elsewhere': ({ from, to, date }) =>
      `Another legal entity of the customer credit group lacks the exchange rate from ${from} to ${to} on ${date}.`,
    'cannot-evaluate-group': ({ creditGroup }) =>
      `A document of another member of the customer credit group ${creditGroup} lacks its exchange rate.`,
    'cannot-evaluate-status': ({ accountStatus }) =>
      `The account status ${accountStatus} is not set up, so that nobody can say what it stops.`,
    forced: ({ by, reason }) => `${by} placed the hold, whatever the rules say. Forced hold reason: ${reason}.`,
    'ready-to-release': () => 'Every reason that rules gave is gone.',
  },
  clearances: {
    pay: ({ amount }) => `Pay ${amount} on account.`,
    'pay-invoices-due-before': ({ amount, date }) =>
      `Pay ${amount} of what is open of the invoices due before ${date}, the oldest first.`,
    'pay-group-invoices-due-before': ({ amount, date }) =>
      `Pay ${amount} of what is open of all members’ invoices due before ${date}, the oldest first; each customer pays its own.`,
    'raise-credit-limit': ({ to }) => `Raise the credit limit to ${to}.`,
    'raise-temporary-limit': ({ to }) => `Raise the temporary credit limit to ${to}.`,
    'raise-group-limit': ({ to }) => `Raise the limit of the customer credit group to ${to}.`,
    'raise-group-temporary-limit': ({ to }) => `Raise the temporary limit of the customer credit group to ${to}.`,
    'lower-order': ({ to }) => `Lower the order to ${to}.`,
    'extend-credit-limit-expiry': ({ to }) => `Move the expiry date of the credit limit to ${to}.`,
    'extend-group-expiry': ({ to }) => `Move the expiry date of the customer credit group to ${to}.`,
    'change-account-status': ({ codes }) => `Change the account status to none, or to any but ${codes}.`,
    'change-payment-terms': ({ codes }) => `Change the order’s terms of payment to none, or to any but ${codes}.`,
    'change-payment-terms-rank': ({ rank }) =>
      `Change the order’s terms of payment to any that rank ${rank} or lower, or have no rank.`,
    'change-settlement-discount': ({ rank }) =>
      `Change the order’s settlement discount to any that ranks ${rank} or lower, or has no rank.`,
    'evaluate-again': () => 'Evaluate for release again; nothing else is needed.',
    'provide-exchange-rate': ({ from, to, date, rateType }) =>
      `Provide the exchange rate from ${from} to ${to} on ${date}, of rate type ${rateType}.`,
    'set-credit-limit-rate-type': ({ from, to, date }) =>
      `Set the parameter creditLimitRateType to a rate type that has the exchange rate from ${from} to ${to} on ${date}.`,
    'choose-credit-limit-rate-type': ({ from, to, date, codes }) =>
      `Set the parameter creditLimitRateType to a rate type that has the exchange rate from ${from} to ${to} on ${date}: ${codes}.`,
  },
  skips: {
    'checkpoint-not-enabled': () => 'Not checked: the checkpoint is not enabled.',
    'customer-excluded': () => 'Not checked: the customer is excluded from credit management.',
    'customer-ignored': ({ date }) => `Not checked: the customer is ignored until ${date}.`,
    'order-excluded': () => 'Not checked: the order is excluded from credit management.',
    'order-below-minimum': () => 'Not checked: the order is below the amount from which orders are checked.',
    'negative-amount': () => 'Not checked: the amount of the order is negative.',
    'packing-slip-cancellation': () => 'Not checked: a packing slip is cancelled.',
    grace: ({ date }) => `Not checked: the order is within its grace days; the next check is due on ${date}.`,
    release: () => 'Not checked: a release covers it.',
  },
  rule: ({ kind, rule, type, scope, outcome, because }) =>
    `${kind} ${rule}, ${type.toLowerCase()}, for ${scope}: ${outcome}.${because === '' ? '' : ` ${because}`}`,
  because: {
    'less-specific-than-exclusion': 'A more specific exclusion rule goes before it.',
    'suppressed-by-release': 'An exclusion rule that releases the sales order suppresses it.',
    'credit-limit-check-off': 'The check of the credit limit is off.',
  },
  noCheapest: {
    'nothing-active': 'No reason is left that could be cleared.',
    forced: 'Only a person can end a forced credit hold.',
    'not-known': 'What else holds the order is not known before what cannot be evaluated is.',
    'no-single-action': 'No single action clears every reason.',
    'no-amount': 'What clears every reason is not a matter of an amount.',
  },
};

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
