/**
 * Tells whether a call is over the rate: a token bucket that holds one token, so that no burst is let through. `key`
 * names account, Region and action. `clock`: milliseconds, rising.
 */
export function rateLimiter(
  ratePerSecond: number | null,
  clock: () => number = () => performance.now(),
): (key: string) => boolean {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (key) => {
    if (ratePerSecond === null) return false;
    const now = clock();
    const bucket = buckets.get(key) ?? { tokens: 1, at: now };
    bucket.tokens = Math.min(1, bucket.tokens + ((now - bucket.at) / 1000) * ratePerSecond);
    bucket.at = now;
    buckets.set(key, bucket);
    if (bucket.tokens < 1) return true;
    bucket.tokens -= 1;
    return false;
  };
}
