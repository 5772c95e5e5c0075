import { problem } from '../../src/model/check.ts';
import type { Unheard } from '../../src/facts/resolver-heard.ts';
import { rfc } from '../../src/knowledge/rfc.ts';
import { nameIn } from '../../src/model/dns-trouble.ts';
import { grouped } from '../../src/model/many.ts';
import { you } from '../../src/model/steps.ts';
import { registeredDomain } from '../../src/parse/dmarc/organizational-domain.ts';
import { command } from '../../src/render/paste/paste.ts';

/** A domain of which several names had no answer, from a resolver that answers for others. */
export interface ZoneUnheard {
  /** The domain that all of these names are in, none of them below another such domain. */
  zone: string;
  names: number;
  /** What the resolver did, each once. */
  does: readonly string[];
  questions: readonly string[];
}

/** The problem of a domain that the resolver has no answers about. `explains`: what is open only for that. */
export const zoneUnheard = (explains: readonly string[]) =>
  problem<ZoneUnheard>({
    severity: 'unknown',
    summary: ({ zone, names, does }) =>
      `${grouped(names)} names in ${zone} could not be looked up: ${does.join('; ')}. For other domains it answers.`,
    impact:
      'Whether the records there are right is not known. If receivers and SES get no answer either, mail is deferred or fails authentication, and verification does not end.',
    evidence: ({ questions, does }) =>
      questions.slice(0, 3).map((what) => ({
        what,
        expected: 'an answer',
        actual: does.join('; '),
        source: 'the resolver',
      })),
    fix: ({ zone }) => [
      you(
        'Ask another resolver: run ses-doctor again with --resolver and its address. Where that one answers, the fault is in this network',
      ),
      {
        text: `If none answers, whoever runs the name servers of ${zone} has to see why they do not`,
        owner: 'dns',
        command: command`dig +trace SOA ${zone}`,
      },
    ],
    references: [rfc(2308, '7.1')],
    explains,
    restates: explains,
  });

/** The domains of which two names or more had no answer. One name alone is told where it was asked for. */
export function zonesUnheard(left: readonly Unheard[]): readonly ZoneUnheard[] {
  const domainOf = ({ question }: Unheard): string => registeredDomain(nameIn(question));
  // The reverse zone of an address is its provider's, and holds no record that SES asks for.
  const ofDomains = left.filter(({ question }) => !nameIn(question).endsWith('.arpa'));
  return [...new Set(ofDomains.map(domainOf))].flatMap((domain): readonly ZoneUnheard[] => {
    const of = ofDomains.filter((one) => domainOf(one) === domain);
    const names = [...new Set(of.map(({ question }) => nameIn(question)))];
    const [first = '', ...others] = names;
    if (others.length === 0) return [];
    const does = new Set(of.map(({ trouble }) => trouble.does));
    return [
      {
        zone: others.reduce(commonDomain, first).replace(/^(?:_[^.]+\.)+/, ''),
        names: names.length,
        does: [...does],
        questions: [...new Set(of.map(({ question }) => question))],
      },
    ];
  });
}

/** The longest domain that both names are in. */
function commonDomain(one: string, other: string): string {
  const [labels, others] = [one.split('.').toReversed(), other.split('.').toReversed()];
  const end = labels.findIndex((label, index) => label !== others[index]);
  return (end === -1 ? labels : labels.slice(0, end)).toReversed().join('.');
}
