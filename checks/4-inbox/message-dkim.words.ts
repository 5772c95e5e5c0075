import { type Evidence, problem, type Step } from '../../src/model/check.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { elsewhereFix, notThroughSes } from './message-elsewhere.ts';
import { type Signer, signFix } from './message-signer.ts';
import { messageRead } from './message.words.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

/** Why a signature of the From domain did not count. */
export type InvalidReason =
  | 'body'
  | 'signature'
  | 'missing'
  | 'revoked'
  | 'unusable'
  | 'weak'
  | 'expired'
  | 'unsupported'
  /** The receiver said so then; the same bytes verify today. */
  | 'then';

/** Who handed the message over where SES did not; absent where SES may have. */
interface Elsewhere {
  host?: string;
}

export interface Invalid extends Elsewhere {
  domain: string;
  selector: string;
  because: InvalidReason;
  evidence: readonly Evidence[];
}

export interface Unaligned extends Elsewhere {
  from: string;
  domains: readonly string[];
  /** SPF passed for the From domain, so that DMARC passes all the same. */
  spfAligned: boolean;
  signer: Signer | null;
  evidence: readonly Evidence[];
}

const faults: Readonly<Record<InvalidReason, string>> = {
  body: 'the body is not the one that was signed',
  signature: 'the signed header fields or the key are not those of the signature',
  missing: 'there is no key in DNS',
  revoked: 'the key in DNS is revoked (an empty p=)',
  unusable: 'the key in DNS cannot be read',
  weak: 'the key in DNS is too short to count',
  expired: 'it had expired when the message arrived',
  unsupported: 'receivers do not verify its algorithm or tags',
  then: 'the receiver could not verify it then; the same bytes verify now',
};

const references = [guide('troubleshoot-dkim'), guide('send-email-authentication-dkim'), rfc(6376, '6')];
const dmarcPage = guide('send-email-authentication-dmarc');
const effects = ['message/dmarc-failed', 'message/spam-verdict', 'bounce/authentication-failed'];

const fixOf = ({ because, domain, selector, host }: Invalid): readonly Step[] => {
  if (host !== undefined) return fixAt(host, because, `${selector}._domainkey.${domain}`);
  const look: Step = {
    text: 'See what DNS and SES hold for the domain',
    owner: 'you',
    command: command`ses-doctor check --identity ${domain} --only 'dkim*'`,
  };
  switch (because) {
    case 'body':
    case 'signature':
      return [
        {
          text: 'Find what changes the mail after SES signed it: a gateway, a footer, a virus scanner, or the program that saved this file. Save it as raw source (“Show original”, “View source”) and check again',
          owner: 'you',
        },
        {
          text: `If you sign yourself (BYODKIM), compare the private key in SES with the public key at ${selector}._domainkey.${domain}`,
          owner: 'you',
        },
        look,
      ];
    case 'missing':
    case 'revoked':
    case 'unusable':
    case 'weak':
      return [{ text: `Fix the record at ${selector}._domainkey.${domain}`, owner: 'dns' }, look];
    case 'expired':
      return [
        {
          text: 'Find out why the message took so long, or give signatures more time (x=)',
          owner: 'you',
        },
      ];
    case 'unsupported':
      return [{ text: 'Let SES sign (Easy DKIM), or sign with rsa-sha256', owner: 'you' }];
    case 'then':
      return [
        {
          text: 'Send another message and check that one: the record may have been fixed since',
          owner: 'you',
        },
      ];
  }
};

/** Another provider signed: neither the key nor the signature is one of SES. */
function fixAt(host: string, because: InvalidReason, name: string): readonly Step[] {
  const provider = `the provider behind ${host}`;
  const steps: Readonly<Partial<Record<InvalidReason, Step>>> = {
    body: {
      text: 'Find what changes the mail after it was signed: a gateway, a footer, a virus scanner, or the program that saved this file. Save it as raw source (“Show original”, “View source”) and check again',
      owner: 'you',
    },
    signature: {
      text: `Compare the record at ${name} with the one that ${provider} shows`,
      owner: 'dns',
    },
    expired: { text: `Ask ${provider} why the message took so long`, owner: 'you' },
    unsupported: { text: `Let ${provider} sign with rsa-sha256, or send through SES`, owner: 'you' },
    then: {
      text: 'Send another message and check that one: the record may have been fixed since',
      owner: 'you',
    },
  };
  return [
    steps[because] ?? {
      text: `Publish at ${name} the record that ${provider} shows: it is no key of SES`,
      owner: 'dns',
    },
  ];
}

/** The words for DKIM of a received message. */
export const dkimProblems = {
  'message/dkim-invalid': problem<Invalid>({
    severity: ({ because }) => (because === 'then' ? 'warning' : 'error'),
    summary: ({ domain, because }) => `The DKIM signature of ${domain} does not count: ${faults[because]}.`,
    impact: ({ host }) =>
      host === undefined
        ? 'Without it DMARC rests on SPF alone, which the default MAIL FROM of SES never aligns.'
        : `Without it DMARC rests on SPF alone. SES did not sign it: ${host} handed the message over.`,
    evidence: ({ evidence }) => evidence,
    fix: fixOf,
    references,
    explains: effects,
    read: messageRead['message/dkim-invalid'],
  }),

  'message/dkim-unaligned': problem<Unaligned>({
    severity: ({ spfAligned }) => (spfAligned ? 'warning' : 'error'),
    summary: ({ from, domains, host }) =>
      host === undefined
        ? `The message is signed by ${domains.join(', ')}, and not by ${from} or a domain of its organization.`
        : `${notThroughSes(from, host)} is signed by ${domains.join(', ')}, not by ${from} or a domain of its organization.`,
    impact: ({ spfAligned }) =>
      spfAligned
        ? 'DMARC passes by SPF alone: as soon as somebody forwards the message, it fails.'
        : 'The signature says nothing about the From domain: DMARC does not pass on it.',
    evidence: ({ evidence }) => evidence,
    fix: ({ from, signer, host }) => (host === undefined ? signFix(from, signer) : elsewhereFix(from, host)),
    references: [dmarcPage, rfc(9989, '4.4')],
    explains: effects,
    read: messageRead['message/dkim-unaligned'],
  }),

  'message/unsigned': problem<
    Elsewhere & { from: string; signer: Signer | null; evidence: readonly Evidence[] }
  >({
    severity: 'error',
    summary: ({ from, host }) =>
      host === undefined
        ? `The message from ${from} carries no DKIM signature at all.`
        : `${notThroughSes(from, host)} carries no DKIM signature.`,
    impact: 'Large receivers expect one; DMARC can pass on SPF only, and not once the message is forwarded.',
    evidence: ({ evidence }) => evidence,
    fix: ({ from, signer, host }) =>
      host === undefined
        ? [
            ...signFix(from, signer),
            {
              text: 'If the message went through SES, it has a signature of amazonses.com: without it, look for what sent this one, or what stripped it',
              owner: 'you',
            },
          ]
        : elsewhereFix(from, host),
    references,
    explains: effects,
    read: messageRead['message/unsigned'],
  }),
};
