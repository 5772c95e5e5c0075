import { defineCheck, notApplicable } from '../../src/model/check.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { readProblem as read } from '../../src/model/read-problem.ts';
import { you } from '../../src/model/steps.ts';
import { symptom } from '../../src/facts/target.ts';
import { tellsOf } from '../../src/model/symptom.ts';
import { command } from '../../src/render/paste/paste.ts';
import { contentProblems } from './send-content.words.ts';
import { sessionProblems } from './send-session.words.ts';
import { untoldProblems } from './send-untold.words.ts';

/** The account that sends, and its contact list. */
const accountProblems = {
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
    references: [guide('troubleshoot-smtp')],
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

const problems = { ...accountProblems, ...contentProblems, ...sessionProblems, ...untoldProblems };

export default defineCheck({
  id: 'send',
  title: 'Sends to SES',
  why: 'An error of the API or a rejection over SMTP is the first and most precise answer SES gives. It is read from your error text.',
  needs: { symptom },

  problems,

  // Every code here is read from what was pasted; nothing live can show one.
  evaluate({ symptom: pasted }) {
    if (pasted === null) return notApplicable('no error or reply of SES was given', '--symptom');
    return tellsOf(pasted, problems)
      ? []
      : notApplicable('the text contains no error or reply of SES that this check knows');
  },
});
