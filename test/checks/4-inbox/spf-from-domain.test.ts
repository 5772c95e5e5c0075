import check from '../../../checks/4-inbox/spf-from-domain.ts';
import { describeCheck } from '../../support/describe-check.ts';

const record = 'v=spf1 include:amazonses.com ~all';
const named = { domain: 'example.com', record, sesTerm: { text: 'include:amazonses.com', at: 7 } };

describeCheck(check, {
  subject: 'example.com',
  healthy: {
    fromDomainSpf: { domain: 'example.com', record: 'v=spf1 mx ~all', sesTerm: null },
    envelope: { ok: true, value: { kind: 'custom', domain: 'bounce.example.com' } },
  },
  finds: {
    'SES in the record of the From domain': {
      given: { fromDomainSpf: named },
      found: [
        {
          problem: 'spf/root-include-not-needed',
          data: { domain: 'example.com', record, term: 'include:amazonses.com', position: 8 },
        },
      ],
    },
  },
  silent: {
    'no record at all': { fromDomainSpf: { domain: 'example.com', record: null, sesTerm: null } },
    'the From domain is the MAIL FROM domain': {
      fromDomainSpf: { ...named, domain: 'bounce.example.com' },
    },
  },
});
