import type { Fact } from '../../src/model/fact.ts';
import { createFactStore } from '../../src/engine/gather.ts';
import type { Probes } from '../../src/model/probes.ts';
import type { Target } from '../../src/model/target.ts';
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
