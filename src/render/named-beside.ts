import type { Finding } from '../model/report.ts';

/** Longer than this it is no name any more. */
const longest = 80;

type Said = Pick<Finding, 'summary' | 'subject'>;

/**
 * What a finding is about, said behind another one of its code: its subject, or the words around it in which the two
 * sentences differ. "Also: transactional" behind a sentence about an identity would be taken for one more identity.
 */
export function namedBeside(first: Said, { summary, subject }: Said): string {
  if (first.summary.replaceAll(first.subject, '') === summary.replaceAll(subject, '')) return subject;
  const [before, words] = [first.summary.split(' '), summary.split(' ')];
  const from = words.findIndex((word, index) => word !== before[index]);
  const alike = words.toReversed().findIndex((word, index) => word !== before.at(-1 - index));
  const apart = words
    .slice(from, words.length - alike)
    .join(' ')
    .replace(/[,;:.]+$/, '');
  if (from < 0 || apart.length > longest || !apart.includes(subject)) return subject;
  return words[from - 1]?.toLowerCase() === 'the' ? `the ${apart}` : apart;
}
