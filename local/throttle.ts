/** Whether one more request may pass now. */
export type Throttle = () => boolean;

/** API Gateway's token bucket, a burst of one second; without a rate everything passes. */
export function throttle(requestsPerSecond: number | undefined, nowMs: () => number = Date.now): Throttle {
  if (requestsPerSecond === undefined) return () => true;
  let tokens = requestsPerSecond;
  let filledAtMs = nowMs();
  return () => {
    const atMs = nowMs();
    tokens = Math.min(requestsPerSecond, tokens + ((atMs - filledAtMs) * requestsPerSecond) / 1_000);
    filledAtMs = atMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
