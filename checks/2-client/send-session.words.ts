import { isOver, lost, readProblem as read } from '../../src/model/read-problem.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { you } from '../../src/model/steps.ts';

const smtpPage = guide('troubleshoot-smtp');

/** Passing trouble between the client and SES. */
export const sessionProblems = {
  'send/idle-timeout': read({
    severity: 'warning',
    summary: () => 'The client kept a connection open and sent nothing for too long; SES closed it.',
    impact:
      'The message that came next over this connection failed; sent again over a new one it goes through.',
    fix: () => [
      you(
        'Close a pooled connection after a few seconds without mail, or test it before use; on this reply, send the message once more.',
      ),
    ],
    distinguish: 'It happens after an idle period, and a second attempt succeeds.',
    references: [smtpPage],
  }),
  'send/too-many-connections': read({
    severity: 'warning',
    summary: () => 'Too many SMTP connections to SES are open at once.',
    impact: 'SES accepts no further connections; mail waits or fails, depending on the client.',
    fix: () => [
      you(
        'Limit the number of parallel connections in the mail server or pool, and send several messages over each.',
      ),
      you('Retry with exponential backoff.'),
    ],
    distinguish: 'Count the open connections of all hosts that use this account.',
    references: [smtpPage],
  }),
  'send/temporary-failure': read({
    severity: 'warning',
    severityOf: lost,
    summary: ({ quote, data }) =>
      data['bulk'] !== 'true'
        ? `SES could not accept the message at that moment: ${quote}`
        : `SES did not accept an entry of a bulk send (${data['status'] ?? 'its status'}).`,
    impact: (candidate) =>
      candidate.data['bulk'] === 'true'
        ? 'Its recipients get nothing: neither SES nor the SDK tries an entry again. The call itself succeeds, so that only the status of each entry tells.'
        : isOver(candidate)
          ? 'The message is lost: the mail server gave it up.'
          : 'This message was not accepted yet; a mail server tries again by itself, an application has to be told to.',
    fix: (candidate) => [
      ...(candidate.data['bulk'] === 'true'
        ? [
            you(
              'Look at the Status and Error of every entry in the answer, and send those again that are not SUCCESS.',
            ),
          ]
        : isOver(candidate)
          ? [you('Send the message again. Let the mail server keep what waits for a day or longer.')]
          : []),
      you('Try again after 5, 10 and 30 seconds, then after 20 minutes.'),
      you(
        'If it persists, look at the AWS Health Dashboard, and send the same message over another network: a firewall that cuts the transfer looks the same.',
      ),
      you('After an API time-out or 5xx the message may have been sent: a retry can make a second copy.'),
    ],
    distinguish: 'Throttling errors say “Maximum sending rate” or “Daily message quota”; this one does not.',
    references: [smtpPage],
  }),
} as const;
