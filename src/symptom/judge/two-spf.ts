import type { Reading } from '../collector.ts';

/** A TXT record as zone files, dig and nslookup print it, or its text alone. */
const record =
  /^\s{0,8}(?:([\w.-]{1,253}|@)\s{1,20}(?:\d{1,8}\s{1,8})?(?:IN\s{1,8})?(?:TXT|text =|descriptive text)\s{1,20})?("?)([\w-]{1,60}=.{1,500}|MS=\w{1,40})\2\s{0,4}$/iu;
/** What dig and a shell print around an answer. */
const around = /^\s{0,8}(?:;.{0,300}|)$/u;
const command = /^\s{0,8}[$#>%]\s?(?:dig|host|nslookup|drill|kdig)\s.{1,300}$/u;
/** Where the answer to one question begins. */
const answer = /^\s{0,8};; ANSWER SECTION/iu;
const spf = /^v=spf1(?: |$)/iu;

/**
 * Two SPF records of one name, without a word beside them: who pastes both has published both, and a receiver then ends with permerror
 * (RFC 7208 section 4.5). Null for anything else, and for records of several names.
 */
export function readTwoSpf(text: string): readonly Reading[] | null {
  if (text.length > 8000 || text.indexOf('v=spf1') === text.lastIndexOf('v=spf1')) return null;
  const lines = text.split(/\r?\n/u);
  const names = new Set<string>();
  const found = new Set<string>();
  let [commands, answers] = [0, 0];
  for (const line of lines) {
    const [, name = '', , value = ''] = record.exec(line) ?? [];
    if (value !== '') {
      names.add(name.toLowerCase().replace(/\.$/u, ''));
      if (spf.test(value)) found.add(value.replace(/"$/u, '').trim());
    } else if (command.test(line)) commands += 1;
    else if (answer.test(line)) answers += 1;
    else if (!around.test(line)) return null;
  }
  if (names.size !== 1 || found.size < 2 || commands > 1 || answers > 1) return null;
  const [name = ''] = names;
  return [
    {
      code: 'spf/multiple-records',
      subject: name === '' || name === '@' ? null : name,
      quote: [...found].join(' | '),
      weight: 1,
    },
  ];
}
