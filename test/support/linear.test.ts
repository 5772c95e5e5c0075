import { expect, it } from 'vitest';
import { expectLinear } from './linear.ts';

/** So many steps that no compiler leaves out. */
const steps = (count: number): number => {
  let sum = 0;
  for (let at = 0; at < count; at += 1) sum = (sum * 31 + at) % 1_000_003;
  return sum;
};

it('work that grows with its size is linear, a square is not', async () => {
  await expectLinear(16_000_000, steps);
  await expect(expectLinear(16_000, (size) => steps(size * size))).rejects.toThrow('times the CPU');
});
