import type { Candidate } from '../model/symptom.ts';
import { mentions } from './mentions.ts';
import { withLowerDomain } from './names.ts';

/** An answer, a command or a page that lists identities says one of these. */
const listing = ['identit', 'verified', 'success', 'verificationstatus'];
const mostFound = 200;
/** Lines above the first entry of a list in which its name may stand. */
const above = 30;

const address =
  /(?<![\w.+=%-])([\w.!#$%&'*+/?^{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})/gu;
/** What an error says of an identity, or a state in which it cannot send. */
const isBad =
  /not[ _-]?verified|unverified|not been verified|failed|pending|failure|not found|notfound|error|denied|reject|is not|isn't|\bfalse\b|temporary|revoked/iu;
const isGood =
  /\bverified\b|\bsuccess\b|verif\w{0,30}["']?\s{0,3}[:=|]\s{0,3}["']?(?:true|success|yes)|sending_?enabled["']?\s{0,3}[:=]\s{0,3}["']?true|:identity\//iu;
/** What stands before the entries of a list of identities. */
const listName =
  /"?(?:email_?)?identit(?:ies|y_?names?)"?\s{0,4}(?:[:=[|]|$)|\b(?:list-(?:email-)?identities|listidentities|listemailidentities|verified identities)\b|^\s{0,4}IDENTITIES\b/iu;
/** `get-email-identity --email-identity ann@example.com`: what is asked for is there where the answer says that it is verified. */
const asked = /--(?:email-)?identit(?:y|ies)\b/iu;

/**
 * The addresses that a listing in a text shows as identities (ListIdentities, ListEmailIdentities, GetEmailIdentity, a table, a row with
 * its state), as they are written there. One that is pending or failed is none. `wanted`: addresses in lower case, of which one is looked
 * for in whatever case.
 */
export function listedIdentities(text: string, wanted: readonly string[]): readonly string[] {
  if (wanted.length === 0 || !text.includes('@') || !mentions(text, ...listing)) return [];
  const found = new Set<string>();
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const lower = line.includes('@') ? line.toLowerCase() : '';
    if (!wanted.some((one) => lower.includes(one))) continue;
    for (const match of line.matchAll(address)) {
      if (found.size >= mostFound) return [...found];
      if (!wanted.some((one) => match[1]?.toLowerCase().endsWith(one) === true)) continue;
      if (isListed(lines, at, match))
        found.add(withLowerDomain((match[1] ?? '').replace(/^.*identity\//u, '')));
    }
  }
  return [...found];
}

function isListed(lines: readonly string[], at: number, match: RegExpExecArray): boolean {
  const line = lines[at] ?? '';
  // A document in one line holds many: only the object around the address is about it.
  const open = Math.max(line.lastIndexOf('{', match.index), 0);
  const close = line.indexOf('}', match.index);
  const own = line.slice(
    Math.max(open, match.index - 300),
    close === -1 ? match.index + 300 : Math.min(close, match.index + 300),
  );
  if (isBad.test(own)) return false;
  const below = nextOf(lines, at);
  if (isBad.test(below) && /status|enabled|verif/iu.test(below)) return false;
  if (asked.test(own)) return isGood.test(lines.slice(at + 1, at + 16).join('\n'));
  if (
    isGood.test(own) ||
    (/identityname|"@|@[^"]{3,250}"\s{0,3}:\s{0,3}\{/iu.test(own) && isGood.test(below))
  )
    return true;
  return listName.test(own) || (isEntry(line) && namesList(lines, at));
}

/** The rest of the object that an address begins, when it stands on lines of its own. */
function nextOf(lines: readonly string[], at: number): string {
  const rest: string[] = [];
  for (const line of lines.slice(at + 1, at + 7)) {
    if (/^\s{0,20}[\]}]|@/u.test(line)) break;
    rest.push(line);
  }
  return /[{,]\s{0,4}$/u.test(lines[at] ?? '') ? rest.join('\n') : '';
}

/** A line that holds an address and nothing else but signs: an entry of a list, a cell of a table. */
const isEntry = (line: string): boolean =>
  /^[\s"'|,[\]*•-]{0,20}(?:IDENTITIES\s{1,4})?[^\s"'|,]{1,320}@[^\s"'|,]{3,255}[\s"'|,[\]]{0,300}$/u.test(
    line,
  );

function namesList(lines: readonly string[], at: number): boolean {
  let first = at;
  while (first > 0 && isEntry(lines[first - 1] ?? '')) first -= 1;
  for (const line of lines.slice(Math.max(0, first - above), first + 1).reverse()) {
    if (listName.test(line)) return true;
    if (/[$#] (?!aws)|^\s*$/u.test(line)) return false;
  }
  return false;
}

/** The codes under which SES names an identity that it does not know. */
const unknown: ReadonlySet<string> = new Set([
  'identity/not-verified',
  'identity/wrong-region',
  'sandbox/recipient-not-verified',
]);

/** The addresses in lower case that candidates name as identities which SES does not know, twenty at most. */
export function unknownAddresses(candidates: readonly Candidate[]): readonly string[] {
  const names = candidates
    .filter(({ code }) => unknown.has(code))
    .flatMap(({ subject, data }) => [subject ?? '', ...(data['identities'] ?? '').split(', ')]);
  return [...new Set(names.filter((one) => one.includes('@')).map((one) => one.toLowerCase()))].slice(0, 20);
}

/**
 * The candidates, and before the first identity that SES does not know the address that a listing shows in another case: identities that
 * are addresses are case-sensitive (Developer Guide, "Creating and verifying identities"). Unchanged where the listing has it as the
 * error does, or not at all.
 */
export function withCaseMismatch(
  candidates: readonly Candidate[],
  listed: readonly string[],
): readonly Candidate[] {
  if (listed.length === 0) return candidates;
  const place = candidates.findIndex(({ code }) => unknown.has(code));
  for (const candidate of candidates) {
    if (!unknown.has(candidate.code)) continue;
    const { subject, data, failure } = candidate;
    const names = [subject ?? '', ...(data['identities'] ?? '').split(', ')];
    for (const name of names.filter((one) => one.includes('@'))) {
      const same = listed.filter((one) => one.toLowerCase() === name.toLowerCase());
      const [other] = same;
      if (other === undefined || same.includes(name)) continue;
      const mismatch: Candidate = {
        ...candidate,
        code: 'identity/case-mismatch',
        subject: name,
        data: { ...data, listed: other },
      };
      const after = candidates
        .slice(place)
        .map((one) => (one.failure === failure ? { ...one, rank: one.rank + 1 } : one));
      return [...candidates.slice(0, place), mismatch, ...after];
    }
  }
  return candidates;
}
