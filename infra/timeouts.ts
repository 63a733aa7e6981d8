/** The longest that an HTTP API waits for a function. */
export const gatewayTimeoutSeconds = 29;
