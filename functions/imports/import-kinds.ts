import * as z from 'zod/mini';

/** How a cell is read; an empty one is as if it was not there. */
type CellType = 'text' | 'flag' | 'integer';
export type Column = { readonly type: CellType; readonly isRequired: boolean };
export type Columns = Readonly<Record<string, Column>>;

const text: Column = { type: 'text', isRequired: false };
const flag: Column = { type: 'flag', isRequired: false };
const integer: Column = { type: 'integer', isRequired: false };
const required = (column: Column): Column => ({ ...column, isRequired: true });

const customerColumns: Columns = {
  customer: required(text),
  name: required(text),
  currency: required(text),
  country: text,
  paymentTerms: text,
  settlementDiscount: text,
  creditLimit: text,
  creditLimitCurrency: text,
  creditLimitExpiryDate: text,
  unlimited: flag,
  mandatoryLimit: flag,
  excludeFromCreditManagement: flag,
  ignoreUntil: text,
  creditManagementGroup: text,
  accountStatus: text,
  accountStatusReason: text,
  riskGroup: text,
  lastReviewDate: text,
  nextReviewDate: text,
  businessStarted: text,
  customerSince: text,
  annualRevenue: text,
  withAgency: flag,
  titleHeld: flag,
  notes: text,
};

/** What may be imported (§15.3), with the columns of its file, named as the fields of the API are. */
export const importColumns = {
  customers: customerColumns,
  'credit-limits': {
    customer: required(text),
    creditLimit: required(text),
    creditLimitCurrency: text,
    creditLimitExpiryDate: text,
  },
  invoices: {
    invoice: required(text),
    customer: required(text),
    order: text,
    isDownPayment: flag,
    date: required(text),
    dueDate: required(text),
    amount: required(text),
    currency: required(text),
  },
  orders: {
    order: required(text),
    customer: required(text),
    version: required(integer),
    state: required(text),
    amount: required(text),
    currency: required(text),
    orderDate: text,
    paymentTerms: text,
    settlementDiscount: text,
    requestedDate: text,
    isIntercompany: flag,
  },
} as const satisfies Readonly<Record<string, Columns>>;

export type ImportKind = keyof typeof importColumns;
export const importKind = z.enum(Object.keys(importColumns) as ImportKind[]);
