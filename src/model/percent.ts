/** A fraction of 1 as people write a rate: `2.1%`, `0.05%`. Three figures at most. */
export function percent(fraction: number): string {
  const figure = Number((fraction * 100).toPrecision(3));
  // Less than that is what arithmetic leaves over, and would be written with an exponent.
  return `${Math.abs(figure) < 1e-6 ? 0 : figure}%`;
}
