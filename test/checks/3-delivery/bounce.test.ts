import bounce from '../../../checks/3-delivery/bounce.ts';
import { candidateOf, symptomOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { candidatesFor, nothingFailed } from '../symptom-cases.ts';

describeCheck(bounce, {
  // What was read is told by the reader; a live check has nothing to add.
  healthy: { symptom: symptomOf([candidateOf(Object.keys(bounce.problems)[0] ?? '', null)]) },
  finds: {},
  verdicts: {
    'earns no tick by a text that says nothing of it': {
      given: { symptom: nothingFailed },
      verdict: { notApplicable: 'the text contains no bounce and no refusal of a receiver' },
    },
    'makes no sense without a symptom': {
      given: { symptom: null },
      verdict: { notApplicable: 'no bounce, event or reply of a receiver was given', flag: '--symptom' },
    },
  },
  reads: [
    ...candidatesFor(Object.keys(bounce.problems), 'guest@inn.example', {
      receiver: 'Gmail',
      ip: '192.0.2.1',
      list: 'Spamhaus SBL',
      page: 'https://check.spamhaus.org/',
      layer: 'account',
      mechanism: 'DMARC',
      sender: 'shop@shop.example',
      possible: '2',
    }),
    ...candidatesFor(['bounce/suppressed'], 'guest@inn.example', { layer: 'tenant' }),
    ...candidatesFor(['bounce/suppressed'], 'guest@inn.example', { layer: 'global' }),
    ...candidatesFor(['bounce/recipient-server-fault'], 'guest@inn.example', { delayed: 'true' }),
    ...candidatesFor(['bounce/recipient-server-fault'], 'guest@inn.example', {
      fault: 'dead-list',
      list: 'AHBL',
    }),
    ...['virus', 'opt-out', 'fraud', 'other', 'abuse'].flatMap((feedbackType) =>
      candidatesFor(['bounce/complaint'], 'guest@inn.example', { feedbackType }),
    ),
  ],
});
