import { domainOf } from '../parse/identity-name.ts';
import { areOne, type Kind, kindOf, namedBy, sameSubject } from '../parse/subject.ts';
import type { Finding } from '../model/report.ts';
import type { Candidate } from '../model/symptom.ts';

/**
 * Whether a finding may be about what a candidate names. What names nobody of the finding's kind may be about anybody; a
 * sender covers its addresses and the domains below it, and a finding about a sender names the set or the tenant it is of in its words.
 */
export function mayBeOf(finding: Finding, candidate: Candidate): boolean {
  const named = namedBy(candidate);
  const { code, subject } = finding;
  const own: Kind | null = code.startsWith('configuration-set/')
    ? 'set'
    : code.startsWith('reputation/tenant-') || code === 'send/tenant'
      ? 'tenant'
      : null;
  const theirs = own === null ? [] : (named[own] ?? []);
  if (theirs.length > 0 && !theirs.some((name) => sameSubject(subject, name) || tellsOf(finding, name)))
    return false;
  const kind = kindOf(code, subject);
  const others = kind === null ? [] : (named[kind] ?? []);
  return (
    others.length === 0 ||
    others.some((name) => areOne(kind, subject, name) || tellsOf(finding, name)) ||
    (kind === 'sender' && holds(candidate.quote, subject))
  );
}

/** Whether the mail of one of these senders may be that of an identity; nobody named may be anybody. */
export const mayBeFrom = (senders: readonly string[] | undefined, identity: string): boolean =>
  senders === undefined ||
  senders.length === 0 ||
  senders.some((name) => domainOf(name) === domainOf(identity) || areOne('sender', name, identity));

/** A finding about a sender names the set, the MAIL FROM domain or the ARN that it is of in its first words. */
export const tellsOf = ({ summary, evidence }: Finding, name: string): boolean =>
  [summary, ...evidence.map(({ what }) => what)].some((text) => holds(text, name));

/** Whether a text names it, and not something longer. */
const holds = (text: string, name: string): boolean =>
  ` ${text.toLowerCase()} `
    .split(name.toLowerCase())
    .some(
      (before, at, parts) =>
        at < parts.length - 1 && isEdge(before.at(-1)) && isEdge(parts[at + 1]?.[0], parts[at + 1]?.[1]),
    );

/** No name goes on at this character: a dot ends one only before a blank. */
const isEdge = (one = ' ', next = ' '): boolean => !/[\w@.-]/.test(one) || (one === '.' && /\s/.test(next));
