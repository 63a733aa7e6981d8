import { creditLimitRows, customerRows } from './customer-rows.ts';
import { invoiceRows, orderRows } from './document-rows.ts';
import type { ImportKind } from './import-kinds.ts';
import type { RowImport } from './row-import.ts';

export const rowImports: { readonly [K in ImportKind]: RowImport } = {
  customers: customerRows,
  'credit-limits': creditLimitRows,
  invoices: invoiceRows,
  orders: orderRows,
};
