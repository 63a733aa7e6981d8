/** What an order waits for: their size and cold start have a budget (architecture.md §5). */
export const orderFunctions = ['put-order', 'cancel-order', 'request-checkpoint', 'process-intake'] as const;
