import { type Evidence, problem, type Step } from '../../src/model/check.ts';
import { command } from '../../src/render/paste/paste.ts';
import { percent } from '../../src/model/percent.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import type { DomainTraffic, Reason, ReasonKind } from '../../src/parse/dmarc-report/traffic.ts';
import { rfc } from '../../src/knowledge/rfc.ts';
import { grouped } from '../../src/model/many.ts';

/** Mail of SES that does not pass DMARC at receivers. */
export interface Failing {
  domain: string;
  ses: DomainTraffic['ses'];
  /**
   * What DNS and SES say today: the domain's mail aligns, it does not, or it is not known. `elsewhere`: the run looked at
   * other senders alone, as where one mailbox takes the reports of several domains. `second-sender`: it aligns, and what
   * failed was sent in another way. `address-identity`: the same, and an address of the domain sends without its signature.
   * `perhaps-mended`: either, because mail of the last day passed as well. `unread`: that was asked, and nobody answered.
   */
  now:
    | 'aligns'
    | 'perhaps-mended'
    | 'second-sender'
    | 'address-identity'
    | 'fails'
    | 'unknown'
    | 'unread'
    | 'elsewhere';
  /** With `address-identity`: addresses of the domain that are identities of their own and do not sign. */
  addresses?: readonly string[];
  region?: string | null;
}

interface Others {
  domain: string;
  others: DomainTraffic['others'];
  count: number;
  aligned: number;
}

const reasonWords: Readonly<Record<ReasonKind, (reason: Reason) => string>> = {
  'amazonses-only': ({ domain }) =>
    `signed with d=amazonses.com only, MAIL FROM of SES${domain === 'amazonses.com' ? '' : ` (${domain})`}`,
  'other-signature': ({ domain }) => `signed with d=${domain}, which does not align`,
  strict: ({ domain }) =>
    `signed with d=${domain}, which verifies and is not the From domain itself (strict alignment)`,
  'signature-fails': ({ domain }) => `the signature of ${domain} does not verify`,
  temporary: ({ domain }) => `the key of ${domain} could not be fetched`,
  unsigned: ({ domain }) =>
    `no signature of the domain${domain === '' ? '' : `, and the envelope sender ${domain} does not pass or align`}`,
  untold: () => 'of which the report does not say what failed',
};
const said = (reason: Reason): string => `${grouped(reason.count)} ${reasonWords[reason.kind](reason)}`;

const failed = ({ ses }: Failing): number => ses.count - ses.aligned;
const dayOf = (seconds: number | null): string =>
  seconds === null ? '' : new Date(seconds * 1000).toISOString().slice(0, 10);

/** So few that a key that could not be fetched, or a copy changed on the way, explains them. */
const isFew = (data: Failing): boolean => failed(data) < 10 && failed(data) < data.ses.count / 200;

function steps(data: Failing): readonly Step[] {
  if (data.now === 'elsewhere')
    return [
      {
        text: 'Look at this domain with the same reports, and with the credentials of its account',
        owner: 'you',
        command: command`ses-doctor check --identity ${data.domain}`,
      },
    ];
  if (data.now === 'unread')
    return [
      {
        text: `Run this again when what could not be read of ${data.domain} can be: it tells whether this mail still fails`,
        owner: 'you',
      },
    ];
  if (data.now === 'aligns')
    return [
      {
        text: 'If DKIM or the MAIL FROM domain was set up since, nothing has to change: the reports of the next days show no more failures. If they do, this mail is sent in another way.',
        owner: 'you',
      },
    ];
  if (data.now === 'perhaps-mended' || data.now === 'second-sender') return otherSenderSteps(data);
  if (data.now === 'address-identity') return addressSteps(data);
  const kinds = new Set(data.ses.reasons.map(({ kind }) => kind));
  const { domain } = data;
  return [
    ...(kinds.has('amazonses-only') || kinds.has('unsigned')
      ? [
          {
            text: `Find the identity that this mail is sent from (an address identity has settings of its own), and switch DKIM on for it and for ${domain}; a custom MAIL FROM domain lets SPF align too`,
            owner: 'you' as const,
          },
        ]
      : []),
    ...(kinds.has('other-signature')
      ? [
          {
            text: `Send mail with ${domain} in the From header from an identity of ${domain}: it is signed with another identity's domain`,
            owner: 'you' as const,
          },
        ]
      : []),
    ...(kinds.has('strict')
      ? [
          {
            text: `In the DMARC record that holds for ${domain}, set adkim=r (the default) instead of adkim=s; or make ${domain} an identity of its own, which signs with its own name`,
            owner: 'dns' as const,
          },
        ]
      : []),
    ...(kinds.has('signature-fails')
      ? [
          {
            text: `Compare the DKIM records of ${domain} with what SES shows; if they are right, something changes the mail after SES`,
            owner: 'dns' as const,
          },
        ]
      : []),
    ...(kinds.has('untold')
      ? [
          {
            text: 'See what the reports of other receivers say of the same days, or save a message from a mailbox with all its headers and have it read (--message)',
            owner: 'you' as const,
          },
        ]
      : []),
    ...(kinds.has('temporary')
      ? [
          {
            text: `See whether all name servers of ${domain} answer for its DKIM records`,
            owner: 'dns' as const,
          },
        ]
      : []),
  ];
}

