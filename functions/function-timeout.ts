/**
 * What outlasts what: calls of the store end before the function, the function ends before the gateway gives up on it, and a
 * message stays hidden for more than six times as long as its function may run.
 */
export const functionTimeoutSeconds = 25;
