import { defineCheck, notApplicable } from '../../src/model/check.ts';
import { symptom } from '../../src/facts/target.ts';
import { addressProblems } from './bounce-address.words.ts';
import { refusalProblems } from './bounce-refusal.words.ts';
import { transportProblems } from './bounce-transport.words.ts';

export default defineCheck({
  id: 'bounce',
  title: "Receivers' replies",
  why: 'The reply of a receiver says more than the bounce type SES assigns. It is read from notifications, event records, bounce mails and log lines.',
  needs: { symptom },

  problems: { ...addressProblems, ...refusalProblems, ...transportProblems },

  // Every code here is read from what was pasted; nothing live can show one.
  evaluate: ({ symptom: pasted }) =>
    pasted === null ? notApplicable('no bounce, event or reply of a receiver was given', '--symptom') : [],
});
