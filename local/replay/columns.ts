/** What is read of each row, by the option that names its column, with the column's name where no option is given. */
export const columns = {
  customer: { option: 'customer-column', usual: 'customerID' },
  invoice: { option: 'invoice-column', usual: 'invoiceNumber' },
  date: { option: 'date-column', usual: 'InvoiceDate' },
  dueDate: { option: 'due-column', usual: 'DueDate' },
  amount: { option: 'amount-column', usual: 'InvoiceAmount' },
  settled: { option: 'settled-column', usual: 'SettledDate' },
  /** One that a file may lack: then its dates say it. */
  daysLate: { option: 'days-late-column', usual: 'DaysLate' },
  /** Likewise. */
  daysToSettle: { option: 'days-to-settle-column', usual: 'DaysToSettle' },
} as const satisfies Readonly<Record<string, Column>>;

type Column = { readonly option: string; readonly usual: string };
export type Field = keyof typeof columns;
export type ColumnOption = (typeof columns)[Field]['option'];

/** The column of each field that options named. */
export type NamedColumns = { readonly [F in Field]?: string | undefined };
