import { grouped } from '../../src/model/many.ts';
import {
  contradiction,
  defineCheck,
  notSeen,
  type Evidence,
  type Occurrence,
  type Unanswered,
  unanswered,
} from '../../src/model/check.ts';
import { signingIdentity } from '../../src/facts/identity/identity.ts';
import {
  messageAuthentication,
  type MessageAuthentication,
  strictIn,
} from '../../src/facts/message/authentication.ts';
import { message } from '../../src/facts/message/message.ts';
import { messageSignatures, type MessageSignatures } from '../../src/facts/message/signatures.ts';
import { each } from '../../src/model/fact.ts';
import { receiverDkim, relayOf } from '../../src/parse/message/judgement.ts';
import type { Message } from '../../src/parse/message/message.ts';
import { isSes } from '../../src/parse/message/path.ts';
import { type MethodResult, signerOf } from '../../src/symptom/authentication-results.ts';
import { dmarcProblems } from './message-dmarc.words.ts';
import { handedOverBy } from './message-elsewhere.ts';
import { neverSent } from './message.words.ts';

type Found = Occurrence<typeof dmarcProblems>;

/** Whether something passes; null: not known. */
type Passes = boolean | null;

interface Judged {
  message: Message;
  from: string;
  /** Who handed the message over where SES did not; null where SES may have. */
  host: string | null;
  authentication: MessageAuthentication;
  dkim: Passes;
  spf: Passes;
}

export default defineCheck({
  id: 'message',
  title: 'SPF and DMARC of the received message',
  why: 'Only the receiver sees what arrives. Its header fields say which check passed, and the bytes can be checked again.',
  needs: { message, authentication: messageAuthentication, messageSignatures },
  enrichment: { identities: each(signingIdentity) },
  problems: dmarcProblems,

  evaluate({ message, authentication, messageSignatures, identities }) {
    const { fromDomain: from } = message;
    // RFC 5322 3.6: exactly one From. Receivers refuse what has none or two, or judge by one of them.
    if (from === null)
      return [
        contradiction(
          'the message has no single From address: it is not clear what receivers judge it by',
          '--message',
        ),
      ];
    // --message asks how a receiver judged it, and nobody has.
    if (!message.delivered) return [contradiction(neverSent, '--message')];
    const judged = {
      message,
      from,
      host: handedOverBy(message, identities),
      authentication,
      dkim: dkimPasses(message, from, authentication),
      spf: spfPasses(message, authentication),
    };
    const relayed = forwarded(judged, messageSignatures);
    const own = relayed.length > 0 ? [] : [...spfFailed(judged), ...dmarcFailed(judged)];
    const found = [...relayed, ...own, ...viaAmazon(judged)];
    const said = message.receiver?.dmarc?.result ?? null;
    // RFC 8601 2.7: the receiver could not look the policy up.
    if (found.length === 0 && said === 'temperror')
      return notSeen(`the receiver says dmarc=${said}: it reached no verdict`, []);
    if (found.length > 0 || hasPassed(judged)) return found;
    return isTold(judged)
      ? notSeen(nothingPassed(judged), [])
      : [contradiction(nothingPassed(judged), '--message')];
  },

  observed({ message: { receiver, path, ses }, authentication: { spf } }) {
    const told = receiver?.dmarc === null || receiver === null ? null : `DMARC ${receiver.dmarc.result}`;
    const computed =
      spf.kind === 'result' ? `SPF ${spf.result} for ${spf.ip}` : 'SPF was not evaluated again';
    const way =
      path.slowest === null ? null : `longest wait ${grouped(path.slowest.seconds)} s at ${path.slowest.at}`;
    return [told, computed, way, ses.sent ? null : 'no trace of SES']
      .filter((part) => part !== null)
      .join(', ');
  },
});

/** DMARC passed, or where there is none to pass, SPF or a signature of the From domain: only that earns a tick. */
function hasPassed({ message, authentication, dkim, spf: aligned }: Judged): boolean {
  const { receiver } = message;
  if (isVerified(authentication)) return true;
  // Whoever receives a message puts a Received field on it (RFC 5321 4.4). Without one, anybody wrote the verdict.
  if (message.path.hops.length === 0) return false;
  if (receiver?.dmarc?.result === 'pass' || dkim === true || aligned === true) return true;
  const { policy } = authentication;
  const asked = !policy.ok || (policy.value?.policy ?? null) !== null;
  return spfTold(receiver, authentication) === 'pass' && (receiver?.dmarc ?? null) === null && !asked;
}

