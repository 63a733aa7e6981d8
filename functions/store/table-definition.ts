/** Index over lists: open holds, ended holds, customers, open documents. Sparse; never read by a decision. */
export const listIndex = 'list';

/** The one table as plain data: infrastructure, local runtime and tests all make it from this. */
export const tableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: [{ name: listIndex, partitionKey: 'listKey', sortKey: 'listSort', include: ['row', 'kind'] }],
} as const;
