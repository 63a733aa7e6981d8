/** What an order waits for: their size and cold start have a budget. */
export const orderFunctions = ['put-order', 'cancel-order', 'request-checkpoint', 'process-intake'] as const;
