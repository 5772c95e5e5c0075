import { defineCheck, notApplicable } from '../../src/model/check.ts';
import { symptom } from '../../src/facts/target.ts';
import { tellsOf } from '../../src/model/symptom.ts';
import { contentProblems } from './send-content.words.ts';
import { sessionProblems } from './send-session.words.ts';
import { untoldProblems } from './send-untold.words.ts';
import { permissionProblems } from './send.words.ts';

const problems = { ...permissionProblems, ...contentProblems, ...sessionProblems, ...untoldProblems };

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
