import { grouped } from '../model/many.ts';
import { deliveryOutcome, outcomes } from '../knowledge/simulator.ts';
import { parseArn } from '../parse/arn.ts';
import { hasRisen, type HopCount } from './counts.ts';
import { isAnswerLost } from './lost-answers.ts';
import { type LeftOutTypes, readWays } from './left-out-types.ts';
import { accepted, type Proof, type SentMessage } from './proof.ts';
import type { SeenEvent } from './seen.ts';
import { expectedTypes, type Ways } from './ways.ts';

/** What was seen of the messages that SES took: every report says it, also one without a finding. */
export function seenNotes(
  proof: Proof,
  known: Ways,
  leftOut: readonly LeftOutTypes[] = [],
): readonly string[] {
  const sent = accepted(proof);
  if (sent.length === 0) return takenNotes(proof);
  const { tap, buckets } = proof;
  const seen = [...(tap?.seen ?? []), ...buckets.flatMap(({ read }) => (read.ok ? read.value.seen : []))];
  const watched = tap?.places.some(({ open }) => open.ok) === true || buckets.some(({ read }) => read.ok);
  const heard = new Set([
    ...(tap?.places.flatMap(({ place, open }) => (open.ok ? [place] : [])) ?? []),
    ...buckets.flatMap(({ stream, read }) => (read.ok ? [stream] : [])),
  ]);
  // What takes a way that nobody listened at is not missing.
  const heardWays = known.ways.filter(({ place }) => heard.has(place));
  // Records that a function of the user made tell that something came, and not what.
  const told = seen.length > 0 || !buckets.some(({ read }) => read.ok && read.value.otherShapes > 0);
  return [
    ...(!watched || ((tap?.failed ?? null) !== null && seen.length === 0)
      ? [...countedNotes(proof), ...whereToLook(proof, readWays(known, leftOut))]
      : told
        ? [`Seen: ${sent.map((message) => seenOf(message, seen, heardWays)).join('; ')}.`]
        : []),
    ...(expectedTypes(proof).includes('DELIVERY') &&
    known.ways.length > 0 &&
    !known.ways.some(({ types }) => types.includes('DELIVERY'))
      ? ['Not asked for here: DELIVERY. No destination takes it, so none is waited for.']
      : []),
    ...leftOutNote(proof, known, leftOut),
    ...(sent.some(({ scenario }) => scenario === 'ooto') ? [replyWay(proof, known)] : []),
  ];
}

/** As `bounce BOUNCE Permanent/General after 0.5 s`, each event once. */
function seenOf(message: SentMessage, seen: readonly SeenEvent[], ways: Ways['ways']): string {
  const { scenario, recipient } = message;
  const { events } = scenario === 'to' ? deliveryOutcome : outcomes[scenario];
  const own = seen.filter((one) => one.recipient === recipient);
  const others = own.map(({ type }) => type).filter((type) => type !== 'SEND' && !events.includes(type));
  const here = events.filter(
    (type) =>
      ways.some((way) => way.types.includes(type)) &&
      (others.length === 0 || own.some((one) => one.type === type)),
  );
  const said = [...here, ...new Set(others)].map((type) => {
    const event = own.find((one) => one.type === type);
    if (event === undefined) return `no ${type}`;
    const { taken, queued } = event.at;
    const after = queued === null ? null : Date.parse(queued) - Date.parse(taken ?? message.at);
    return `${type}${event.bounce === null ? '' : ` ${event.bounce}`}${after === null ? '' : ` after ${seconds(after)} s`}`;
  });
  return `${scenario} ${said.length === 0 ? 'nothing is listened for' : said.join(', ')}`;
}

const seconds = (milliseconds: number): string => String(Math.max(0, Math.round(milliseconds / 100) / 10));

