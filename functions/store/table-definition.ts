/** Index over lists: open holds, ended holds, customers, open documents. Sparse; never read by a decision. */
export const listIndex = 'list';

/**
 * The form of what is stored: keys, items, indexes and queued messages. One more with every change after which older data
 * cannot be read; `npm start` refuses a data folder of another, and test/store/stored-format.test.ts says when it is due.
 */
export const storedFormat = 5;

/** The one table as plain data: infrastructure, local runtime and tests all make it from this. */
export const tableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: [{ name: listIndex, partitionKey: 'listKey', sortKey: 'listSort', include: ['row', 'kind'] }],
} as const;
