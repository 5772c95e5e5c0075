import { dottedIp, reverseName } from '../parse/ip-address.ts';
import type { DomainSpec } from './record.ts';
import { expandMacros, type MacroPart, type MacroValues, usesValidatedName } from './macro.ts';
import { addressesMatch } from './addresses.ts';
import { clientText, type SpfEvaluation } from './question.ts';
import { answerOf } from '../model/unavailable.ts';

/** The name a term asks for, without the final dot; null when what its macros give is no name that can exist. */
export async function targetOf(
  evaluation: SpfEvaluation,
  spec: DomainSpec | null,
  domain: string,
): Promise<string | null> {
  if (spec === null) return domain;
  const text = await expand(evaluation, spec.parts, domain);
  const name = shortened(text.replace(/\.$/, ''));
  return askableName(name) ? name : null;
}

/** The text with the values of this evaluation (RFC 7208 7.2). */
export async function expand(
  evaluation: SpfEvaluation,
  parts: readonly MacroPart[],
  domain: string,
): Promise<string> {
  const { ip, localPart, senderDomain, helo, receiver, time } = evaluation;
  const values: MacroValues = {
    s: `${localPart}@${senderDomain}`,
    l: localPart,
    o: senderDomain,
    d: domain,
    i: dottedIp(ip),
    p: usesValidatedName(parts) ? await validatedName(evaluation, domain) : '',
    v: ip.family === 4 ? 'in-addr' : 'ip6',
    h: helo,
    c: clientText(evaluation),
    r: receiver,
    t: String(time),
  };
  return expandMacros(parts, values);
}

/** RFC 7208 7.3: labels go from the left until the name has at most 253 characters. */
function shortened(name: string): string {
  let rest = name;
  while (rest.length > 253 && rest.includes('.')) rest = rest.slice(rest.indexOf('.') + 1);
  return rest;
}

/** No empty label, none over 63 octets, and ASCII alone (RFC 8616 4: a local part that is not never matches). */
export function askableName(name: string): boolean {
  if (name.length > 253 || !/^[\x20-\x7e]+$/.test(name)) return false;
  return name.split('.').every((label) => label.length > 0 && label.length <= 63);
}

/** The names that the address has in reverse DNS: at most ten (RFC 7208 4.6.4). Throws `Unavailable`. */
export async function reverseNames(evaluation: SpfEvaluation): Promise<readonly string[]> {
  const { records } = await evaluation.resolve(reverseName(evaluation.ip), 'PTR');
  return records.slice(0, 10).map((name) => name.replace(/\.$/, ''));
}

/** True when the name leads back to the address (RFC 7208 5.5). A name that cannot be looked up does not. */
export async function isValidated(evaluation: SpfEvaluation, name: string): Promise<boolean> {
  if (!askableName(name)) return false;
  const answer = await answerOf(addressesMatch(evaluation, name, 32, 128));
  return answer.ok && answer.value.match;
}

/** True for the domain itself and for names below it. */
export function isAtOrBelow(name: string, domain: string): boolean {
  const [one, other] = [name.toLowerCase(), domain.toLowerCase()];
  return one === other || one.endsWith(`.${other}`);
}

/** `%{p}`: the domain itself, else a name below it, else any validated name, else `unknown`. */
async function validatedName(evaluation: SpfEvaluation, domain: string): Promise<string> {
  const names = await answerOf(reverseNames(evaluation));
  if (!names.ok) return 'unknown';
  const checked = await Promise.all(
    names.value.map(async (name) => ({ name, good: await isValidated(evaluation, name) })),
  );
  const good = checked.filter(({ good }) => good).map(({ name }) => name);
  const same = good.find((name) => name.toLowerCase() === domain.toLowerCase());
  return same ?? good.find((name) => isAtOrBelow(name, domain)) ?? good[0] ?? 'unknown';
}
