/**
 * The Wilson score interval of a share (E. B. Wilson, 1927): where the true share lies when `hits` of `all` were seen.
 * `z` is 2.576 for 99 %. Null without any.
 */
export function wilson(hits: number, all: number, z = 2.576): { lower: number; upper: number } | null {
  if (all <= 0) return null;
  const share = Math.min(hits, all) / all;
  const square = (z * z) / all;
  const middle = share + square / 2;
  const spread = z * Math.sqrt((share * (1 - share)) / all + square / (4 * all));
  const clamp = (value: number): number => Math.min(1, Math.max(0, value / (1 + square)));
  return { lower: clamp(middle - spread), upper: clamp(middle + spread) };
}
