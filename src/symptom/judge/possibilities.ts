import { aboutTheConnection, weighWords } from './reply-words.ts';

/** Words that say that what follows may be so. */
const hedge =
  /\b(?:may|might) (?:\w+ ){0,2}?(?:be|have|not|no|contain|exist)\b|\bcould (?:be|have)\b|\beither\b|\bpossible (?:reasons|causes)\b|\bpossibly\b/u;

/**
 * Whether a reply names several causes as possibilities ("the mailbox may be full, or the user may not exist") and states none: to
 * pick one of them would be a guess. `plain` is in the form of `plainText`.
 */
export function namesOnlyPossibilities(plain: string): boolean {
  if (!hedge.test(plain)) return false;
  const sentences = plain.split(/[.;!?](?=\s|$)/u);
  const possible = sentences.filter((one) => hedge.test(one) && /\bor\b|,/u.test(one));
  if (possible.length === 0) return false;
  const stated = sentences.map((one) => (possible.includes(one) ? clausesBefore(one) : one)).join('. ');
  const codes = new Set(possible.flatMap((one) => alternativesOf(one)));
  return codes.size > 1 && !isOfOneKind(codes) && weighWords(stated).length === 0;
}

/** What a sentence states before it begins to guess: "is listed by Spamhaus, it may …". */
const clausesBefore = (sentence: string): string =>
  /^.*,(?= )/u.exec(sentence.slice(0, sentence.search(hedge)))?.[0] ?? '';

/** Causes of one machine, or of one message, ask for much the same. */
const kinds: readonly ReadonlySet<string>[] = [
  aboutTheConnection,
  new Set(['bounce/spam-rejected', 'bounce/content-rejected', 'bounce/attachment-rejected']),
];

const isOfOneKind = (codes: ReadonlySet<string>): boolean =>
  kinds.some((kind) => [...codes].every((code) => kind.has(code)));

/** The cause that each alternative of a sentence speaks for; what it leaves out is the subject of the first. */
function alternativesOf(sentence: string): readonly string[] {
  const isOfMailbox = /\b(?:mailbox|user|recipient|account)\b/u.test(sentence);
  return sentence
    .slice(0, 600)
    .split(/,? \bor\b |, |: /u)
    .flatMap((one) => {
      const said = one.replace(/\b(?:may|might|could|can)\b/gu, ' ');
      const [best] = weighWords(said);
      const code = best?.code ?? (isOfMailbox ? weighWords(`mailbox is ${said}`)[0]?.code : undefined);
      return code === undefined ? [] : [code];
    });
}