const spfTold = (receiver: Message['receiver'], { spf }: Pick<MessageAuthentication, 'spf'>): string | null =>
  receiver?.spf?.result ?? (spf.kind === 'result' ? spf.result : null);

/** Whether anything shows how the message would be judged: the receiver's words, or the address that it came from. */
const isTold = ({ message: { receiver, path }, authentication: { spf } }: Judged): boolean =>
  path.hops.length > 0 && (receiver?.spf != null || receiver?.dmarc != null || spf.kind === 'result');

function nothingPassed({ message: { receiver, path }, from, authentication }: Judged): string {
  const { spf } = authentication;
  if (receiver !== null && path.hops.length === 0)
    return 'the file has no Received field, which every server adds: anybody can have written the verdict in it';
  if (receiver?.dmarc == null && path.hops.length > 0 && spfTold(receiver, authentication) === 'pass')
    return `SPF passes for another domain than ${from}, and whether a DKIM signature of ${from} does is not known: DMARC asks for one of them`;
  const told = [
    ...(receiver?.spf == null ? [] : [`spf=${receiver.spf.result}`]),
    ...(receiver?.dmarc == null ? [] : [`dmarc=${receiver.dmarc.result}`]),
  ];
  if (told.length > 0) return `the receiver says ${told.join(' and ')}: nothing failed, and nothing passed`;
  return spf.kind === 'result'
    ? `SPF is “${spf.result}” today and no DMARC policy asks for more: nothing failed, and nothing passed`
    : 'the file holds neither the verdict of the receiver nor the address that the message came from';
}

/** A signature of the From domain verifies today. */
const isVerified = ({ signatures }: Pick<MessageAuthentication, 'signatures'>): boolean =>
  signatures.some(({ aligned, state }) => aligned.ok && aligned.value && state.kind === 'pass');

/** What the receiver said at the time beats what the copy and DNS show today. */
function dkimPasses(message: Message, from: string, { signatures, policy }: MessageAuthentication): Passes {
  const strict = strictIn(policy, 'dkim');
  const told = receiverDkim(message, from, strict.ok && strict.value);
  if (told?.result === 'pass') {
    if (strict.ok || signerOf(told) === from || isVerified({ signatures })) return true;
    // Whether a signature of the organization is enough is for the record to say.
    return null;
  }
  const failed = told !== null && /^(?:fail|policy|permerror|neutral)$/.test(told.result);
  // Some receivers tell of one signature alone: another one that verifies today may have done so then.
  const others = failed ? signatures.filter(({ domain }) => domain !== signerOf(told)) : signatures;
  if (isVerified({ signatures: others })) return true;
  if (failed) return false;
  // The file may have lost the signature that a verdict is about; one that it holds and that fails is not lost.
  const sign = message.signatureTold;
  const own = signatures.some(({ aligned }) => aligned.ok && aligned.value);
  const ofFrom = sign?.ofFrom === true && !(strict.ok && strict.value && sign.onlyRelated === true);
  if (sign !== undefined && (signatures.length === 0 || (ofFrom && !(sign.failed === true && own))))
    return null;
  const open = signatures.some(
    ({ aligned, state }) => !aligned.ok || (aligned.value && state.kind === 'temperror'),
  );
  return open ? null : false;
}

/** RFC 7208 2.6.6: after a temperror nobody knows what SPF would have said. */
const spfPasses = ({ receiver }: Message, { spfAligned }: MessageAuthentication): Passes =>
  spfAligned.ok && receiver?.spf?.result !== 'temperror' ? spfAligned.value === true : null;

