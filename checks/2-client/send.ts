import { defineCheck, notApplicable } from '../../src/model/check.ts';
import { symptom } from '../../src/facts/target.ts';
import { contentProblems, otherProblems, permissionProblems, sessionProblems } from './send.words.ts';

export default defineCheck({
  id: 'send',
  title: 'Sends to SES',
  why: 'An error of the API or a rejection over SMTP is the first and most precise answer SES gives. It is read from your error text.',
  needs: { symptom },

  problems: { ...permissionProblems, ...contentProblems, ...sessionProblems, ...otherProblems },

  // Every code here is read from what was pasted; nothing live can show one.
  evaluate: ({ symptom: pasted }) =>
    pasted === null ? notApplicable('no error or reply of SES was given', '--symptom') : [],
});
