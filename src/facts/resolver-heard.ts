import type { ResolverTrouble } from '../model/dns-trouble.ts';
import { defineFact } from '../model/fact.ts';
import { type Answer, answerOf } from '../model/unavailable.ts';

/** A question that the resolver left without an answer, and a check that wanted one. */
export interface Unheard {
  question: string;
  trouble: ResolverTrouble;
  check: { id: string; title: string };
}

/** Every such question that counts, read when all checks that asked have ended. Filled in by src/engine/ledger-of.ts. */
export const unheard = defineFact({
  id: 'unheard',
  looks: false,
  title: 'the list of what the DNS resolver did not answer',
  last: true,
  gather: (): readonly Unheard[] => [],
});

/** The largest zone there is: who knows DNS at all knows its servers. */
const [name, type] = ['com', 'NS'] as const;

/**
 * Whether the resolver answers at all: where it left questions, one more is put that has an answer everywhere. Null where
 * it left none. A zone that is broken fails alone; a resolver that is dead fails for every name.
 */
export const resolverHeard = defineFact({
  id: 'resolver-heard',
  title: 'whether the DNS resolver answers at all',
  from: { unheard },
  gather: async ({ dns }, { unheard: left }): Promise<Answer<true> | null> =>
    left.length === 0 ? null : await answerOf(dns.resolve(name, type).then(() => true as const)),
});