function spfFailed({
  message,
  from,
  host,
  authentication: { spf },
  dkim,
}: Judged): readonly (Found | Unanswered)[] {
  const { receiver, ses } = message;
  const told = receiver?.spf ?? null;
  if (told === null && spf.kind === 'temperror') return [{ unanswered: spf.why, counts: true }];
  const result = told?.result ?? (spf.kind === 'result' ? spf.result : 'none');
  if (!/^(?:hard)?fail$|^softfail$|^permerror$/.test(result)) return [];
  // With DMARC passed by DKIM nobody acts on a soft fail.
  if (result === 'softfail' && (dkim === true || receiver?.dmarc?.result === 'pass')) return [];
  const ip = receiver?.clientIp ?? (spf.kind === 'not-recomputed' ? null : spf.ip);
  const sender = told?.properties['smtp.mailfrom'] ?? null;
  const domain =
    (spf.kind === 'not-recomputed' ? null : spf.domain) ??
    sender?.replace(/^.*@/, '') ??
    'the envelope sender';
  const evidence: Evidence[] = [];
  if (told !== null)
    evidence.push({
      what: 'Authentication-Results',
      expected: 'spf=pass',
      actual: told.text,
      source: serverOf(message),
    });
  if (spf.kind === 'result')
    evidence.push({
      what: `SPF of ${spf.domain} for ${spf.ip}, today`,
      expected: 'pass',
      actual: spf.result,
      source: 'DNS',
    });
  return [
    {
      problem: 'message/spf-failed',
      subject: domain,
      data: {
        domain,
        result,
        ip,
        fromSes: ip !== null && ip === ses.ip,
        from,
        ...(host !== null && { host }),
        evidence,
      },
    },
  ];
}

function dmarcFailed({
  message,
  from,
  host,
  authentication,
  dkim,
  spf,
}: Judged): readonly (Found | Unanswered)[] {
  const { policy, spf: computed } = authentication;
  const told = message.receiver?.dmarc ?? null;
  const fails = told === null ? dkim === false && spf === false : told.result === 'fail';
  if (told?.result === 'permerror')
    return [
      {
        problem: 'message/dmarc-unreadable',
        subject: from,
        data: { from, evidence: dmarcEvidence(message, authentication) },
      },
    ];
  if (told === null) {
    if (dkim === true || spf === true) return [];
    // Without a word of the receiver, both ways and the record have to be known.
    if (!fails || (message.receiver?.spf == null && computed.kind !== 'result'))
      return [...unanswered(policy), ...openQuestions(authentication)];
    if (!policy.ok) return unanswered(policy);
    // RFC 9989 4.10.1: a record without a policy that receivers understand is none.
    if ((policy.value?.policy ?? null) === null) return [];
  }
  if (!fails) return [];
  return [
    {
      problem: 'message/dmarc-failed',
      subject: from,
      data: {
        from,
        ...(host !== null && { host }),
        ...(policy.ok && policy.value?.policy === 'none' && !actedOn(told) && { unenforced: true as const }),
        dkim: dkimClause(message, authentication, from),
        spf: spfClause(message, authentication, from, spf),
        evidence: dmarcEvidence(message, authentication),
      },
    },
  ];
}

/** The receiver says what it did: `dis=REJECT` of Google, `action=quarantine` of Microsoft. */
const actedOn = (told: MethodResult | null): boolean =>
  /\b(?:dis|action)\s*=\s*"?o?(?:reject|quarantine)/i.test(told?.text ?? '');

const openQuestions = ({ signatures, spfAligned }: MessageAuthentication): readonly Unanswered[] => [
  ...signatures.flatMap(({ aligned, state }) => [
    ...unanswered(aligned),
    ...(state.kind === 'temperror' ? [{ unanswered: state.why, counts: true }] : []),
  ]),
  ...unanswered(spfAligned),
];

function dkimClause(message: Message, { signatures, policy }: MessageAuthentication, from: string): string {
  if (isVerified({ signatures })) return 'DKIM verifies today, and did not for the receiver';
  if (signatures.length === 0) return 'it carries no DKIM signature';
  const own = signatures.filter(({ aligned }) => aligned.ok && aligned.value);
  const strict = strictIn(policy, 'dkim');
  const exactly = strict.ok && strict.value;
  if (own.length === 0)
    return `DKIM is of ${[...new Set(signatures.map(({ domain }) => domain))].join(' and ')}, not of ${from}${exactly ? ' itself (adkim=s)' : ''}`;
  const told = receiverDkim(message, from, exactly);
  return told === null
    ? `the DKIM signature of ${from} does not verify`
    : `DKIM of ${from} is “${told.result}”`;
}

