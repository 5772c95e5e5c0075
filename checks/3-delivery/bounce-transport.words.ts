import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { symptomProblem } from '../../src/model/check.ts';
import { capital, read, whom } from './bounce-reading.ts';
import { isOver, lost } from '../../src/model/read-problem.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { theirs, you } from '../../src/model/steps.ts';

/** The message waited at a mail server before SES, or instead of it. */
const isOfOwnQueue = ({ data }: Candidate): boolean => data['queue'] === 'own';

/** A notice of delay: whoever has the message goes on trying. */
const isDelayed = ({ data }: Candidate): boolean => data['delayed'] === 'true';

const typeOf = ({ data }: Candidate): string => (data['feedbackType'] ?? '').trim().toLowerCase();

/** What was reported of a message, by the type of the report (RFC 5965 7.3); most providers know `abuse` alone, or name none. */
function complained(candidate: Candidate): string {
  const type = typeOf(candidate);
  if (type === 'virus') return 'reports a virus in the message';
  if (type === 'fraud') return 'reported the message as fraud or phishing';
  if (/^opt[-_ ]?out/u.test(type)) return 'asked for no more mail';
  return type === '' || type === 'abuse'
    ? 'marked the message as spam'
    : `complained about the message with a report of the type “${type.slice(0, 40)}”`;
}

/** Scanners of a provider find viruses, and no reader does. */
const isOfProvider = (candidate: Candidate): boolean => typeOf(candidate) === 'virus';

/** What went wrong on the way, and what cannot be told. */
export const transportProblems = {
  'bounce/tls-required': read({
    summary: (candidate) => `The server of ${whom(candidate)} and SES could not agree on encryption.`,
    impact: 'The message is not delivered while one side demands TLS and the other cannot.',
    fix: () => [
      theirs('Offer STARTTLS with TLS 1.2 and a valid certificate.'),
      you(
        'If the configuration set demands TLS (TlsPolicy REQUIRE), use another set for receivers that have none.',
      ),
    ],
    distinguish:
      'See who demands it: the reply is the receiver’s; without one it is TlsPolicy of the configuration set.',
    references: [guide('security-protocols')],
  }),
  'bounce/expired': read({
    summary: (candidate) =>
      isOfOwnQueue(candidate)
        ? `The mail server that wrote this tried for its whole queue time to hand on the mail to ${whom(candidate)} and gave up.`
        : `SES tried for hours to deliver to ${whom(candidate)} and gave up.`,
    impact: (candidate) =>
      isOfOwnQueue(candidate)
        ? 'The message is lost. Why it could not be handed on, the lines of the attempts before say.'
        : 'The message is lost. The last answer of the receiver, in angle brackets, says why.',
    fix: (candidate) => [
      isOfOwnQueue(candidate)
        ? you(
            'Search the log for the same queue id: each line with “deferred” says why an attempt failed. If the relay is email-smtp of SES, paste one of them here.',
          )
        : you(
            'Read the last answer in the notification; without one the receiver’s servers did not answer at all.',
          ),
      you(
        'See whether the domain has a mail server',
        command`dig +short MX ${candidate.subject?.split('@').pop()}`,
      ),
      you('Send again later; remove the address when it happens again.'),
    ],
    distinguish: 'DeliveryDelay events of the same message show every answer on the way.',
  }),
  'bounce/recipient-server-fault': read({
    severity: 'warning',
    severityOf: lost,
    summary: (candidate) =>
      isOfOwnQueue(candidate)
        ? `A mail server on the way to ${whom(candidate)} gave the mail up for a fault of its own.`
        : isDelayed(candidate)
          ? `Mail to ${whom(candidate)} is delayed: it could not be handed over yet, and delivery is still tried.`
          : candidate.data['fault'] === undefined
            ? `The mail server of ${whom(candidate)} has a problem.`
            : `The mail server of ${whom(candidate)} asks ${candidate.data['list'] ?? 'a DNS list'} in a way that no longer works, and refuses all mail.`,
    impact: (candidate) =>
      isOfOwnQueue(candidate)
        ? 'The message is lost, and reached neither SES nor the receiver by this server.'
        : isDelayed(candidate)
          ? 'The message is late, and not lost: a second notice comes if it is given up.'
          : isOver(candidate)
            ? 'The message is lost. Nothing is wrong on your side; mail to this server fails until it is fixed.'
            : 'Nothing is wrong on your side; mail to this server waits, or fails, until it is fixed.',
    fix: (candidate) =>
      isOfOwnQueue(candidate)
        ? [
            you(
              'Search the server’s log for the same queue id, and look at its transports (in Postfix: main.cf and master.cf); then send again.',
            ),
          ]
        : isDelayed(candidate)
          ? [you('Wait. Do not send the message again: a second copy would arrive as well.')]
          : [
              you(
                `Tell ${candidate.subject ?? 'the recipient'} in another way, quoting the reply, and send again later.`,
              ),
              theirs('Fix the server: the reply says what is wrong.'),
            ],
    distinguish: 'If it is a fault of theirs, other senders fail there too.',
  }),
  'bounce/complaint': read({
    summary: (candidate) =>
      Number(candidate.data['possible'] ?? '1') > 1
        ? `Somebody at the provider of ${whom(candidate)} ${complained(candidate)}; ${candidate.data['possible'] ?? 'several'} recipients are possible.`
        : isOfProvider(candidate)
          ? `The provider of ${whom(candidate)} ${complained(candidate)}.`
          : `${capital(whom(candidate))} ${complained(candidate)}.`,
    impact: 'Complaints count: from 0.1% AWS reviews the account, from 0.5% it may pause it.',
    fix: (candidate) =>
      typeOf(candidate) === 'virus'
        ? [
            you(
              'Scan the message with its attachments and links, and the host that sent it; send nothing like it until they are clean.',
            ),
          ]
        : [
            you(
              Number(candidate.data['possible'] ?? '1') > 1
                ? 'Providers hide who it was: it may have been any listed recipient of that provider. Send one message per recipient to know next time.'
                : 'Remove the address from your list at once, and do not ask why.',
            ),
            you('Offer one-click unsubscribe, and send only to people who asked for it.'),
          ],
    distinguish: 'The feedback type says what it was: abuse, fraud, virus, not-spam or other.',
    references: [guide('notification-contents'), guide('faqs-enforcement')],
  }),
  'bounce/undetermined': symptomProblem({
    severity: 'unknown',
    impact: 'The message was not delivered; this does not show why.',
    references: [guide('notification-contents')],
    read: {
      severity: 'unknown',
      summary: (candidate) => `The bounce of ${whom(candidate)} does not say why: ${candidate.quote}`,
      fix: () => [
        you(
          'Look at the bounce mail at the Return-Path address, or at DeliveryDelay events of the same message: they may quote the receiver.',
        ),
        theirs('Ask the receiver’s administrator for the log entry of this message.'),
      ],
      distinguish: 'Neither the words nor the status are known.',
    },
  }),
} as const;
