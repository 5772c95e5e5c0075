import bounce from '../../../checks/3-delivery/bounce.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { candidatesFor, nothingFailed } from '../symptom-cases.ts';

describeCheck(bounce, {
  healthy: { symptom: nothingFailed },
  finds: {},
  verdicts: {
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
    ...candidatesFor(['bounce/recipient-server-fault'], 'guest@inn.example', {
      fault: 'dead-list',
      list: 'AHBL',
    }),
  ],
});