function spfClause(
  { receiver, envelopeSender }: Message,
  { spf }: MessageAuthentication,
  from: string,
  passes: Passes,
): string {
  if (passes === true) return 'SPF passes today, and did not for the receiver';
  const result = receiver?.spf?.result ?? (spf.kind === 'result' ? spf.result : null);
  const domain =
    receiver?.spf?.properties['smtp.mailfrom']?.replace(/^.*@/, '') ??
    envelopeSender?.replace(/^.*@/, '') ??
    'the envelope sender';
  if (result === 'pass') return `SPF passes for ${domain}, which is not of ${from}`;
  return result === null ? 'SPF is not known' : `SPF is “${result}” for ${domain}`;
}

function dmarcEvidence(message: Message, { policy }: MessageAuthentication): readonly Evidence[] {
  const told = message.receiver?.dmarc ?? null;
  const evidence: Evidence[] = [];
  if (told !== null)
    evidence.push({
      what: 'Authentication-Results',
      expected: 'dmarc=pass',
      actual: told.text,
      source: serverOf(message),
    });
  if (policy.ok && policy.value !== null)
    evidence.push({
      what: `policy of _dmarc.${policy.value.domain}`,
      expected: null,
      actual: policy.value.policy ?? 'none that receivers understand',
      source: 'DNS',
    });
  return evidence;
}

/** What a forwarder breaks: SPF, as the address is another, and signatures, where it changes the message. */
function forwarded(judged: Judged, { arc }: MessageSignatures): readonly Found[] {
  const { message, authentication } = judged;
  const relay = relayOf(message);
  if (relay === null) return [];
  const told =
    message.receiver?.spf?.result ??
    (authentication.spf.kind === 'result' ? authentication.spf.result : 'none');
  const spfBroke = /fail|permerror|none|neutral/.test(told) && isForeign(message);
  const own = authentication.signatures.filter(({ aligned }) => aligned.ok && aligned.value);
  const dkimBroke = own.some(({ state }) => state.kind === 'broken') && judged.dkim !== true;
  // Without a signature of the From domain there was nothing to break: DMARC would have failed on arrival elsewhere too.
  if (!dkimBroke && (!spfBroke || (judged.dkim === false && own.length === 0))) return [];
  const broke = [spfBroke ? 'SPF' : null, dkimBroke ? 'the DKIM signature' : null].filter(
    (one) => one !== null,
  );
  const seal = arc.result === 'temperror' ? 'could not be verified now' : arc.result;
  return [
    {
      problem: 'message/forwarded',
      subject: judged.from,
      data: {
        ...relay,
        broke: broke.join(' and '),
        arc: seal,
        failed: message.receiver?.dmarc?.result === 'fail',
        evidence: [
          { what: 'path of the message', expected: null, actual: relay.sign, source: 'the header' },
          { what: 'SPF', expected: 'pass', actual: told, source: serverOf(message) },
          { what: 'ARC', expected: null, actual: seal, source: 'the bytes of the message' },
        ],
      },
    },
  ];
}

/** The address that handed the message over is not the one SES sent it from. */
function isForeign({ receiver, ses, path }: Message): boolean {
  const ip = receiver?.clientIp ?? (path.handover === null ? null : (path.hops[path.handover]?.ip ?? null));
  return ip === null || ses.ip === null || ip !== ses.ip;
}

function viaAmazon({ message, from, authentication: { signatures }, dkim, spf }: Judged): readonly Found[] {
  const sender = message.envelopeSender?.replace(/^.*@/, '') ?? null;
  if (dkim !== false || spf === true || sender === null || !isSes(sender)) return [];
  const signers = [...new Set(signatures.map(({ domain }) => domain))].join(', ') || 'no signature';
  return [{ problem: 'message/via-amazonses', subject: from, data: { from, sender, signers } }];
}

const serverOf = ({ receiver }: Message): string =>
  receiver === null || receiver.server === '' ? 'the receiver' : receiver.server;
