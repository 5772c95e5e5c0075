import { expect } from 'vitest';

/** Anything quicker than this at the large size is not worth a comparison: microseconds of CPU. */
const tooShort = 30_000;

/**
 * Expects the work to grow with the size and not with its square: eight times the size may take 24 times the CPU, where
 * a square takes 64 times. Only CPU of one process in one run is compared, so that a busy machine changes nothing much;
 * a collection of garbage may, so a bad ratio gets two more chances.
 */
export async function expectLinear(size: number, run: (size: number) => unknown): Promise<void> {
  const ratios: number[] = [];
  while (ratios.length < 3) {
    const small = await cpuOf(() => run(size / 8));
    const large = await cpuOf(() => run(size));
    if (large < tooShort || large < 24 * small) return;
    ratios.push(Math.round(large / small));
  }
  expect.fail(`eight times the size took ${ratios.join(', ')} times the CPU`);
}

async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
