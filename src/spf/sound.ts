import { parseSpf } from './record.ts';
import { repairSpf, withAddresses, withSes } from './repair.ts';

/** What a record lacks for mail from SES to pass: its include, some addresses, or nothing. */
export type Lacking = 'ses' | readonly string[] | null;

/** One record with all changes that it needs: two steps for one record would undo each other. */
export interface SoundSpf {
  /** What to publish; null when we know none. */
  record: string | null;
  /** What was changed, as one sentence without its dot; null when nothing was. */
  change: string | null;
}

/** The terms of a record that let anybody through, end it softly or cost lookups; empty where the record cannot be read. */
export function doubtfulTerms(text: string) {
  const { terms, redirect, errors } = parseSpf(text);
  const directives = errors.length > 0 ? [] : terms.filter((term) => term.kind === 'directive');
  const all = directives.find(({ mechanism }) => mechanism === 'all');
  const isForAll = ({ qualifier, mechanism, ip, prefix4 }: (typeof directives)[number]): boolean =>
    qualifier === '+' && (mechanism === 'all' || (mechanism === 'ip4' && ip !== null && prefix4 === 0));
  return {
    everybody: directives.find(isForAll) ?? null,
    neutral: all?.qualifier === '?' ? all : null,
    isOpen: errors.length === 0 && all === undefined && redirect === null,
    ptr: directives.find(({ mechanism }) => mechanism === 'ptr') ?? null,
  };
}

/** The record with SES or addresses in front, a soft end, and without what RFC 7208 5.5 deprecates. */
export function soundSpf(text: string, lacking: Lacking): SoundSpf {
  const { everybody, neutral, isOpen, ptr } = doubtfulTerms(text);
  const out = [ptr, everybody?.mechanism === 'all' ? null : everybody].flatMap((term) => term?.text ?? []);
  const end = [neutral, everybody?.mechanism === 'all' ? everybody : null].flatMap(
    (term) => term?.text ?? [],
  );
  const soft = end.length > 0 || isOpen;
  const words = text
    .split(' ')
    .flatMap((word) => (out.includes(word) ? [] : end.includes(word) ? ['~all'] : [word]));
  const kept = [...words, ...(isOpen ? ['~all'] : [])].filter((word) => word !== '').join(' ');
  const changes = [
    ...(lacking === null
      ? []
      : [`put ${lacking === 'ses' ? 'include:amazonses.com' : 'the addresses'} first in the record`]),
    ...(soft ? ['end the record with "~all"'] : []),
    ...(out.length > 0 ? [`remove ${out.map((term) => `"${term}"`).join(' and ')} from the record`] : []),
  ];
  const record =
    lacking === null ? repairSpf(kept) : lacking === 'ses' ? withSes(kept) : withAddresses(kept, lacking);
  return { record, change: sentenceOf(changes) };
}

/** The record is named once. */
function sentenceOf([first, ...rest]: readonly string[]): string | null {
  if (first === undefined) return null;
  const parts = [first, ...rest.map((one) => one.replace('the record', 'it'))];
  const words =
    parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1) ?? ''}`;
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
