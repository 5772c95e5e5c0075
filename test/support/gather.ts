import type { Fact } from '../../src/fact.ts';
import { createFactStore } from '../../src/gather.ts';
import type { Probes } from '../../src/probes/index.ts';
import type { Target } from '../../src/target.ts';
import { fakeProbes } from './probes.ts';
import { targetWith } from './target.ts';

/** Gathers one fact with fake probes. `subject` is null for a fact of the run. */
export async function gather<T>(
  fact: Fact<T>,
  {
    probes = {},
    target = {},
    subject = null,
  }: { probes?: Partial<Probes>; target?: Partial<Target>; subject?: string | null } = {},
): Promise<T> {
  return await createFactStore({ probes: fakeProbes(probes), target: targetWith(target) }).read(
    fact,
    subject,
  );
}
