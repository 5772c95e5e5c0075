import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import { resolverHeard, unheard, type Unheard } from '../../src/facts/resolver-heard.ts';
import { rfc } from '../../src/knowledge/rfc.ts';
import type { ResolverTrouble } from '../../src/model/dns-trouble.ts';
import { askAgain } from '../../src/model/steps.ts';
import { blindImpact } from './blocked.ts';
import { zoneUnheard, zonesUnheard } from './access-dns-zone.words.ts';

interface Dead {
  /** What the resolvers did, each once, with a question that shows it. */
  troubles: readonly (ResolverTrouble & { question: string })[];
  /** Titles of the checks that cannot look, each once. */
  blinds: readonly string[];
}

const temporary = ['spf/temperror', 'dmarc/temperror'];

export default defineCheck({
  id: 'access-dns',
  title: 'DNS resolver',
  why: 'Without DNS no record is known, be it there or missing. This check says in one place that the resolver gave no answer, for all names or for those of one domain.',
  needs: { unheard, heard: resolverHeard },

  problems: {
    'access/dns-unreachable': problem<Dead>({
      severity: 'unknown',
      summary: ({ troubles }) => `DNS could not be asked: ${troubles.map(({ does }) => does).join('; ')}.`,
      impact: blindImpact,
      evidence: ({ troubles }) =>
        troubles.map(({ question, does, resolver }) => ({
          ...{ what: question, expected: 'an answer', actual: does, source: resolver },
        })),
      fix: ({ troubles: [first] }) =>
        askAgain({ detail: first?.kind === 'dishonest' ? { failure: 'dishonest' } : {} }),
      references: [rfc(1035, '7.2')],
      explains: temporary,
      restates: temporary,
    }),
    'access/zone-unreachable': zoneUnheard(temporary),
  },

  evaluate({ unheard, heard }) {
    if (heard === null) return notApplicable('no question to the DNS resolver was left without an answer');
    if (heard.ok)
      return zonesUnheard(unheard).map((data) => ({
        problem: 'access/zone-unreachable' as const,
        data,
        subject: data.zone,
      }));
    const troubles = troublesIn(unheard);
    const blinds = [...new Set(unheard.map(({ check }) => check.title))];
    const subject = troubles[0]?.resolver ?? undefined;
    return [
      {
        problem: 'access/dns-unreachable',
        data: { troubles, blinds },
        ...(subject !== undefined && { subject }),
      },
    ];
  },

  observed: ({ heard }) => (heard?.ok === true ? 'answers for other names' : null),
});

function troublesIn(left: readonly Unheard[]): Dead['troubles'] {
  const troubles = new Map<string, Dead['troubles'][number]>();
  for (const { question, trouble } of left) {
    // One that makes its answers up does so for each name in other words.
    const same = trouble.kind === 'dishonest' ? `dishonest ${trouble.resolver ?? ''}` : trouble.does;
    if (!troubles.has(same)) troubles.set(same, { ...trouble, question });
  }
  return [...troubles.values()];
}
