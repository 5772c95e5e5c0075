import type { ReadWords, Step } from '../../src/model/check.ts';
import { command } from '../../src/render/paste/paste.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { you } from '../../src/model/steps.ts';

const from = ({ subject, data }: Candidate): string => data['from'] ?? subject ?? 'the From domain';

/** A value, or `otherwise` where it is absent or empty. */
const said = (value: string | undefined, otherwise: string): string =>
  value === undefined || value === '' ? otherwise : value;

const lookCloser = (candidate: Candidate): Step => ({
  ...you(
    'See what DNS and SES hold for the sender',
    command`ses-doctor check --identity ${from(candidate)} --only inbox`,
  ),
  does: { kind: 'look', identity: from(candidate) },
});

const wholeMessage: Step = {
  ...you(
    'Save the message as the receiver got it, and check its bytes',
    command`ses-doctor check --message message.eml`,
  ),
  does: { kind: 'message' },
};

/** What the header fields of a received message say about authentication and spam, as a receiver wrote them. */
export const messageRead = {
  'message/dmarc-failed': {
    summary: (candidate: Candidate) =>
      `DMARC failed for ${from(candidate)}: DKIM says ${said(candidate.data['dkim'], 'nothing')}, SPF says ${said(candidate.data['spf'], 'nothing')}.`,
    impact: () => 'The receiver does what the policy of the domain asks: it junks or refuses the message.',
    fix: (candidate: Candidate) => [
      {
        ...you(
          'Switch on Easy DKIM for the From domain itself, and publish its three CNAME records: a signature of amazonses.com does not count for it.',
        ),
        does: { kind: 'sign' as const },
      },
      you('Or set up a custom MAIL FROM domain below the From domain, so that SPF counts.'),
      lookCloser(candidate),
    ],
    distinguish:
      'Compare header.d of DKIM and smtp.mailfrom of SPF with header.from: one of them has to be the same domain, or below it.',
  },
  'message/dkim-unaligned': {
    summary: (candidate: Candidate) =>
      `The DKIM signature that passes is not of ${from(candidate)}: ${said(candidate.data['dkim'], 'another domain')}.`,
    impact: () => 'The signature is good, but says nothing about the From domain: DMARC does not pass on it.',
    fix: (candidate: Candidate) => [
      you('Verify the From domain in SES with Easy DKIM, in the Region that sends.'),
      lookCloser(candidate),
    ],
    distinguish: 'Look at header.d, or at what follows the @ in header.i.',
  },
  'message/dkim-invalid': {
    summary: (candidate: Candidate) =>
      `The DKIM signature of ${candidate.subject ?? from(candidate)} did not verify${candidate.data['reason'] ? `: ${candidate.data['reason']}` : ''}.`,
    impact: () => 'Without it DMARC rests on SPF alone, which the default MAIL FROM of SES never aligns.',
    fix: (candidate: Candidate) => [
      you(
        '“No key” points to DNS: look at the CNAME records of the domain. “Body hash” or “signature did not verify” points to something that changed the message on the way, such as a mailing list, a footer or a gateway.',
      ),
      lookCloser(candidate),
      wholeMessage,
    ],
    distinguish:
      'The comment in parentheses after dkim= shows whether the key was missing or the body changed.',
  },
  'message/unsigned': {
    summary: (candidate: Candidate) => `The message of ${from(candidate)} carries no DKIM signature.`,
    impact: () => 'Large receivers expect one; DMARC can pass on SPF only.',
    fix: (candidate: Candidate) => [
      you(
        'Switch on Easy DKIM for the identity that sends. An address identity without it wins over its signed domain.',
      ),
      lookCloser(candidate),
    ],
    distinguish: 'See whether the message has a DKIM-Signature field at all.',
  },
  'message/spf-failed': {
    summary: (candidate: Candidate) =>
      `SPF did not pass for ${candidate.subject ?? 'the envelope sender'}: ${said(candidate.data['spf'], said(candidate.data['result'], 'fail'))}.`,
    impact: () => 'DMARC then rests on DKIM alone, and some receivers refuse a hard fail.',
    fix: (candidate: Candidate) => [
      you(
        'Look at smtp.mailfrom: for SES it is a domain of amazonses.com or your custom MAIL FROM domain. Publish “v=spf1 include:amazonses.com ~all” at the latter.',
      ),
      you('If the sending IP address is not one of SES, the message was forwarded, or was not sent by SES.'),
      lookCloser(candidate),
    ],
    distinguish: 'Compare the sending IP address in the result with those of amazonses.com.',
  },
  'message/spam-verdict': {
    summary: ({ data }: Candidate) =>
      `The receiver marked the message as spam: ${data['words'] ?? 'the receiver says so'}.`,
    impact: () => 'It is in junk or quarantine.',
    fix: (candidate: Candidate) => [
      you(
        'First see that SPF, DKIM and DMARC pass in the same header fields; then look at links, wording and how the recipients joined the list.',
      ),
      wholeMessage,
      ...(candidate.data['filter'] === 'Microsoft'
        ? [you('The recipient, or the administrator there, can report it as not junk, or allow the sender.')]
        : []),
    ],
    distinguish: 'The field that is quoted is the verdict of the receiver itself.',
  },
  'message/forwarded': {
    severity: 'info',
    summary: (candidate: Candidate) =>
      `The message of ${from(candidate)} was forwarded: it passed authentication before, and not after.`,
    impact: () =>
      'Forwarding always breaks SPF, and DKIM when the forwarder changes the message. A receiver that trusts its ARC seal accepts it all the same.',
    fix: () => [
      you('Nothing on your side, except DKIM with your own domain, which survives plain forwarding.'),
    ],
    distinguish: 'ARC-Authentication-Results of the hop before show what it looked like on arrival there.',
  },
  'message/via-amazonses': {
    severity: 'info',
    summary: (candidate: Candidate) =>
      `The mail program shows this mail of ${from(candidate)} as sent “via amazonses.com”.`,
    impact: () =>
      'It does so where neither the DKIM signature nor the envelope sender is of the From domain. It makes readers suspicious.',
    fix: (candidate: Candidate) => [
      you(
        'Set up Easy DKIM for the From domain; a custom MAIL FROM domain below it removes “mailed-by: amazonses.com”.',
      ),
      lookCloser(candidate),
    ],
    distinguish: 'Look at “signed-by” and “mailed-by” in the details of the message.',
  },
  'message/bounced-by-receipt-rule': {
    summary: ({ data, subject }: Candidate) =>
      `A receipt rule of the recipient's own SES${data['region'] === undefined ? '' : ` in ${data['region']}`} bounced the message${subject === null ? '' : ` to ${subject}`}.`,
    impact: () =>
      'SES delivered it to SES: a rule of whoever owns the receiving domain answers with this bounce.',
    fix: () => [
      {
        text: 'In the account that receives for this domain, look at the active receipt rule set: a rule that matches the recipient has a bounce action',
        owner: 'recipient' as const,
        command: 'aws ses describe-active-receipt-rule-set',
      },
    ],
    distinguish: 'Reporting-MTA names inbound-smtp.<region>.amazonaws.com, the host that receives for SES.',
    references: ['https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-bounce.html'],
  },
} as const satisfies Readonly<Record<string, ReadWords>>;

/** Why a draft has no answer: what receivers see of a message does not exist yet. */
export const neverSent =
  'the message was never sent: no server has written into it; give the copy that a recipient received';
