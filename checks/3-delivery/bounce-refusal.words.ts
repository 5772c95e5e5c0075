import { guide } from '../../src/knowledge/ses-pages.ts';
import type { Step } from '../../src/model/check.ts';
import { command } from '../../src/render/paste/paste.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { capital, postmaster, read, receiver, whom } from './bounce-reading.ts';
import { isOver, lost } from '../../src/model/read-problem.ts';
import { rfc } from '../../src/knowledge/rfc.ts';
import { theirs, you } from '../../src/model/steps.ts';

/** Who can get an address off a list depends on whether other customers of SES send from it too. */
const byOwnerOfAddress = (candidate: Candidate, dedicated: string): readonly Step[] => [
  you(
    'See whether SES shares the IP address among its customers, or it is one of your dedicated IPs',
    command`ses-doctor check --ip ${candidate.data['ip']}`,
  ),
  you('If it is shared, only AWS can fix it: open a case with AWS Support and quote this reply.'),
  you(`If it is dedicated to you, ${dedicated}`),
];

/** Who the receiver thinks the sender is, and what the message looks like to it. */
export const refusalProblems = {
  'bounce/spam-rejected': read({
    summary: (candidate) => `${capital(receiver(candidate))} treats the message as spam.`,
    impact: 'It is refused, and similar mail will be too.',
    fix: (candidate) => [
      you(
        'Send a plain version without links and pictures to see whether the content or the reputation of the domain decides.',
      ),
      you('Send only to people who asked for it and still open it; stop at the first complaint.'),
      you('Look up your domains and link domains at Spamhaus DBL and SURBL.'),
      ...postmaster(candidate),
    ],
    distinguish:
      'The same refusal with another content means reputation; with this content only, the content.',
  }),
  'bounce/content-rejected': read({
    summary: (candidate) =>
      `${capital(receiver(candidate))} refused the message for its content or its headers.`,
    impact: 'It is refused however often it is sent unchanged.',
    fix: (candidate) => [
      you(`Fix what the reply names: “${candidate.quote.slice(0, 160)}”.`),
      you(
        'Check for missing or doubled headers (From, Date, Message-ID), very long lines and 8-bit characters in headers.',
      ),
    ],
    distinguish: 'Send a plain text of one line: if it arrives, the content decides.',
  }),
  'bounce/attachment-rejected': read({
    summary: (candidate) => `${capital(receiver(candidate))} refused the message because of its attachment.`,
    impact: 'It is refused with this attachment, for every recipient there.',
    fix: () => [
      you(
        'Scan the file. Send a PDF instead of an Office file with macros, and no programs or encrypted archives; or send a link instead of the file.',
      ),
    ],
    distinguish: 'Send the same message without the attachment.',
  }),
  'bounce/message-too-large': read({
    summary: (candidate) => `The message is larger than ${receiver(candidate)} accepts.`,
    impact: 'It is refused; SES accepted it, its own limit is higher.',
    fix: () => [
      you(
        'Keep mail under 10 MB, better under 5: attachments grow by a third on the way. Send a link to large files.',
      ),
    ],
    distinguish: 'SES’s own limit shows when sending, before any bounce.',
  }),
  'bounce/ip-blocklisted': read({
    summary: ({ data }) =>
      `The sending IP address ${data['ip'] ?? ''} is on ${data['list'] ?? 'a DNS list'}, and the receiver refuses mail from there.`.replace(
        '  ',
        ' ',
      ),
    impact: 'Every receiver that uses this list refuses mail from this IP address.',
    fix: (candidate) => [
      you(
        `Look the IP address up on the list's own page${candidate.data['page'] === undefined ? '.' : `: ${candidate.data['page']}`}`,
      ),
      ...byOwnerOfAddress(candidate, 'fix the cause, then ask the list to remove it.'),
      theirs('Receivers that use a small or strict list can exempt amazonses.com.'),
    ],
    distinguish: 'The reply names the list; look the IP address up there to see whether it is still listed.',
    references: [guide('faqs-dnsbls')],
  }),
  'bounce/domain-blocklisted': read({
    summary: ({ data }) =>
      `A domain of the message (From, envelope or a link) is on ${data['list'] ?? 'a domain list'}.`,
    impact:
      'Receivers that use the list refuse or junk every message with this domain, whatever IP address it comes from.',
    fix: ({ data }) => [
      you(
        `Look up the From domain, the MAIL FROM domain and every link domain${data['page'] === undefined ? '.' : `: ${data['page']}`}`,
      ),
      you('Look for a hacked website or a link shortener; fix it, then ask the list for removal.'),
    ],
    distinguish: 'Send without links: if it arrives, a link domain is listed; otherwise the sender’s.',
    references: [guide('faqs-dnsbls')],
  }),
  'bounce/ip-blocked-by-provider': read({
    summary: (candidate) =>
      `${capital(receiver(candidate))} has the sending IP address ${candidate.data['ip'] ?? ''} on its own blocklist.`.replace(
        '  ',
        ' ',
      ),
    impact: 'Mail from this IP address does not reach any mailbox there.',
    fix: (candidate) => [
      ...byOwnerOfAddress(candidate, `ask ${receiver(candidate)} to lift the block, and quote this reply.`),
      ...postmaster(candidate),
      you('Until it is lifted, send less, and only to people who open your mail.'),
    ],
    distinguish: 'Public lists are named in the reply; this one is the receiver’s own.',
    references: [guide('faqs-dnsbls'), guide('dedicated-ip')],
  }),
  'bounce/reverse-name-rejected': read({
    summary: ({ data }) =>
      `The receiver finds no valid reverse DNS (PTR) for the sending IP address ${data['ip'] ?? ''}.`.replace(
        ' .',
        '.',
      ),
    impact:
      'It refuses mail from this IP address. AWS sets the names of SES’s own IP addresses; for your own range (BYOIP) you do.',
    fix: ({ data }) => [
      you('See the name', command`dig +short -x ${data['ip']}`),
      you(
        'For IP addresses you brought yourself, set the PTR and the address record so that they agree; otherwise send the reply to AWS Support.',
      ),
    ],
    distinguish: 'Ask DNS for the PTR record and for the address of the name it gives.',
    references: [guide('dedicated-ip-byo')],
  }),
  'bounce/rate-limited': read({
    severity: 'warning',
    severityOf: lost,
    summary: (candidate) =>
      isOver(candidate)
        ? `${capital(receiver(candidate))} limits how fast it accepts mail from this sender, and refused the message.`
        : `${capital(receiver(candidate))} accepts mail from this sender more slowly for now.`,
    impact: (candidate) =>
      isOver(candidate)
        ? 'The message is lost: nobody tries again.'
        : 'SES tries again for up to 14 hours; what is not accepted by then bounces.',
    fix: (candidate) => [
      you(
        isOver(candidate)
          ? 'Slow down to this receiver and spread large mailings over hours, then send again what was refused.'
          : 'Slow down to this receiver and spread large mailings over hours. Do not resend; SES retries by itself.',
      ),
      you('Unwanted mail causes this as much as volume: check complaints and old addresses.'),
      ...postmaster(candidate),
    ],
    distinguish: 'This is the receiver’s limit, not the SES quota, which shows when sending.',
  }),
  'bounce/greylisted': read({
    severity: 'info',
    severityOf: (candidate) => (isOver(candidate) ? 'error' : 'info'),
    summary: (candidate) =>
      isOver(candidate)
        ? `${capital(receiver(candidate))} greylisted the sender, and did not accept the message in the end.`
        : `${capital(receiver(candidate))} makes senders it does not know try again later (greylisting).`,
    impact: (candidate) =>
      isOver(candidate)
        ? 'The message is lost: nobody tries again.'
        : 'The message arrives a few minutes later; SES tries again by itself.',
    fix: (candidate) =>
      isOver(candidate)
        ? [
            you('Send it again later: a receiver that has seen the sender before accepts it more readily.'),
            theirs(
              'Accept mail from SES without greylisting: each new try may come from another IP address.',
            ),
            ...postmaster(candidate),
          ]
        : [you('Nothing. Wait for the Delivery event.')],
    distinguish: 'A delay that ends with a delivery within the hour is greylisting.',
  }),
  'bounce/authentication-failed': read({
    summary: (candidate) => {
      const { mechanism, passed } = candidate.data;
      const refuses = `${capital(receiver(candidate))} refuses the message because`;
      if (mechanism === undefined && passed !== undefined)
        return `${refuses} its authentication does not suffice, although the reply says that ${andOf(passed)} passed.`;
      return `${refuses} ${mechanism === undefined ? 'SPF, DKIM or DMARC' : andOf(mechanism)} did not pass for its From domain.`;
    },
    impact: 'Mail of this From domain is refused or junked by every receiver that checks.',
    fix: ({ data, quote }) => [
      lookAtSender(data['sender']?.split('@').pop() ?? refusedDomain(quote)),
      ...stepsFor(data),
      you('Do not send From a domain that is not yours, such as gmail.com.'),
    ],
    distinguish: 'Look at the Authentication-Results header of a message that did arrive somewhere.',
    references: [guide('send-email-authentication-dmarc')],
  }),
  'bounce/sender-domain': read({
    summary: (candidate) =>
      `${capital(receiver(candidate))} finds no usable DNS for the domain of the sender${candidate.data['sender'] === undefined ? '' : ` ${candidate.data['sender']}`}.`,
    impact:
      'It refuses mail whose sender cannot receive replies: the domain does not exist, has neither MX nor address, or publishes “MX 0 .”, which says that it accepts no mail.',
    fix: ({ data }) => [
      data['sender'] === undefined
        ? you('Look up the MX record of your MAIL FROM domain and of your From domain.')
        : you('See what DNS holds', command`dig +short ${data['sender'].split('@').pop()} MX`),
      you(
        'Give the domain of the sender an MX record, or an address record. A custom MAIL FROM domain needs the MX record that SES names.',
      ),
      you('Do not send from a domain whose MX is “0 .” (RFC 7505): it says that nobody there receives mail.'),
    ],
    distinguish:
      'The reply speaks of the sender, or of an MX of “0 .” (5.7.27), and not of the recipient’s domain (5.1.2).',
    references: [guide('mail-from'), rfc(7505)],
  }),
  'bounce/policy-rejected': read({
    summary: (candidate) => `${capital(receiver(candidate))} rejected the message by its own policy.`,
    impact: `Mail from this sender does not reach the recipient until the rule is changed.`,
    fix: (candidate) => [
      theirs(
        `Ask ${whom(candidate)}, or the administrator there, to allow your sender address; quote the reply.`,
      ),
      ...postmaster(candidate),
    ],
    distinguish: 'Only the receiver’s administrator can see the rule.',
  }),
} as const;

