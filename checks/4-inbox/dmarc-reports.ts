import {
  defineCheck,
  type Evidence,
  notApplicable,
  problem,
  type Step,
  type Unanswered,
} from '../../src/model/check.ts';
import { each, type SubjectAnswer } from '../../src/model/fact.ts';
import { type Alignment, alignment } from '../../src/facts/alignment.ts';
import { dmarcReports, dmarcTraffic } from '../../src/facts/dmarc-reports.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import type { DmarcReports } from '../../src/model/dmarc-reports.ts';
import { domainOf, lineageOf } from '../../src/parse/identity-name.ts';
import { target } from '../../src/facts/target.ts';
import { command } from '../../src/render/paste/paste.ts';
import { percent } from '../../src/model/percent.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import type { DomainTraffic, Reason, ReasonKind } from '../../src/parse/dmarc-report/traffic.ts';
import { rfc } from '../../src/knowledge/rfc.ts';
import { grouped, many } from '../../src/model/many.ts';

/** Mail of SES that does not pass DMARC at receivers. */
interface Failing {
  domain: string;
  ses: DomainTraffic['ses'];
  /**
   * What DNS and SES say today: the domain's mail aligns, it does not, or it is not known. `elsewhere`: the run looked at
   * other senders alone, as where one mailbox takes the reports of several domains. `second-sender`: it aligns, and what
   * failed was sent in another way. `perhaps-mended`: either, because mail of the last day passed as well.
   */
  now: 'aligns' | 'perhaps-mended' | 'second-sender' | 'fails' | 'unknown' | 'elsewhere';
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
};
const said = (reason: Reason): string => `${String(reason.count)} ${reasonWords[reason.kind](reason)}`;

const failed = ({ ses }: Failing): number => ses.count - ses.aligned;
const dayOf = (seconds: number | null): string =>
  seconds === null ? '' : new Date(seconds * 1000).toISOString().slice(0, 10);

/** So few that a key that could not be fetched, or a copy changed on the way, explains them. */
export const isFew = (data: Failing): boolean => failed(data) < 10 && failed(data) < data.ses.count / 200;

