import { createFactStore, type FactStoreOptions } from '../engine/gather.ts';
import { mailFromElsewhere } from '../facts/mail-from/elsewhere.ts';
import { target as commandLine } from '../facts/target.ts';
import type { Fact } from '../model/fact.ts';
import type { Target } from '../model/target.ts';

/** The value of a fact that holds for every identity of a place; null for one that depends on the identity. */
export type SharedFacts = NonNullable<FactStoreOptions['shared']>;

/** Thrown to a fact that wants to know whom its run is about, where that is nobody in particular. */
class AboutSomebody extends Error {}

/**
 * Gathers what holds for a whole place once, for the runs of all its identities. Which facts those are follows from
 * what they are made of; one that looks at the identities of its target, which no list of sources tells, finds out by
 * trying.
 */
export function sharedFacts(
  options: Pick<FactStoreOptions, 'probes' | 'clock'> & { target: Target; signal: AbortSignal },
): SharedFacts {
  const store = createFactStore({ ...options, target: withoutIdentities(options.target) });
  const known = new Map<Fact<unknown>, ReturnType<SharedFacts>>();

  async function trying(fact: Fact<unknown>): Promise<{ value: unknown } | null> {
    try {
      return { value: await store.read(fact, null) };
    } catch (error) {
      if (!(error instanceof AboutSomebody)) throw error;
      known.set(fact, null);
      return null;
    }
  }

  return (fact) => {
    // The fold knows what the run saw of other Regions.
    if (fact === mailFromElsewhere) return Promise.resolve({ value: null });
    const before = known.get(fact);
    if (before !== undefined) return before;
    const made = isOfPlace(fact) ? trying(fact) : null;
    known.set(fact, made);
    return made;
  };
}

/** A fact of the run that is made of such facts only, and not of the command line, which names the identity. */
function isOfPlace(fact: Fact<unknown>): boolean {
  if (fact.per !== 'run' || fact.last || fact === commandLine) return false;
  return [...Object.values(fact.from), ...Object.values(fact.maybe)].every(
    (source) => !('each' in source) && isOfPlace(source),
  );
}

const withoutIdentities = (target: Target): Target =>
  Object.defineProperty({ ...target }, 'identities', {
    get: () => {
      throw new AboutSomebody();
    },
  });
