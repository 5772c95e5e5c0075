import { grouped } from '../../src/model/many.ts';
import { type DnsRecord, type Problem, problem, type Step } from '../../src/model/check.ts';
import { type Graded, graded, gradeOf } from './graded.ts';
import { nextRecord } from '../../src/knowledge/dns-panels.ts';

/** A record of which the public DNS and a zone of this network say different things. */
export interface SplitHorizon extends Graded {
  /** As “The DMARC record at _dmarc.example.com”. */
  things: string;
  plural: boolean;
  zone: string;
  /** The servers that the resolver names; empty where it names none. */
  inside: readonly string[];
  outside: readonly string[];
  /** What the resolver answers of its own, where it filters this name alone; absent where it has a whole zone. */
  filter?: string;
  /** Who has it as it should be; `differs`: both have one, and not the same. */
  side: 'inside' | 'outside' | 'differs';
  /** It is outside as it should be, and the inside has one too, which is another. */
  another?: true;
  resolver: string;
  /** The records, to be published outside where they are known. */
  records: readonly DnsRecord[];
}

/** The problem of a record that one side of a split horizon lacks. */
export const splitHorizon = (explains: readonly string[]): Problem<SplitHorizon> =>
  problem<SplitHorizon>({
    severity: (data) =>
      data.side === 'inside' ? gradeOf(data) : data.side === 'differs' ? 'unknown' : 'info',
    summary: (data) => {
      const { things, zone, side, plural } = data;
      if (side === 'inside')
        return `${things} ${plural ? 'are' : 'is'} only in the zone ${zone} that only this network sees; the public DNS does not have ${plural ? 'them' : 'it'}.`;
      if (data.filter !== undefined)
        return `${things} ${plural ? 'are' : 'is'} in the public DNS; the resolver asked here filters or rewrites the name, and answers it by itself (${data.filter}).`;
      return side === 'outside'
        ? `${things} ${plural ? 'are' : 'is'} in the public DNS; the resolver asked here answers from a zone ${zone} of its own, which ${data.another === true ? `has ${plural ? 'others' : 'another'}` : `lacks ${plural ? 'them' : 'it'}`}.`
        : `${things}: the resolver asked here answers from a zone ${zone} of its own, and the public DNS says something else.`;
    },
    impact: (data) =>
      data.side === 'inside'
        ? graded(onlyHere, data)
        : data.side === 'outside'
          ? onlyThere
          : 'SES and receivers see what the public DNS says, which was not judged here.',
    evidence: ({ things, zone, inside, outside, filter, resolver }) => [
      filter !== undefined
        ? { what: things, expected: `as ${outside.join(', ')} have it`, actual: filter, source: resolver }
        : {
            what: `NS ${zone}`,
            expected: outside.join(', '),
            actual: inside.length === 0 ? 'none' : inside.join(', '),
            source: resolver,
          },
    ],
    fix: ({ side, zone, inside, outside, records }): readonly Step[] =>
      side === 'inside'
        ? records.length === 0
          ? [{ text: publish(zone, outside, 1), owner: 'dns' }]
          : records.map((record, index) => ({
              text: index === 0 ? publish(zone, outside, records.length) : nextRecord(index, records.length),
              owner: 'dns' as const,
              record,
            }))
        : [
            {
              text: `Look with a public resolver: run ses-doctor again with --resolver and its address. Waiting does not help: ${inside.length === 0 ? 'the resolver' : inside.join(', ')} will not learn the record by itself`,
              owner: 'you',
            },
          ],
    references: [
      'https://www.rfc-editor.org/rfc/rfc6950#section-4',
      'https://www.rfc-editor.org/rfc/rfc8499#section-6',
    ],
    explains: ({ side }) => (side === 'inside' ? explains : []),
  });

const onlyHere =
  'SES and receivers ask the public DNS: for them the record does not exist, however well it works from here.';
const onlyThere =
  'None on mail: SES and receivers ask the public DNS. Other findings about this zone may come from the internal zone.';

const publish = (zone: string, outside: readonly string[], count: number): string =>
  `Publish ${count === 1 ? 'it' : `these ${grouped(count)} records`} in the public zone ${zone}, which is at ${outside.join(', ')}; the internal zone keeps its copy`;
