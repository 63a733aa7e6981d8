/** Client < function < visibility ÷ 6; a test compares them with the templates. */
export const clientTimeouts = { connectionTimeoutMs: 1_000, requestTimeoutMs: 3_000, maxAttempts: 3 } as const;

/** What the clients of the table, the queues and the topic share. */
export const clientOptions = {
  maxAttempts: clientTimeouts.maxAttempts,
  retryMode: 'standard',
  requestHandler: {
    connectionTimeout: clientTimeouts.connectionTimeoutMs,
    requestTimeout: clientTimeouts.requestTimeoutMs,
    // Else the SDK warns that a request took longer, and goes on waiting for its answer.
    throwOnRequestTimeout: true,
  },
} as const;
