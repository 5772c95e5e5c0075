import { grouped } from '../../src/model/many.ts';
import {
  defineCheck,
  type Evidence,
  notApplicable,
  notSeen,
  type Occurrence,
  type Unanswered,
  unanswered,
} from '../../src/model/check.ts';
import { each } from '../../src/model/fact.ts';
import {
  type AlignedSignature,
  messageAuthentication,
  type MessageAuthentication,
  strictIn,
} from '../../src/facts/message/authentication.ts';
import { message } from '../../src/facts/message/message.ts';
import { signingIdentity } from '../../src/facts/identity/identity.ts';
import { target } from '../../src/facts/target.ts';
import { takenAt } from '../../src/facts/taken-at.ts';
import { isRelayed, receiverDkim } from '../../src/parse/message/judgement.ts';
import type { Message } from '../../src/parse/message/message.ts';
import { neverSent } from './message.words.ts';
import { handedOverBy } from './message-elsewhere.ts';
import { type Signer, signerOf } from './message-signer.ts';
import { dkimProblems, type InvalidReason } from './message-dkim.words.ts';

type Found = Occurrence<typeof dkimProblems>;

/** The message, and who handed it over where SES did not. */
interface Carried {
  message: Message;
  way: { host?: string };
}

/** SES and others change keys: what cannot be verified so long after is no news about the message. */
const oldAfterDays = 7;

export default defineCheck({
  id: 'message-dkim',
  title: 'DKIM signatures of the received message',
  why: 'Only the message itself shows which domain signed, and whether it arrived as it was signed.',
  needs: { message, authentication: messageAuthentication, takenAt, target },
  enrichment: { identities: each(signingIdentity) },
  problems: dkimProblems,

  evaluate({ message, authentication, takenAt, target: { region }, identities }) {
    const { fromDomain: from } = message;
    if (from === null) return notApplicable('the message has no single From address');
    if (!message.delivered) return notApplicable(neverSent);
    const { signatures } = authentication;
    const strict = strictIn(authentication.policy, 'dkim');
    const receiver = receiverDkim(message, from, strict.ok && strict.value);
    const host = handedOverBy(message, identities);
    const way = host === null ? {} : { host };
    const own = signatures.filter(({ aligned }) => aligned.ok && aligned.value);
    const open = signatures.filter(({ aligned }) => !aligned.ok);
    const good = own.find(({ state }) => state.kind === 'pass');
    if (good !== undefined) {
      // The receiver could not verify what verifies today: DNS was fixed, or failed it for a moment.
      if (receiver?.result === 'pass' || receiver === null || isRelayed(message)) return [];
      return [invalid(good, 'then', { message, way }, receiver.text)];
    }
    const undecided = own.flatMap(({ state }) => (state.kind === 'temperror' ? [state.why] : []));
    if (receiver?.result === 'pass') {
      const [leftOpen] = own.length === 0 ? open.flatMap(({ aligned }) => unanswered(aligned, false)) : [];
      if (leftOpen !== undefined)
        return notSeen(
          `the receiver says that the signature verifies; whether it is of ${from} is not known: ${leftOpen.unanswered.message}`,
          [leftOpen],
        );
      const [why] = undecided.length === own.length ? undecided : [];
      if (why !== undefined)
        return notSeen(
          `the receiver says that the signature verifies; it was not verified again: ${why.message}`,
          [{ unanswered: why, counts: false }],
        );
      // Anybody can write the header field (RFC 8601 7.1), and files are changed where they are saved.
      return notSeen(
        own.length === 0
          ? `the receiver says that a signature verifies, and this file holds none of ${from}`
          : 'the receiver says that the signature verifies, and in this file it does not: it was changed when it was saved, or the line was not written by the receiver',
        [],
      );
    }
    if (own.length > 0) return own.flatMap((signature) => faultOf(signature, { message, way }, takenAt));
    if (open.length > 0) return open.flatMap(({ aligned }) => unanswered(aligned));
    const told = message.signatureTold ?? null;
    const ofFrom = told?.ofFrom === true && !(strict.ok && strict.value && told.onlyRelated === true);
    if (told !== null && (ofFrom || signatures.length === 0) && receiver === null)
      return notSeen(
        `${told.sign}, and the file holds none of ${from} to verify: it may have been lost when the file was saved`,
        [],
      );
    if (signatures.length > 0)
      return [unaligned(authentication, from, signerOf(from, identities, region), way)];
    // A verdict without the signature it is about, or a signature nobody can read, proves nothing either way.
    if (receiver !== null)
      return notSeen(`the receiver says dkim=${receiver.result}, and this file holds no signature`, []);
    if (message.unreadableSignatures > 0) return notSeen('the signature cannot be read', []);
    if (message.cut !== null) return notSeen('the file ends before all of the message', []);
    const signer = signerOf(from, identities, region);
    return [
      {
        problem: 'message/unsigned',
        subject: from,
        data: { from, signer, ...way, evidence: receiverSaid(message) },
      },
    ];
  },

  observed({ authentication: { signatures } }) {
    if (signatures.length === 0) return 'no signature';
    return signatures
      .map(({ domain, state }) => `${domain}: ${state.kind === 'pass' ? 'verifies' : state.kind}`)
      .join(', ');
  },
});