/** The From domain, where a reply names it in the words of Gmail or of a common filter. */
const refusedDomain = (quote: string): string | undefined =>
  /(?:unauthenticated e?-?mail from|DMARC (?:check |verification |policy )?(?:failed|failure|fails) for|DMARC policy of|administrator of) (?:domain )?<?((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})\b/iu.exec(
    quote,
  )?.[1];

function lookAtSender(domain: string | undefined): Step {
  const look = domain === undefined ? null : command`ses-doctor check --identity ${domain} --only inbox`;
  return look === null
    ? {
        ...you('See what SES and DNS hold for your From domain: give it to ses-doctor check as --identity.'),
        does: { kind: 'look', identity: null },
      }
    : {
        ...you('See what SES and DNS hold for the sender', look),
        does: { kind: 'look', identity: domain ?? null },
      };
}

/** `SPF, DKIM` as `SPF and DKIM`. */
const andOf = (methods: string): string => methods.replace(/, (?=[^,]*$)/u, ' and ');

const sign = (text: string): Step => ({ ...you(text), does: { kind: 'sign' } });

/** What makes the method pass that the reply says failed; DKIM where it does not say which. */
function stepsFor({ mechanism, passed }: Candidate['data']): readonly Step[] {
  const hasPassed = (method: string): boolean => passed?.split(', ').includes(method) === true;
  const spf = you(
    'Give the identity a custom MAIL FROM domain below the From domain, and publish its MX and TXT records: SPF then passes for a domain of yours.',
  );
  if (mechanism === undefined && passed !== undefined)
    return [
      you(
        'Make sure that SPF and DKIM both pass for the From domain itself: Easy DKIM, and a custom MAIL FROM domain below it.',
      ),
    ];
  if (hasPassed('DKIM') && mechanism?.includes('DMARC') === true)
    return [
      sign(
        'Switch on Easy DKIM for the From domain itself: a signature of amazonses.com, or of another domain, passes and does not count for DMARC.',
      ),
    ];
  if (hasPassed('DKIM')) return [spf];
  return [
    sign(
      `Switch on Easy DKIM for the From domain itself and publish its three CNAMEs${hasPassed('DMARC') ? '' : ': that alone makes DMARC pass'}.`,
    ),
    ...(mechanism?.includes('SPF') === true && passed !== undefined ? [spf] : []),
  ];
}
