import { sharesPrefix } from '../parse/ip-address.ts';
import type { SpfDirective } from './record.ts';
import { answerOf, type Why } from '../model/unavailable.ts';
import { addressesMatch } from './addresses.ts';
import type { SpfEvaluation } from './question.ts';
import { askableName, isAtOrBelow, isValidated, reverseNames } from './target.ts';

/** What a mechanism says about the client. */
export interface Match {
  outcome: 'match' | 'no-match' | 'temperror' | 'permerror';
  /** Its question had an empty answer (RFC 7208 4.6.4, void lookups). */
  isVoid: boolean;
  problem: { kind: 'temperror'; why: Why } | { kind: 'too-many-mx'; count: number } | null;
}

const verdict = (match: boolean, isVoid = false): Match => ({
  outcome: match ? 'match' : 'no-match',
  isVoid,
  problem: null,
});
const failed = (why: Why): Match => ({
  outcome: 'temperror',
  isVoid: false,
  problem: { kind: 'temperror', why },
});

/** Evaluates a mechanism other than include (RFC 7208 5). `target` is the name it asks for. */
export async function matchDirective(
  evaluation: SpfEvaluation,
  directive: SpfDirective,
  target: string,
): Promise<Match> {
  switch (directive.mechanism) {
    case 'all':
      return verdict(true);
    case 'ip4':
    case 'ip6':
      return verdict(matchNetwork(evaluation, directive));
    case 'a':
      return await matchAddress(evaluation, directive, target);
    case 'mx':
      return await matchExchanges(evaluation, directive, target);
    case 'ptr':
      return await matchReverse(evaluation, target);
    case 'exists':
      return await matchExists(evaluation, target);
    case 'include':
      throw new Error('an include is evaluated with its record');
  }
}

function matchNetwork({ ip }: SpfEvaluation, { ip: network, prefix4, prefix6 }: SpfDirective): boolean {
  return network !== null && sharesPrefix(ip, network, network.family === 4 ? prefix4 : prefix6);
}

async function matchAddress(
  evaluation: SpfEvaluation,
  { prefix4, prefix6 }: SpfDirective,
  name: string,
): Promise<Match> {
  const answer = await answerOf(addressesMatch(evaluation, name, prefix4, prefix6));
  return answer.ok ? verdict(answer.value.match, answer.value.isVoid) : failed(answer.why);
}

/** RFC 7208 5.4: without MX records nothing matches; the address of the name is no stand-in. */
async function matchExchanges(
  evaluation: SpfEvaluation,
  directive: SpfDirective,
  name: string,
): Promise<Match> {
  const answer = await answerOf(evaluation.resolve(name, 'MX'));
  if (!answer.ok) return failed(answer.why);
  const { records } = answer.value;
  if (records.length === 0) return verdict(false, true);
  if (records.length > 10) {
    return { outcome: 'permerror', isVoid: false, problem: { kind: 'too-many-mx', count: records.length } };
  }
  const exchanges = [...records]
    .sort((one, other) => one.preference - other.preference)
    .map(({ exchange }) => exchange.replace(/\.$/, ''))
    .filter(askableName); // a null MX (RFC 7505) names no host
  const answers = await Promise.all(
    exchanges.map((exchange) =>
      answerOf(addressesMatch(evaluation, exchange, directive.prefix4, directive.prefix6)),
    ),
  );
  // In the order of preference, as if asked one after the other.
  for (const one of answers) {
    if (!one.ok) return failed(one.why);
    if (one.value.match) return verdict(true);
  }
  return verdict(false, answers.length > 0 && answers.every((one) => one.ok && one.value.isVoid));
}

/** RFC 7208 5.5: what cannot be looked up does not match. */
async function matchReverse(evaluation: SpfEvaluation, target: string): Promise<Match> {
  const names = await answerOf(reverseNames(evaluation));
  if (!names.ok) return verdict(false);
  const candidates = names.value.filter((name) => isAtOrBelow(name, target));
  const good = await Promise.all(candidates.map((name) => isValidated(evaluation, name)));
  return verdict(good.includes(true), names.value.length === 0);
}

/** RFC 7208 5.7: asks for an A record whatever the family of the client. */
async function matchExists(evaluation: SpfEvaluation, name: string): Promise<Match> {
  const answer = await answerOf(evaluation.resolve(name, 'A'));
  if (!answer.ok) return failed(answer.why);
  const empty = answer.value.records.length === 0;
  return verdict(!empty, empty);
}