function faultOf(
  signature: AlignedSignature,
  carried: Carried,
  takenAt: string,
): readonly (Found | Unanswered)[] {
  const { state } = signature;
  const { message } = carried;
  switch (state.kind) {
    case 'pass':
      return [];
    case 'temperror':
      return [{ unanswered: state.why, counts: true }];
    case 'broken':
      // A list or a gateway that changes the message breaks every signature: that is no fault of the sender's.
      return isRelayed(message) ? [] : [invalid(signature, state.because, carried, null)];
    case 'key':
      if (
        state.because === 'missing' &&
        receiverDkim(message, signature.domain, false) === null &&
        isOld(message, takenAt)
      )
        return [keyGone(signature)];
      return [invalid(signature, state.because, carried, null)];
    case 'expired':
    case 'unsupported':
      return [invalid(signature, state.kind, carried, null)];
  }
}

function isOld({ receivedAt }: Message, takenAt: string): boolean {
  return receivedAt !== null && Date.parse(takenAt) - Date.parse(receivedAt) > oldAfterDays * 86_400_000;
}

function keyGone({ domain, selector }: AlignedSignature): Unanswered {
  const question = `TXT ${selector}._domainkey.${domain}`;
  return {
    unanswered: {
      reason: 'not-found',
      message: `the key ${selector}._domainkey.${domain} is gone, and the message is older than ${grouped(oldAfterDays)} days: keys are changed by then`,
      question,
      action: null,
      region: null,
      detail: {},
    },
    counts: true,
  };
}

function invalid(
  { domain, selector, state }: AlignedSignature,
  because: InvalidReason,
  { message, way }: Carried,
  told: string | null,
): Found {
  const now: Evidence = {
    what: `DKIM-Signature d=${domain} s=${selector}`,
    expected: 'a signature that verifies',
    actual:
      state.kind === 'pass'
        ? 'verifies today'
        : `${state.kind}: ${'because' in state ? state.because : because}`,
    source: 'the bytes of the message',
  };
  const evidence = told === null ? [now, ...receiverSaid(message)] : [receiverLine(message, told), now];
  return {
    problem: 'message/dkim-invalid',
    subject: domain,
    data: { domain, selector, because, ...way, evidence },
  };
}

function unaligned(
  { signatures, spfAligned }: MessageAuthentication,
  from: string,
  signer: Signer | null,
  way: Carried['way'],
): Found {
  const domains = [...new Set(signatures.map(({ domain }) => domain))];
  return {
    problem: 'message/dkim-unaligned',
    subject: from,
    data: {
      from,
      domains,
      signer,
      ...way,
      spfAligned: spfAligned.ok && spfAligned.value === true,
      evidence: signatures.map(({ domain, selector, state }) => ({
        what: `DKIM-Signature s=${selector}`,
        expected: `d=${from}`,
        actual: `d=${domain} (${state.kind === 'pass' ? 'verifies' : state.kind})`,
        source: 'the bytes of the message',
      })),
    },
  };
}

const receiverLine = ({ receiver }: Message, actual: string): Evidence => ({
  what: 'Authentication-Results',
  expected: 'dkim=pass',
  actual,
  source: receiver?.server === '' ? 'the receiver' : (receiver?.server ?? 'the receiver'),
});

const receiverSaid = (message: Message): readonly Evidence[] =>
  (message.receiver?.dkim ?? []).slice(0, 3).map(({ text }) => receiverLine(message, text));