function steps(data: Failing): readonly Step[] {
  if (data.now === 'elsewhere')
    return [
      {
        text: 'Look at this domain with the same reports, and with the credentials of its account',
        owner: 'you',
        command: command`ses-doctor check --identity ${data.domain}`,
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

function nowWords({ now, ses: { lastFailure } }: Failing): string {
  switch (now) {
    case 'aligns':
      return `, the last by ${dayOf(lastFailure)}; by what DNS and SES say now mail of the domain passes`;
    case 'perhaps-mended':
      return `, the last by ${dayOf(lastFailure)}; other mail passed the same day, as it does by what DNS and SES say now`;
    case 'second-sender':
      return '; mail by what DNS and SES say now passes, so something else sends it';
    case 'elsewhere':
      return '; this run looked at other senders';
    case 'fails':
    case 'unknown':
      return '';
  }
}

/** What DMARC aggregate reports show. */
const problems = {
  'dmarc-reports/ses-unaligned': problem<Failing>({
    severity: (data) => {
      if (data.now === 'aligns' || isFew(data)) return 'info';
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

  'dmarc-reports/tls-reports': problem<{ count: number }>({
    severity: 'info',
    summary: ({ count }) =>
      `${String(count)} of the files ${count === 1 ? 'is a TLS report' : 'are TLS reports'} (RFC 8460), which ${count === 1 ? 'concerns' : 'concern'} mail that others send to your domain.`,
    impact: 'They say nothing about mail that you send through SES.',
    fix: () => [],
    references: [rfc(8460)],
  }),
};

export default defineCheck({
  id: 'dmarc-reports',
  title: 'DMARC reports of receivers',
  why: 'Receivers tell how much of the mail with your domain passes DMARC, who sent it, and why it fails.',
  needs: { target, reports: dmarcReports, traffic: dmarcTraffic },
  enrichment: { alignments: each(alignment) },
  problems,

  evaluate({ target: { identities }, reports, traffic, alignments }) {
    const unread = unreadIn(reports);
    const tls =
      reports.tls === 0
        ? []
        : [{ problem: 'dmarc-reports/tls-reports' as const, data: { count: reports.tls } }];
    if (reports.reports.length === 0 && unread.length === 0)
      return tls.length > 0 ? tls : notApplicable('no DMARC report is among the files');
    return [
      ...traffic.flatMap(({ domain, ses }) =>
        ses.aligned === ses.count
          ? []
          : [
              {
                problem: 'dmarc-reports/ses-unaligned' as const,
                data: { domain, ses, now: inTime(ses, nowOf(domain, identities, valueOr(alignments, []))) },
                subject: domain,
              },
            ],
      ),
      ...traffic
        .filter(({ otherCount }) => otherCount > 0)
        .slice(0, 5)
        .map(({ domain, others, otherCount: count, otherAligned: aligned }) => ({
          problem: 'dmarc-reports/other-sources' as const,
          data: { domain, others, count, aligned },
          subject: domain,
        })),
      ...tls,
      ...unread,
    ];
  },

  observed({ reports, traffic }) {
    const receivers = new Set(reports.reports.map(({ org }) => org)).size;
    if (reports.reports.length === 0) return null;
    const all = traffic.reduce((sum, { ses }) => sum + ses.count, 0);
    const aligned = traffic.reduce((sum, { ses }) => sum + ses.aligned, 0);
    const forwarded = traffic.reduce((sum, one) => sum + one.forwarded, 0);
    return `${many(reports.reports.length, 'report')} of ${many(receivers, 'receiver')}: ${String(aligned)} of ${String(all)} from SES pass${forwarded === 0 ? '' : `, ${String(forwarded)} forwarded`}${reports.repeated === 0 ? '' : `; ${grouped(reports.repeated)} given twice are counted once`}`;
  },
});

/**
 * Whether that mail would pass today because somebody mended something, or is not the mail that this run knows.
 * What another identity signed never was the domain's own; and a change takes a day, after which mail passes.
 */
function inTime(
  { count, aligned, reasons, mixedDays, passedSince }: DomainTraffic['ses'],
  now: Failing['now'],
) {
  if (now !== 'aligns') return now;
  const foreign = reasons
    .filter(({ kind }) => kind === 'other-signature')
    .reduce((sum, one) => sum + one.count, 0);
  if (foreign > (count - aligned) / 2 || mixedDays > 2) return 'second-sender';
  return mixedDays > 0 && !passedSince ? 'perhaps-mended' : now;
}

/** Whether mail from the domain would pass today, where the run looked at a sender of that domain. */
function nowOf(
  domain: string,
  identities: readonly string[],
  alignments: readonly SubjectAnswer<Alignment>[],
): Failing['now'] {
  const isOf = (one: string): boolean =>
    lineageOf(one).includes(domain) || lineageOf(domain).includes(domainOf(one));
  if (identities.length > 0 && !identities.some(isOf)) return 'elsewhere';
  const found = alignments.find(({ subject }) => domainOf(subject) === domain);
  if (found?.answer.ok !== true) return 'unknown';
  const { dkim, spf } = found.answer.value;
  const passes = [dkim.kind === 'signed' ? dkim.aligned : null, spf.kind === 'passes' ? spf.aligned : null];
  if (passes.some((aligned) => aligned?.ok === true && aligned.value.byWalk)) return 'aligns';
  return dkim.kind === 'unknown' || spf.kind === 'unknown' ? 'unknown' : 'fails';
}

/**
 * What was not read, or only in part. What is missing of a report counts, and so does everything where there is none;
 * beside reports, a file that is something else is only told.
 */
function unreadIn({ reports, unread, unreadMore = 0, left }: DmarcReports): readonly Unanswered[] {
  const counted = unread.filter(({ damaged }) => damaged === true || reports.length === 0);
  const told = [...counted, ...unread.filter((one) => !counted.includes(one))].slice(0, 3);
  const more = unread.length + unreadMore - told.length;
  const isCounted = more > 0 && (counted.length > told.length || unreadMore > 0);
  return [
    ...told.map((one) => lost(`${one.file} ${one.because}`, one.file, counted.includes(one))),
    ...(more === 0 ? [] : [lost(`${grouped(more)} more files could not be read`, 'the others', isCounted)]),
    ...(left === 0
      ? []
      : [lost(`${grouped(left)} rows are beyond the limit and left out`, 'the rows', true)]),
  ];
}

const lost = (message: string, what: string, counts: boolean): Unanswered => ({
  unanswered: {
    ...{ reason: 'bad-reply', message, question: `DMARC report ${what}` },
    ...{ action: null, region: null, detail: {} },
  },
  counts,
});
