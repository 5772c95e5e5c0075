import { type Evidence, problem, symptomProblem } from '../../src/model/check.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { elsewhereFix } from './message-elsewhere.ts';
import { messageRead } from './message.words.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

export interface SpfFailed {
  domain: string;
  /** `fail`, `softfail`, `permerror`. */
  result: string;
  ip: string | null;
  /** The address is one that SES sent this message from. */
  fromSes: boolean;
  from: string;
  /** Who handed the message over where SES did not; absent where SES may have. */
  host?: string;
  evidence: readonly Evidence[];
}

export interface DmarcFailed {
  from: string;
  /** Clauses. */
  dkim: string;
  spf: string;
  /** Who handed the message over where SES did not; absent where SES may have. */
  host?: string;
  /** The policy asks receivers for nothing. Absent: it asks for more, or is not known. */
  unenforced?: true;
  evidence: readonly Evidence[];
}

export interface Forwarded {
  host: string;
  sign: string;
  /** As `SPF and DKIM`. */
  broke: string;
  arc: string;
  /** The receiver failed DMARC for it. */
  failed: boolean;
  evidence: readonly Evidence[];
}

const dmarcPage = guide('send-email-authentication-dmarc');

/** The words for SPF, DMARC and forwarding of a received message. */
export const dmarcProblems = {
  'message/spf-failed': problem<SpfFailed>({
    severity: 'error',
    summary: ({ domain, result, ip }) =>
      `SPF gave ${result} for the envelope sender ${domain}${ip === null ? '' : ` and the address ${ip}`}.`,
    impact: 'DMARC then rests on DKIM alone, and some receivers refuse a hard fail.',
    evidence: ({ evidence }) => evidence,
    fix: ({ domain, fromSes, from, host }) =>
      host !== undefined
        ? elsewhereFix(from, host)
        : [
            fromSes
              ? {
                  text: 'Let the SPF record of the MAIL FROM domain authorize SES',
                  owner: 'dns',
                  record: {
                    name: domain,
                    type: 'TXT',
                    value: 'v=spf1 include:amazonses.com ~all',
                    ttl: 3600,
                  },
                }
              : {
                  text: 'SES did not send this message from this IP address: find out who did (another provider, a server of your own, a forwarder)',
                  owner: 'you',
                },
            {
              text: 'See what SES and DNS hold for the sender',
              owner: 'you',
              command: command`ses-doctor check --identity ${domain} --only 'mail-from*' --only 'spf*'`,
            },
          ],
    references: [guide('send-email-authentication-spf'), rfc(7208, '8')],
    explains: ['message/dmarc-failed', 'bounce/authentication-failed'],
    read: messageRead['message/spf-failed'],
  }),

  'message/dmarc-failed': problem<DmarcFailed>({
    severity: ({ unenforced }) => (unenforced === true ? 'warning' : 'error'),
    summary: ({ from, dkim, spf }) => `The message fails DMARC for ${from}: ${dkim}, and ${spf}.`,
    impact: ({ unenforced }) =>
      unenforced === true
        ? 'The policy of the domain asks receivers for nothing (none), so the message may arrive all the same. Gmail, Yahoo and Microsoft ask bulk senders for a pass, and any stricter policy would stop it.'
        : 'The receiver does what the policy of the domain asks: it junks or refuses the message.',
    evidence: ({ evidence }) => evidence,
    fix: ({ from, host }) =>
      host === undefined
        ? [
            {
              text: `Let DKIM sign for ${from}: switch on Easy DKIM for it and publish its three CNAME records`,
              owner: 'you',
              command: command`ses-doctor check --identity ${from} --only inbox`,
            },
            {
              text: 'Set up a custom MAIL FROM domain below the From domain, so that SPF aligns as well',
              owner: 'you',
            },
          ]
        : elsewhereFix(from, host),
    references: [dmarcPage, rfc(9989, '4.4')],
    explains: ['message/spam-verdict', 'bounce/authentication-failed'],
    read: messageRead['message/dmarc-failed'],
  }),

  'message/dmarc-unreadable': problem<{ from: string; evidence: readonly Evidence[] }>({
    severity: 'error',
    summary: ({ from }) =>
      `The receiver could not make sense of the DMARC record of ${from} (permerror): it judged the message without one.`,
    impact:
      'Receivers that ask bulk senders for DMARC count the record as none, and junk or refuse the mail. DKIM and SPF are not what is wrong here.',
    evidence: ({ evidence }) => evidence,
    fix: ({ from }) => [
      {
        text: 'Look at what stands in DNS, and correct it: one TXT record that begins with v=DMARC1 and has a p= that receivers know',
        owner: 'dns',
        command: command`ses-doctor check --identity ${from} --only 'dmarc*'`,
      },
    ],
    references: [dmarcPage, rfc(9989, '4.10')],
    explains: ['bounce/authentication-failed'],
  }),

  'message/forwarded': problem<Forwarded>({
    severity: 'info',
    summary: ({ host, broke }) => `The message came by way of ${host}, which broke ${broke}.`,
    impact: ({ failed, arc }) =>
      failed
        ? `The receiver saw DMARC fail for that reason (ARC: ${arc}). That does not mean that anything is wrong at the sender.`
        : `A receiver that trusts the ARC seal of the forwarder accepts it all the same (ARC: ${arc}).`,
    evidence: ({ evidence }) => evidence,
    fix: () => [
      {
        text: 'To judge the sender, check a copy that went straight to a mailbox, without a list or a forwarding rule',
        owner: 'you',
      },
    ],
    references: [rfc(7960), rfc(8617)],
    explains: ['message/dmarc-failed', 'message/spf-failed', 'message/dkim-invalid'],
    read: messageRead['message/forwarded'],
  }),

  'message/via-amazonses': problem<{ from: string; sender: string; signers: string }>({
    severity: 'info',
    summary: ({ from }) => `Mail programs may show this mail of ${from} as sent “via amazonses.com”.`,
    impact:
      'They do so where neither the DKIM signature nor the envelope sender is of the From domain. It makes readers suspicious.',
    evidence: ({ from, sender, signers }) => [
      { what: 'envelope sender', expected: `a domain of ${from}`, actual: sender, source: 'Return-Path' },
      { what: 'DKIM d=', expected: from, actual: signers, source: 'the bytes of the message' },
    ],
    fix: () => [
      {
        text: 'Set up Easy DKIM for the From domain; a custom MAIL FROM domain removes the rest',
        owner: 'you',
      },
    ],
    references: [guide('mail-from'), guide('send-email-authentication-dkim')],
    read: messageRead['message/via-amazonses'],
  }),

  'message/bounced-by-receipt-rule': symptomProblem({
    severity: 'error',
    impact: 'SES delivered the message to SES, and a rule of the receiving domain answers with a bounce.',
    references: ['https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-bounce.html'],
    read: messageRead['message/bounced-by-receipt-rule'],
  }),
};
