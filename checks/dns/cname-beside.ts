import { type Problem, problem } from '../../src/model/check.ts';
import { type Graded, graded, gradeOf } from './graded.ts';
import type { Beside } from '../../src/facts/zone-lookup.ts';

/** A CNAME that stands beside other records. */
export interface CnameBeside extends Beside, Graded {
  /** What belongs there, as “the DMARC record”. */
  thing: string;
  /** Where the CNAME is what belongs there. */
  wanted: 'cname' | 'other';
  /** SES was told to use the name, so that its records are the ones that are meant. */
  ofSes?: true;
}

/** The problem of a CNAME beside other records, in an area that has records of its own to lose by it. */
export const cnameBeside = (explains: readonly string[]): Problem<CnameBeside> =>
  problem<CnameBeside>({
    severity: gradeOf,
    summary: ({ name, target, others }) =>
      `${name} has a CNAME to ${target} and beside it ${kindsOf(others)}: a name with a CNAME must have nothing else.`,
    impact: (data) =>
      graded(
        data.wanted === 'cname'
          ? `Servers and resolvers treat such a name differently: some do not follow the CNAME, and ${data.thing} is lost for whoever asks them.`
          : `Resolvers follow the CNAME or take ${data.thing}, at random: some receivers get what ${data.target} says.`,
        data,
      ),
    evidence: ({ name, target, others, server, wanted }) => [
      {
        what: `CNAME ${name}`,
        expected: wanted === 'cname' ? target : 'no CNAME',
        actual: target,
        source: server,
      },
      ...others.map(({ type, value }) => ({
        what: `${type} ${name}`,
        expected: wanted === 'cname' ? 'no such record' : null,
        actual: value,
        source: server,
      })),
    ],
    fix: (data) => [{ text: stepFor(data), owner: 'dns' }],
    references: [
      'https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2',
      'https://www.rfc-editor.org/rfc/rfc2181#section-10.1',
    ],
    explains,
  });

function stepFor({ name, others, wanted, target, ofSes }: CnameBeside): string {
  if (wanted === 'cname') return `Delete ${kindsOf(others, 'the')} at ${name} and leave the CNAME alone`;
  if (ofSes === true)
    return `Delete the CNAME at ${name}, and leave the rest: SES is told to use this name. If it has to lead to ${target}, give SES another name as MAIL FROM domain`;
  return `Decide which of them is meant. To keep your own record delete the CNAME at ${name}; to leave it to ${target} delete ${kindsOf(others, 'the')}`;
}

function kindsOf(others: Beside['others'], article?: 'the'): string {
  const kinds = [...new Set(others.map(({ type }) => type))];
  return kinds.map((type) => `${article ?? (/^[AM]/.test(type) ? 'an' : 'a')} ${type} record`).join(' and ');
}
