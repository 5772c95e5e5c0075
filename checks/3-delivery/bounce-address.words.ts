import { guide } from '../../src/knowledge/ses-pages.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { command } from '../../src/render/paste/paste.ts';
import { capital, read, receiver, whom } from './bounce-reading.ts';
import { isOver, lost } from '../../src/model/read-problem.ts';
import { theirs, you } from '../../src/model/steps.ts';

const counts =
  'Hard bounces count towards the bounce rate: from 5% AWS reviews the account, from 10% it may pause it.';

/** A mail server on the way to SES said so, of a domain that it takes for its own. */
const isOwn = ({ data }: Candidate): boolean => data['own'] === 'true';

/** What is the matter with the address or the mailbox. */
export const addressProblems = {
  'bounce/unknown-user': read({
    summary: (candidate) =>
      isOwn(candidate)
        ? `Your own mail server looked for ${candidate.subject ?? 'the mailbox'} on itself and has no such mailbox.`
        : `${capital(receiver(candidate))} has no mailbox ${candidate.subject ?? 'of that name'}.`,
    impact: (candidate) =>
      isOwn(candidate)
        ? 'The message is lost. It never went to SES, which knows nothing of it.'
        : `The message is lost. ${counts}`,
    fix: (candidate) => [
      ...(isOwn(candidate)
        ? [
            you(
              `If the mailboxes of ${candidate.subject?.split('@').pop() ?? 'that domain'} are elsewhere, take the domain out of what the server takes for its own (in Postfix: mydestination, virtual_mailbox_domains and virtual_alias_domains), so that it passes the mail on to SES.`,
            ),
          ]
        : []),
      you('Remove the address from the list, and ask its owner for the right one in another way.'),
      you('If many addresses fail like this, confirm addresses at sign-up (double opt-in).'),
    ],
    distinguish: 'The receiver says so itself; a full or closed mailbox gives a different reply.',
  }),
  'bounce/domain-not-found': read({
    summary: (candidate) => `The domain of ${whom(candidate)} does not exist or accepts no mail.`,
    impact: `The message is lost, sometimes after hours of trying. ${counts}`,
    fix: ({ subject }) => [
      you('Check the domain for a typo.'),
      you('See whether it has a mail server', command`dig +short MX ${subject?.split('@').pop()}`),
      you('Remove the address when the domain is gone.'),
    ],
    distinguish: 'Ask DNS for the MX record of the domain: no answer proves it.',
  }),
  'bounce/mailbox-full': read({
    severity: 'warning',
    severityOf: lost,
    summary: (candidate) => `The mailbox ${candidate.subject ?? ''} is full.`.replace('  ', ' '),
    impact: (candidate) =>
      isOver(candidate)
        ? 'The message is lost: nobody tries again. Later ones arrive once the owner makes room.'
        : 'The message is not delivered yet: it is tried again for some hours, and arrives if the owner makes room.',
    fix: () => [
      you('Try again in a few days. Remove the address if it stays full for weeks: nobody reads it.'),
    ],
    distinguish: 'Full and abandoned look alike: repeated over weeks it is abandoned.',
  }),
  'bounce/mailbox-inactive': read({
    summary: (candidate) =>
      `The mailbox ${candidate.subject ?? ''} is closed or has been unused for long.`.replace('  ', ' '),
    impact: `The message is lost. ${counts}`,
    fix: () => [you('Remove the address. Providers turn abandoned mailboxes into spam traps.')],
    distinguish:
      'A full mailbox accepts mail again when its owner makes room; a closed one refuses every message.',
  }),
  'bounce/suppressed': read({
    summary: (candidate) =>
      candidate.data['layer'] === 'global'
        ? `SES did not try to deliver to ${whom(candidate)}: the address is on SES's global suppression list.`
        : `SES did not try to deliver to ${whom(candidate)}: it is on the suppression list of your ${candidate.data['layer'] === 'tenant' ? 'tenant' : 'account'}.`,
    impact: ({ data }) =>
      data['layer'] === 'global'
        ? 'Nothing is delivered while it is listed, up to 14 days; these bounces count towards the bounce rate.'
        : 'Nothing is delivered to it until it is removed from the list; these bounces do not count towards the bounce rate, but towards the quota.',
    fix: ({ subject, data }) =>
      data['layer'] === 'global'
        ? [
            you(
              'Stop sending to the address. The global list cannot be queried or changed; entries expire within 14 days.',
            ),
            you('Use the account-level suppression list, which you control.'),
          ]
        : [
            you(
              'See why and since when it is listed. The lookup is case-sensitive: use the exact spelling.',
              command`aws sesv2 get-suppressed-destination --email-address ${subject}`,
            ),
            you(
              'Only if the mailbox exists and its owner wants the mail: remove it from the list. Each further hard bounce or complaint harms your reputation.',
              data['layer'] === 'tenant'
                ? null
                : command`aws sesv2 delete-suppressed-destination --email-address ${subject}`,
            ),
          ],
    distinguish: 'SES writes this itself, without having asked the receiver; the sub-type names the list.',
    references: [guide('sending-email-suppression-list'), guide('sending-email-global-suppression-list')],
  }),
  'bounce/unsubscribed-recipient': read({
    summary: (candidate) => `${capital(whom(candidate))} has unsubscribed from the contact list or topic.`,
    impact: 'The message was not sent: SES sends no list mail to this contact any more, as it should.',
    fix: () => [
      you(
        'Respect it. Send mail that the person must get, such as an invoice, without ListManagementOptions.',
      ),
    ],
    distinguish: 'The sub-type is UnsubscribedRecipient; no receiver was asked.',
    references: [guide('sending-email-subscription-management')],
  }),
  'bounce/validation-suppressed': read({
    summary: (candidate) =>
      `Auto Validation of SES judged ${whom(candidate)} unlikely to exist, and did not send.`,
    impact: 'The message is lost: it is not sent.',
    fix: () => [
      you('Check the address for a typo.'),
      you(
        'If good addresses are refused, lower the threshold of Auto Validation in the account or the configuration set.',
      ),
    ],
    distinguish: 'The sub-type is EmailValidationSuppressed; no receiver was asked.',
    references: [guide('email-validation')],
  }),
  'bounce/auto-reply': read({
    severity: 'info',
    summary: (candidate) =>
      `${capital(whom(candidate))} sent an automatic reply, such as an out-of-office reply; this is not a bounce.`,
    impact: 'The message was most likely delivered.',
    fix: () => [you('Nothing. Do not send again, and keep the address on the list.')],
    distinguish: 'A Transient/General notice without any reply of a server is nearly always one of these.',
  }),
  'bounce/relay-denied': read({
    summary: (candidate) => `The server that DNS names for ${whom(candidate)} does not serve that domain.`,
    impact: 'Nothing reaches this domain until its MX record is right.',
    fix: () => [
      theirs('Correct the MX record of the domain, or add the domain to the mail server it points to.'),
      you('Until then reach these people in another way.'),
    ],
    distinguish: 'Look at the MX record of the recipient’s domain, and whether others reach it.',
  }),
} as const;
