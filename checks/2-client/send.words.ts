import { readProblem as read } from '../../src/model/read-problem.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { you } from '../../src/model/steps.ts';

const smtpPage = guide('troubleshoot-smtp');

/** Who may send, and with whose identity. */
export const permissionProblems = {
  'send/account-not-subscribed': read({
    summary: () => 'The AWS account that owns these credentials is not signed up for SES.',
    impact: 'Nothing can be sent until the account is activated.',
    fix: () => [
      you(
        'Check that the account finished its sign-up: payment method and phone number confirmed, no unpaid bill.',
      ),
      you('Open the SES console once in the Region you send from.'),
    ],
    distinguish: 'See whether the same credentials can call another AWS service.',
    references: [smtpPage],
  }),
  'send/list-management': read({
    summary: ({ quote }) => `SES refused the message because of its contact list: ${quote}`,
    impact: 'Mail that names this contact list or topic is not sent.',
    fix: () => [
      you('See which contact list exists in this Region', command`aws sesv2 list-contact-lists`),
      you(
        'Name that list and one of its topics in ListManagementOptions (or X-SES-LIST-MANAGEMENT-OPTIONS), with one recipient per message.',
      ),
    ],
    distinguish:
      'Compare the name in the message with the contact list of this Region: an account has one list per Region.',
    references: [guide('sending-email-subscription-management')],
  }),
} as const;
