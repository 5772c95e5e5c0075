import check from '../../../checks/4-inbox/dmarc-reports.ts';
import type { Alignment } from '../../../src/facts/alignment.ts';
import type { DmarcReports } from '../../../src/model/dmarc-reports.ts';
import type { DomainTraffic } from '../../../src/parse/dmarc-report/traffic.ts';
import { whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const domain = 'example.com';
const report = {
  org: 'receiver.example',
  id: '1',
  domain,
  begin: 0,
  end: 0,
  policy: 'reject',
  rows: [],
  cut: false,
};
const reports: DmarcReports = { files: 1, reports: [report], tls: 0, repeated: 0, unread: [], left: 0 };
const ses = (count: number, aligned: number, acted = 0): DomainTraffic['ses'] => {
  const reasons =
    aligned === count
      ? []
      : [{ kind: 'amazonses-only' as const, domain: 'amazonses.com', count: count - aligned }];
  return {
    ...{ count, aligned, acted, reasons, lastFailure: aligned === count ? null : 1_794_873_599 },
    ...{ mixedDays: 0, passedSince: false },
    groups: [{ receiver: 'receiver.example', week: '2026-11-16', count, aligned, reasons }],
  };
};
const foreign: DomainTraffic['ses'] = {
  ...ses(70, 0, 70),
  reasons: [{ kind: 'other-signature', domain: 'shop.example', count: 70 }],
};
const elsewhere: DomainTraffic['ses'] = {
  ...ses(70, 0, 70),
  mixedDays: 3,
  reasons: [{ kind: 'amazonses-only', domain: 'us-west-2.amazonses.com', count: 70 }],
};
const oneAddress = { ok: true, value: [{ address: 'news@example.com', domain }] } as const;
const byAddress = { addresses: ['news@example.com'], region: 'eu-west-1' };
const traffic = (more: Partial<DomainTraffic> = {}): readonly DomainTraffic[] => [
  { domain, ses: ses(1200, 1200), forwarded: 0, others: [], otherCount: 0, otherAligned: 0, ...more },
];
const same = {
  same: true,
  byWalk: true,
  byList: true,
  organizationalDomains: { from: domain, other: domain },
};
const aligned: Alignment = {
  ...{ from: domain, strict: { dkim: false, spf: false }, policy: { ok: true, value: true } },
  dkim: { kind: 'signed', domain, aligned: { ok: true, value: same } },
  spf: { kind: 'default', domain: 'amazonses.com', custom: null, status: null },
};
const unsigned: Alignment = {
  ...aligned,
  dkim: { kind: 'unsigned', because: 'off', identity: domain, domain, status: 'SUCCESS' },
};
const now = (value: Alignment) =>
  ({ ok: true, value: [{ subject: domain, answer: { ok: true, value } }] }) as const;
const noAddresses = { ok: true, value: [] } as const;
const offline = { ok: false, why: whyOf('offline') } as const;
const fails = (
  given: DomainTraffic['ses'],
  today:
    'aligns' | 'perhaps-mended' | 'second-sender' | 'address-identity' | 'fails' | 'unknown' | 'elsewhere',
  more: object = {},
) => [
  {
    problem: 'dmarc-reports/ses-unaligned' as const,
    data: { domain, ses: given, now: today, ...more },
    subject: domain,
  },
];

describeCheck(check, {
  healthy: {
    dedicatedIps: { ok: true, value: { items: [], complete: true, because: null } },
    ...{ target: targetWith({ identities: ['shop@mail.example.com'] }), reports },
    ...{ traffic: traffic(), alignments: now(aligned), unsigned: noAddresses },
  },
  finds: {
    'mail of SES that was rejected': {
      given: { traffic: traffic({ ses: ses(1200, 1000, 150) }), alignments: now(unsigned) },
      found: fails(ses(1200, 1000, 150), 'fails'),
    },
    'mail of SES that fails, under p=none': {
      given: {
        target: targetWith({ identities: [domain] }),
        traffic: traffic({ ses: ses(1200, 1000) }),
        alignments: offline,
      },
      found: fails(ses(1200, 1000), 'unknown'),
    },
    'mail of SES that failed until somebody fixed it': {
      given: { traffic: traffic({ ses: ses(1200, 1000, 150) }) },
      found: fails(ses(1200, 1000, 150), 'aligns'),
    },
    'mail without a signature, where an address of the domain does not sign': {
      given: { traffic: traffic({ ses: ses(70, 0, 70) }), unsigned: oneAddress },
      found: fails(ses(70, 0, 70), 'address-identity', byAddress),
    },
    'the same beside mail that passes': {
      given: {
        traffic: traffic({ ses: { ...ses(1200, 1000, 150), mixedDays: 3, passedSince: true } }),
        unsigned: oneAddress,
      },
      found: fails(
        { ...ses(1200, 1000, 150), mixedDays: 3, passedSince: true },
        'address-identity',
        byAddress,
      ),
    },
    'mail of another Region, where an address here does not sign': {
      given: { traffic: traffic({ ses: elsewhere }), unsigned: oneAddress },
      found: fails(elsewhere, 'second-sender'),
    },
    'mail signed by another identity, where an address does not sign': {
      given: { traffic: traffic({ ses: foreign }), unsigned: oneAddress },
      found: fails(foreign, 'second-sender'),
    },
    'mail that failed on the day on which other mail passed, and no report since': {
      given: { traffic: traffic({ ses: { ...ses(1200, 1000, 150), mixedDays: 1 } }) },
      found: fails({ ...ses(1200, 1000, 150), mixedDays: 1 }, 'perhaps-mended'),
    },
    'mail that failed on the day of the change, and passed in the reports since': {
      given: { traffic: traffic({ ses: { ...ses(1200, 1000, 150), mixedDays: 2, passedSince: true } }) },
      found: fails({ ...ses(1200, 1000, 150), mixedDays: 2, passedSince: true }, 'aligns'),
    },
    'mail that fails day after day beside mail that passes': {
      given: { traffic: traffic({ ses: { ...ses(1200, 1000, 150), mixedDays: 3, passedSince: true } }) },
      found: fails({ ...ses(1200, 1000, 150), mixedDays: 3, passedSince: true }, 'second-sender'),
    },
    'mail signed by another identity, while the domain itself is in order': {
      given: { traffic: traffic({ ses: foreign }) },
      found: fails(foreign, 'second-sender'),
    },
    'mail of a domain that the run did not look at': {
      given: {
        target: targetWith({ identities: ['other.example'] }),
        traffic: traffic({ ses: ses(1200, 1000, 150) }),
        alignments: offline,
      },
      found: fails(ses(1200, 1000, 150), 'elsewhere'),
    },
    'mail of a domain, where only its sender below was looked at': {
      given: {
        target: targetWith({ identities: ['mail.example.com'] }),
        traffic: traffic({ ses: ses(1200, 1000, 150) }),
        alignments: offline,
      },
      found: fails(ses(1200, 1000, 150), 'elsewhere'),
    },
    'a handful of failures': {
      given: {
        target: targetWith({ identities: [domain] }),
        traffic: traffic({ ses: ses(1200, 1197) }),
        alignments: offline,
      },
      found: fails(ses(1200, 1197), 'unknown'),
    },
    'every reason there is': {
      given: {
        target: targetWith({ identities: [domain] }),
        alignments: offline,
        traffic: traffic({
          ses: {
            ...ses(100, 0),
            reasons: (['other-signature', 'signature-fails', 'temporary', 'unsigned'] as const).map(
              (kind) => ({
                ...{ kind, domain: 'other.example', count: 25 },
              }),
            ),
          },
        }),
      },
      found: fails(
        {
          ...ses(100, 0),
          reasons: (['other-signature', 'signature-fails', 'temporary', 'unsigned'] as const).map((kind) => ({
            ...{ kind, domain: 'other.example', count: 25 },
          })),
        },
        'unknown',
      ),
    },
    'other sources': {
      given: {
        traffic: traffic({
          others: [{ ip: '203.0.113.9', count: 40, aligned: 30, as: 'crm.example' }],
          otherCount: 40,
          otherAligned: 30,
        }),
      },
      found: [
        {
          problem: 'dmarc-reports/other-sources',
          data: {
            ...{ domain, count: 40, aligned: 30 },
            others: [{ ip: '203.0.113.9', count: 40, aligned: 30, as: 'crm.example' }],
          },
          subject: domain,
        },
      ],
    },
    'reports about TLS': {
      given: { reports: { ...reports, reports: [], tls: 2 }, traffic: [] },
      found: [{ problem: 'dmarc-reports/tls-reports', data: { count: 2, alone: true } }],
    },
  },
  silent: {
    'mail that was forwarded': { traffic: traffic({ forwarded: 20 }) },
  },
  verdicts: {
    'a file that is no report': {
      given: {
        reports: { ...reports, reports: [], unread: [{ file: 'a.txt', because: 'is empty' }] },
        traffic: [],
      },
      verdict: [
        {
          unanswered: whyOf('bad-reply', 'a.txt is empty', { question: 'DMARC report a.txt' }),
          counts: true,
        },
      ],
    },
    'a damaged report, and beside it a file that is something else': {
      given: {
        reports: {
          ...reports,
          unread: [
            { file: 'letter.txt', because: 'is no DMARC report' },
            { file: 'r.xml', because: 'ends early', damaged: true },
          ],
        },
      },
      verdict: [
        {
          unanswered: whyOf('bad-reply', 'r.xml ends early', { question: 'DMARC report r.xml' }),
          counts: true,
        },
        {
          unanswered: whyOf('bad-reply', 'letter.txt is no DMARC report', {
            question: 'DMARC report letter.txt',
          }),
          counts: false,
        },
      ],
    },
    'more rows than are kept, and more files than are named': {
      given: {
        reports: {
          ...{ ...reports, left: 12_000, unreadMore: 3 },
          unread: [{ file: 'r.xml', because: 'ends early', damaged: true }],
        },
      },
      verdict: [
        {
          unanswered: whyOf('bad-reply', 'r.xml ends early', { question: 'DMARC report r.xml' }),
          counts: true,
        },
        {
          unanswered: whyOf('bad-reply', '3 more files could not be read', {
            question: 'DMARC report the others',
          }),
          counts: true,
        },
        {
          unanswered: whyOf('bad-reply', '12,000 rows are beyond the limit and left out', {
            question: 'DMARC report the rows',
          }),
          counts: true,
        },
      ],
    },
    'no report at all': {
      given: { reports: { ...reports, reports: [] }, traffic: [] },
      verdict: { notApplicable: 'no DMARC report is among the files' },
    },
  },
});
