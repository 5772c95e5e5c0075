import { defineCheck, notApplicable } from '../../src/model/check.ts';
import { symptom } from '../../src/facts/target.ts';
import { tellsOf } from '../../src/model/symptom.ts';
import { addressProblems } from './bounce-address.words.ts';
import { refusalProblems } from './bounce-refusal.words.ts';
import { transportProblems } from './bounce-transport.words.ts';

const problems = { ...addressProblems, ...refusalProblems, ...transportProblems };

export default defineCheck({
  id: 'bounce',
  title: "Receivers' replies",
  why: 'The reply of a receiver says more than the bounce type SES assigns. It is read from notifications, event records, bounce mails and log lines.',
  needs: { symptom },

  problems,

  // Every code here is read from what was pasted; nothing live can show one.
  evaluate({ symptom: pasted }) {
    if (pasted === null)
      return notApplicable('no bounce, event or reply of a receiver was given', '--symptom');
    return tellsOf(pasted, problems)
      ? []
      : notApplicable('the text contains no bounce and no refusal of a receiver');
  },
});