/** Where every answer was lost: what the counters tell of the messages all the same. */
function takenNotes({ messages, counts }: Proof): readonly string[] {
  const risen = (counts?.hops ?? []).filter(hasRisen);
  if (!messages.some(({ outcome }) => isAnswerLost(outcome)) || risen.length === 0) return [];
  const busy = risen.some(
    ({ counts: of }) => of.ok && (of.value.before.taken ?? of.value.before.delivered ?? 0) > 0,
  );
  return [
    `Counted on the path since: ${risen.map(numbersOf).join('; ')}. ${
      busy
        ? 'Other mail passes there too, so that this does not show whether SES took these messages.'
        : 'Nothing had passed there in the hour before: most likely SES took these messages.'
    }`,
  ];
}

function countedNotes({ counts: all, tap }: Proof): readonly string[] {
  const hops = all?.hops ?? [];
  const risen = hops.filter(
    ({ counts }) =>
      counts.ok &&
      (['taken', 'delivered', 'failed'] as const).some((role) => (counts.value.since[role] ?? 0) > 0),
  );
  const still = hops.filter((hop) => hop.counts.ok && !risen.includes(hop));
  return [
    ...(risen.length === 0 ? [] : [`Counted on the path: ${risen.map(numbersOf).join('; ')}.`]),
    ...(still.length === 0
      ? []
      : [
          `Not seen yet: ${still.map(({ arn }) => nameOf(arn)).join(', ')}. CloudWatch is some minutes late${tap === null && still.some(({ kind }) => kind === 'topic' || kind === 'rule') ? '; --tap sees each event' : ''}.`,
        ]),
  ];
}

function numbersOf({ arn, counts }: HopCount): string {
  const none = { taken: null, delivered: null, failed: null };
  const { taken, delivered, failed } = counts.ok ? counts.value.since : none;
  const numbers = [
    ...(taken === null ? [] : [`${grouped(taken)} taken`]),
    ...(delivered === null && taken !== null ? [] : [`${grouped(delivered ?? 0)} delivered`]),
    ...((failed ?? 0) > 0 ? [`${String(failed)} failed`] : []),
  ];
  return `${nameOf(arn)} ${numbers.join(', ')}`;
}

const nameOf = (arn: string): string =>
  parseArn(arn)?.resource.replace(/^(?:rule|deliverystream)\//, '') ?? arn;

/** What is published, and nobody on the path reads. */
function leftOutNote(proof: Proof, known: Ways, leftOut: readonly LeftOutTypes[]): readonly string[] {
  const read = readWays(known, leftOut);
  const types = expectedTypes(proof).filter(
    (type) =>
      leftOut.some((one) => one.types.includes(type)) && !read.some((way) => way.types.includes(type)),
  );
  return types.length === 0
    ? []
    : [`Not asked for here: ${types.join(', ')}. The filter policies and rules on the path leave it out.`];
}

/** Where somebody reads events, and for which of them to look. */
function whereToLook(proof: Proof, read: Ways['ways']): readonly string[] {
  const types = expectedTypes(proof).filter((type) => read.some((way) => way.types.includes(type)));
  return types.length === 0
    ? []
    : [`Where you read events, look for ${types.join(', ')} with ${markOf(proof)}.`];
}

/** A message of --to has no label: its tag and its id tell it apart. */
const markOf = (proof: Proof): string => {
  const [real] = accepted(proof).filter(({ scenario }) => scenario === 'to');
  return real === undefined ? `${proof.nonce} in mail.destination` : `${real.messageId} in mail.messageId`;
};

/** "Using the mailbox simulator": the reply goes to the Return-Path, which is SES itself. */
const replyWay = ({ from }: Proof, { byMail }: Ways): string =>
  `The automatic reply of ooto goes to the Return-Path, which is SES. ${
    byMail === false
      ? 'E-mail feedback forwarding is off, so that nobody gets it by mail'
      : `It forwards the reply to ${from}`
  }; an event of it is BOUNCE Transient/General.`;
