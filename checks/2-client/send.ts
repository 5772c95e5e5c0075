import { defineCheck, notApplicable } from '../../src/check.ts';
import { contentProblems, otherProblems, permissionProblems, sessionProblems } from './send.words.ts';

export default defineCheck({
  id: 'send',
  title: 'SES accepts what the application sends',
  why: 'An error of the API or a refusal over SMTP is the first and most exact thing SES says. It is read from what is pasted.',
  needs: {},

  problems: { ...permissionProblems, ...contentProblems, ...sessionProblems, ...otherProblems },

  evaluate: () => notApplicable('no error or reply of SES was given', '--symptom'),
});