/** An address identity has settings of its own, which hide those of its domain. */
const addressSteps = ({ domain, addresses = [], region }: Failing): readonly Step[] =>
  addresses.map((address) => ({
    text: `Switch DKIM on for ${address}, or delete that identity so that ${domain} takes its place: it hides the settings of its domain`,
    owner: 'you',
    command: command`aws sesv2 put-email-identity-dkim-attributes --email-identity ${address} --signing-enabled --region ${region}`,
  }));

/** What sends it is not what this run looked at: its records are right, and changing them would mend nothing. */
function otherSenderSteps({ domain, ses, now }: Failing): readonly Step[] {
  const foreign = ses.reasons.find(({ kind }) => kind === 'other-signature');
  return [
    ...(now === 'perhaps-mended'
      ? [
          {
            text: `Look at the reports after ${dayOf(ses.lastFailure)}: if they show no more failures, the cause was fixed that day, and nothing has to change`,
            owner: 'you' as const,
          },
        ]
      : []),
    {
      text: `Leave the records of ${domain}: mail by them passes. Find what else sends with ${domain} in From: another account, another Region (the MAIL FROM of SES in the evidence names it), or an address identity, which has settings of its own${foreign === undefined ? '' : `; what is signed with ${foreign.domain} comes from an identity of that domain`}. Switch DKIM on for it there`,
      owner: 'you',
    },
  ];
}

function evidence({ ses }: Failing): readonly Evidence[] {
  return ses.groups
    .filter(({ count, aligned }) => aligned < count)
    .slice(0, 6)
    .map(({ receiver, week, count, aligned, reasons }) => ({
      what: `${receiver}, week of ${week}`,
      expected: `${grouped(count)} of ${grouped(count)} pass DMARC`,
      actual: `${grouped(aligned)} pass; ${reasons.slice(0, 3).map(said).join('; ')}`,
      source: 'DMARC report',
    }));
}

function nowWords({ now, addresses = [], ses: { lastFailure } }: Failing): string {
  switch (now) {
    case 'aligns':
      return `, the last by ${dayOf(lastFailure)}; by what DNS and SES say now mail of the domain passes`;
    case 'perhaps-mended':
      return `, the last by ${dayOf(lastFailure)}; other mail passed the same day, as it does by what DNS and SES say now`;
    case 'second-sender':
      return '; mail by what DNS and SES say now passes, so something else sends it';
    case 'address-identity':
      return `; mail of the domain passes now, and ${addresses.join(', ')} sends without its signature`;
    case 'elsewhere':
      return '; this run looked at other senders';
    case 'unread':
      return '; whether mail of the domain would pass now could not be looked up';
    case 'fails':
    case 'unknown':
      return '';
  }
}

/** What DMARC aggregate reports show. */
export const reportProblems = {
  'dmarc-reports/ses-unaligned': problem<Failing>({
    severity: (data) => {
      if (data.now === 'aligns' || isFew(data)) return 'info';
      if (data.now === 'unread') return 'unknown';
      const isSure = data.now !== 'elsewhere' && data.now !== 'perhaps-mended';
      return data.ses.acted > 0 && isSure ? 'error' : 'warning';
    },
    summary: (data) =>
      `${grouped(failed(data))} of ${grouped(data.ses.count)} messages that SES sent for ${data.domain} did not pass DMARC at receivers (${percent(failed(data) / data.ses.count)})${nowWords(data)}.`,
    impact: ({ ses }) =>
      ses.acted > 0
        ? `Receivers rejected ${grouped(ses.acted)} of them, or put them into the junk folder, as the DMARC record asks.`
        : 'The DMARC record asks for nothing yet, or the receiver was lenient: with p=quarantine or p=reject this mail would be lost.',
    evidence,
    fix: steps,
    references: [rfc(9990), guide('send-email-authentication-dmarc')],
    explains: ['bounce/authentication-failed'],
  }),

  'dmarc-reports/other-sources': problem<Others>({
    severity: 'info',
    summary: ({ domain, count, aligned }) =>
      `${grouped(count)} messages with ${domain} in From came from other sources than SES; ${grouped(aligned)} of them pass DMARC.`,
    impact:
      'Those that pass are services of yours; those that fail are services that were not set up for DMARC, or forgeries. A policy of reject stops both.',
    evidence: ({ others }) =>
      others.slice(0, 5).map(({ ip, count, aligned, as }) => ({
        what: `${ip}${as === '' ? '' : ` (${as})`}`,
        expected: null,
        actual: `${grouped(count)} messages, ${grouped(aligned)} pass`,
        source: 'DMARC report',
      })),
    fix: () => [],
    references: [rfc(9990)],
  }),

  'dmarc-reports/tls-reports': problem<{ count: number; alone?: true }>({
    severity: 'info',
    summary: ({ count, alone }) =>
      `${alone === true ? `No DMARC report is among the files, only ${count === 1 ? 'a TLS report' : `${grouped(count)} TLS reports`}` : `${grouped(count)} of the files ${count === 1 ? 'is a TLS report' : 'are TLS reports'}`} (RFC 8460), which ${count === 1 ? 'concerns' : 'concern'} mail that others send to your domain.`,
    impact: 'They say nothing about mail that you send through SES.',
    fix: () => [],
    references: [rfc(8460)],
  }),
};
