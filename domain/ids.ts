declare const brand: unique symbol;

/** A string that only the named parser or builder may make, so that ids of different kinds do not mix. */
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type LegalEntityId = Id<'legal-entity'>;
export type CustomerId = Id<'customer'>;
/** The number of a customer credit group (§4.4); groups belong to no legal entity. */
export type CreditGroupId = Id<'credit-group'>;
export type OrderId = Id<'order'>;
export type InvoiceId = Id<'invoice'>;
export type CreditNoteId = Id<'credit-note'>;
export type PaymentId = Id<'payment'>;
export type SettlementId = Id<'settlement'>;
export type PackingSlipId = Id<'packing-slip'>;
export type HoldId = Id<'hold'>;
/** A decision is named by the id of the request that it answers (§8.1). */
export type RequestId = Id<'request'>;
export type JobId = Id<'job'>;
export type ImportId = Id<'import'>;
export type ScheduleId = Id<'schedule'>;
export type ApprovalRequestId = Id<'approval-request'>;
/** The number of a credit limit adjustment (§12.1). */
export type AdjustmentId = Id<'adjustment'>;
export type AdjustmentLineId = Id<'adjustment-line'>;
export type RuleId = Id<'rule'>;
/** The `sub` of a verified token. */
export type Subject = Id<'subject'>;
