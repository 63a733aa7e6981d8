/**
 * What evidence looks like, as JSON: deflating starts from it, so that only what differs is stored (the budget of a
 * decision, docs/explanation/shape.md, "Cold start and cost"). What it compressed is kept for ever and cannot be read
 * without it: never change a dictionary, add the next one to the end of `evidenceDictionaries`. The commonest stands
 * last, where it costs least.
 */
const first = [
  '"standing":[{"skip":{"because":"checkpoint-not-enabled"customer-excluded"customer-ignored"order-excluded"',
  '"order-below-minimum"negative-amount"packing-slip-cancellation"grace"release"},"nextCheckDue":"2026-',
  '"releasedBy":{"rule":"","version":1,"suppressed":["cannot-evaluate"]}"not-evaluated","because":"',
  'less-specific-than-exclusion"suppressed-by-release"credit-limit-check-off"provide-exchange-rate"',
  '"code":"account-on-hold"change-account-status"payment-terms-rank"settlement-discount-rank"',
  'change-payment-terms"change-settlement-discount","maxRank":1,"kind":"exclusion","scope":"customer"group"',
  'temporary-limit"unlimited"raise-temporary-limit"extend-credit-limit-expiry","to":"2026-',
  '"type":"account-status","operands":{"accountStatus":"","customerAccountStatus":null}},',
  '"type":"terms-of-payment","operands":{"paymentTerms":"","orderPaymentTerms":"","settlementDiscount":"',
  '"createdWith":{"paymentTerms":"","settlementDiscount":""},"passed":{"checkpoint":"packing-slip","terms":{',
  '"version":1,"amount":{"minor":"100000"},"requestedDate":"2026-"}},"grace":{"from":"2026-","days":3,"terms":{',
  '"release":{"on":"2026-","freePosting":{"checkpoint":"confirmation","mode":"posting"}},"rankBasis":{',
  '"posting":{"checkpoint":"invoice","mode":"pro-forma","amount":{"minor":"100000"}},"postingParameters":"{\\"',
  '"clearances":[{"kind":"pay-invoices-due-before","date":"2026-06-15","amount":{"minor":"100000"}},',
  '{"code":"days-overdue","isActive":true,"atHold":{"now":{"ready-to-release","rules":[],"operands":{},"clearances":[]}',
  '"origin":"order-version"evaluation","answer":"held"rejected","holdState":"open","hold":"","postingAmount":{"minor":"',
  '"evaluation":{"outcome":"hold","reasons":[{"code":"credit-limit-exceeded","rules":[{"rule":"","version":1}],',
  '"limit":"own","operands":{"percent":"100","boundary":"over","exposure":{"minor":"1100000"},"limit":{"minor":"',
  '800000"},"used":"137.5"},"clearances":[{"kind":"pay","amount":{"minor":"500000"}},{"kind":"raise-credit-limit",',
  '"to":{"minor":"1466667"}},{"kind":"lower-order","to":{"minor":"400000"}}]}],"warnings":[],"rules":[',
  '{"legalEntity":"","customer":"","order":"","orderVersion":1,"amount":{"minor":"100000"},"answer":"passed",',
  '"at":"2026-06-15T10:00:00.000Z","businessDate":"2026-06-15","actor":"","origin":"checkpoint",',
  '"checkpoint":"confirmation","mode":"posting","rulebook":1,"sequence":2,"previous":"","request":"",',
  '"evidence":{"evaluation":{"outcome":"pass","reasons":[],"warnings":[],"rules":[{"rule":"',
  '","version":1,"type":"days-overdue","kind":"blocking","scope":"all","outcome":"false","operands":{"days":30,',
  '"boundary":"over","daysOverdue":0,"oldestDueDate":null,"overdueAmount":{"minor":"0"}}},{"rule":"","version":1,',
  '"type":"credit-limit-expired","kind":"blocking","scope":"all","outcome":"false","operands":{"days":10,',
  '"boundary":"over","expiryDate":null,"daysSinceExpiry":null}},{"rule":"","version":1,"type":"overdue-amount",',
  '"kind":"blocking","scope":"all","outcome":"false","operands":{"amount":{"minor":"200000"},"percent":"60",',
  '"boundary":"over","overdueAmount":{"minor":"0"},"exposure":{"minor":"300000"},"limit":{"minor":"800000"},',
  '"used":"37.5"}},{"rule":"","version":1,"type":"sales-order-amount","kind":"blocking","scope":"all",',
  '"outcome":"false","operands":{"amount":{"minor":"5000000"},"boundary":"over","orderAmount":{"minor":"100000"}}},',
  '{"rule":"","version":1,"type":"credit-limit-used","kind":"blocking","scope":"all","outcome":"true",',
  '"operands":{"percent":"100","boundary":"over","exposure":{"minor":"300000"},"limit":{"minor":"800000"},',
  '"used":"37.5"}}],"exposure":{"rest":{"minor":"200000"},"order":{"minor":"100000"},"withOrder":{"minor":"300000"}},',
  '"limit":{"source":"credit-limit","base":{"minor":"800000"},"policiesAdded":{"minor":"0"},"policiesTakenOff":',
  '{"minor":"0"},"total":{"minor":"800000"}},"guard":{"sum":"toHeld","max":{"minor":"500000"}}},"ledger":{"amount":',
  '{"minor":"100000"},"delivered":{"minor":"0"},"invoiced":{"minor":"0"}}}}',
].join('');

export const evidenceDictionaries: readonly Uint8Array[] = [Buffer.from(first)];
