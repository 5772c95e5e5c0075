import { domainOf } from '../parse/identity-name.ts';
import { registeredDomain } from '../parse/dmarc/organizational-domain.ts';
import type { FixStep } from '../model/report.ts';

/** Names that a step may hold, which say whom it is for and not what is done. */
interface Named {
  account: string;
  region: string;
  /** Null where it is about the account itself, or a tenant. */
  identity: string | null;
  /** Null where no step names it. */
  subject: string | null;
}

/**
 * What mends a cause, with the names taken out: two causes of one code with the same act are mended in the same way.
 * It is made of the first step: its words, its record's type, and its command without values.
 */
export function actOf([step]: readonly FixStep[], named: Named): string {
  if (step === undefined) return '';
  const { text, command, record } = step;
  const parts = [wordsOf(text, named), ...(record === null ? [] : [record.type])];
  return [...parts, ...(command === null ? [] : [commandOf(command)])].join(' | ');
}

const hole = '…';

/** The words of a step without names, numbers and what is quoted; lists of those count as one. */
function wordsOf(text: string, named: Named): string {
  return namesIn(named)
    .reduce((rest, name) => replaceWhole(rest, name), text)
    .replaceAll(/https?:\/\/\S+|arn:[^\s,;)]+/g, hole)
    .replaceAll(/"[^"]*"|“[^”]*”/g, hole)
    .replaceAll(/[^\s,;:()]+@[^\s,;:()]+/g, hole)
    .replaceAll(/(?:[\p{L}\d_*-]+\.)+\p{L}[\p{L}\d-]+\.?(?![\p{L}\d])/gu, hole)
    .replaceAll(/\b[a-z]{2}(?:-[a-z]+)+-\d\b/g, hole)
    .replaceAll(/\d+(?:[.,:]\d+)*/g, '#')
    .replaceAll(/…(?:(?:,| and| or|, and) …)+/g, hole);
}

/** Longest first: an identity may hold its domain. One letter or two may be a word of the sentence. */
const namesIn = ({ account, region, identity, subject }: Named): readonly string[] =>
  [
    ...(identity === null ? [] : [identity, domainOf(identity), registeredDomain(domainOf(identity))]),
    ...[account, region, subject ?? ''],
  ]
    .filter((name) => name.length > 2)
    .sort((one, other) => other.length - one.length);

/** Takes a name out where it stands alone, in whatever case: not out of a longer word. */
function replaceWhole(text: string, name: string): string {
  const lower = text.toLowerCase();
  const wanted = name.toLowerCase();
  // Some letters are longer in lower case: then places do not agree, and the pattern of names has to do.
  if (lower.length !== text.length) return text;
  let [made, from] = ['', 0];
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + wanted.length)) {
    const [before = '', after = ''] = [lower[at - 1], lower[at + wanted.length]];
    if (/[\p{L}\d_-]/u.test(before) || /[\p{L}\d_-]/u.test(after)) continue;
    made += text.slice(from, at) + hole;
    from = at + wanted.length;
  }
  return made + text.slice(from);
}

/** The program and what it is told to do, its flags, and values that are words of AWS; names and texts are left out. */
const commandOf = (command: string): string =>
  command
    .replaceAll(/'[^']*'|"[^"]*"/g, hole)
    .split(/\s+/)
    .filter(
      (word, index) =>
        (index < 3 && /^[\w-]+$/.test(word)) || word.startsWith('--') || /^[A-Z][A-Z_]+$/.test(word),
    )
    .join(' ');
