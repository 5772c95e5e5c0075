import { defineCheck, problem } from '../../src/model/check.ts';
import { envelope } from '../../src/facts/spf-envelope.ts';
import { fromDomainSpf } from '../../src/facts/spf.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

interface Idle {
  domain: string;
  record: string;
  term: string;
  position: number;
}

export default defineCheck({
  id: 'spf-from-domain',
  title: 'SPF of the From domain',
  why: 'Receivers check SPF at the envelope sender, which for SES mail is the MAIL FROM domain.',
  per: 'identity',
  needs: { fromDomainSpf },
  enrichment: { envelope },

  problems: {
    'spf/root-include-not-needed': problem<Idle>({
      severity: 'info',
      summary: ({ domain, term }) =>
        `"${term}" in the SPF record of ${domain} does nothing for mail from SES.`,
      impact:
        'It does no harm and uses one of the 10 lookups. Receivers look at the envelope sender, which is not this domain.',
      evidence: ({ domain, record, position, term }) => [
        { what: `TXT ${domain}`, expected: null, actual: record, source: null },
        { what: `character ${position}`, expected: null, actual: term, source: null },
      ],
      fix: () => [
        {
          text: 'Leave it, or remove it when you next edit the record; for SPF to align, set up a custom MAIL FROM domain instead',
          owner: 'dns',
        },
      ],
      references: [guide('send-email-authentication-spf'), rfc(7208, '2.4')],
    }),
  },

  evaluate({ fromDomainSpf: { domain, record, sesTerm }, envelope }) {
    if (record === null || sesTerm === null) return [];
    // The sub-domain in the From header may be the MAIL FROM domain itself: there the term is what SES needs.
    if (envelope.ok && envelope.value.kind === 'custom' && envelope.value.domain === domain) return [];
    const data = { domain, record, term: sesTerm.text, position: sesTerm.at + 1 };
    return [{ problem: 'spf/root-include-not-needed', data }];
  },
});
