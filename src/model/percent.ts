/** A fraction of 1 as people write a rate: `2.1%`, `0.05%`. Three figures at most. */
export const percent = (fraction: number): string => `${Number((fraction * 100).toPrecision(3))}%`;
