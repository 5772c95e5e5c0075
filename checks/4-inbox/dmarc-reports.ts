import { defineCheck, notApplicable, type Unanswered, unanswered } from '../../src/model/check.ts';
import { each, type SubjectAnswer } from '../../src/model/fact.ts';
import { aligns, type Alignment, alignment } from '../../src/facts/alignment.ts';
import { dedicatedIps } from '../../src/facts/dedicated-ips.ts';
import { dmarcReports, dmarcTraffic } from '../../src/facts/dmarc-reports.ts';
import { skipReasons, valueOr, type Why } from '../../src/model/unavailable.ts';
import type { DmarcReports } from '../../src/model/dmarc-reports.ts';
import { domainOf, lineageOf } from '../../src/parse/identity-name.ts';
import { target } from '../../src/facts/target.ts';
import { unsignedAddresses, type UnsignedAddress } from '../../src/facts/unsigned-addresses.ts';
import type { DomainTraffic } from '../../src/parse/dmarc-report/traffic.ts';
import { grouped, many } from '../../src/model/many.ts';
import { type Failing, reportProblems } from './dmarc-reports.words.ts';

export default defineCheck({
  id: 'dmarc-reports',
  title: 'DMARC reports of receivers',
  why: 'Receivers tell how much of the mail with your domain passes DMARC, who sent it, and why it fails.',
  needs: { target, reports: dmarcReports, traffic: dmarcTraffic },
  enrichment: { alignments: each(alignment), unsigned: unsignedAddresses, dedicatedIps },
  problems: reportProblems,

  evaluate({ target: { identities, region }, reports, traffic, alignments, unsigned, dedicatedIps }) {
    const unread = unreadIn(reports);
    const none = reports.reports.length === 0 && unread.length === 0;
    const tls =
      reports.tls === 0
        ? []
        : [
            {
              problem: 'dmarc-reports/tls-reports' as const,
              data: { count: reports.tls, ...(none && { alone: true as const }) },
            },
          ];
    if (none) return tls.length > 0 ? tls : notApplicable('no DMARC report is among the files');
    const failing = traffic
      .filter(({ ses }) => ses.aligned < ses.count)
      .map(({ domain, ses }) => ({ domain, ses, ...nowOf(domain, identities, valueOr(alignments, [])) }));
    return [
      ...failing.map(({ domain, ses, now }) => ({
        problem: 'dmarc-reports/ses-unaligned' as const,
        data: bySender({ domain, ses, now: inTime(ses, now) }, valueOr(unsigned, []), region),
        subject: domain,
      })),
      // Whether it still fails decides whether something is to be mended.
      ...failing.flatMap(({ why }) => (why === undefined ? [] : [{ unanswered: why, counts: true }])),
      ...traffic
        .filter(({ otherCount }) => otherCount > 0)
        .slice(0, 5)
        .map(({ domain, others, otherCount: count, otherAligned: aligned }) => ({
          problem: 'dmarc-reports/other-sources' as const,
          data: { domain, others, count, aligned },
          subject: domain,
        })),
      ...tls,
      // Asked only where mail fails that by all that was read should pass: it tells why, and whether it still does.
      ...unanswered(unsigned),
      // An address that a customer brought along is SES's as well: what fails of others may be this account's mail.
      ...(traffic.some(({ otherCount, otherAligned }) => otherAligned < otherCount)
        ? unanswered(dedicatedIps)
        : []),
      ...unread,
    ];
  },

  observed({ reports, traffic }) {
    const receivers = new Set(reports.reports.map(({ org }) => org)).size;
    if (reports.reports.length === 0) return reports.tls > 0 ? 'none among the files' : null;
    const all = traffic.reduce((sum, { ses }) => sum + ses.count, 0);
    const aligned = traffic.reduce((sum, { ses }) => sum + ses.aligned, 0);
    const forwarded = traffic.reduce((sum, one) => sum + one.forwarded, 0);
    return `${many(reports.reports.length, 'report')} of ${many(receivers, 'receiver')}: ${grouped(aligned)} of ${grouped(all)} from SES pass${forwarded === 0 ? '' : `, ${grouped(forwarded)} forwarded`}${reports.repeated === 0 ? '' : `; ${grouped(reports.repeated)} given twice are counted once`}`;
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

/** Mail that leaves without a signature of the domain, where the account has an address of it that does not sign. */
function bySender(
  data: Omit<Failing, 'addresses' | 'region'>,
  unsigned: readonly UnsignedAddress[],
  region: string | null,
): Failing {
  const { domain, ses, now } = data;
  const addresses = unsigned.filter((one) => one.domain === domain).map(({ address }) => address);
  const bare = ses.reasons
    // The MAIL FROM of another Region is mail of that Region.
    .filter(({ kind, domain: from }) =>
      kind === 'amazonses-only'
        ? from === 'amazonses.com' || from === `${String(region)}.amazonses.com`
        : kind === 'unsigned',
    )
    .reduce((sum, { count }) => sum + count, 0);
  const fits = now === 'aligns' || now === 'perhaps-mended' || now === 'second-sender';
  return addresses.length > 0 && fits && bare > (ses.count - ses.aligned) / 2
    ? { ...data, now: 'address-identity', addresses, region }
    : data;
}

/** Whether mail from the domain would pass today, where the run looked at a sender of that domain; and why that is not known. */
function nowOf(
  domain: string,
  identities: readonly string[],
  alignments: readonly SubjectAnswer<Alignment>[],
): { now: Failing['now']; why?: Why } {
  const isOf = (one: string): boolean =>
    lineageOf(one).includes(domain) || lineageOf(domain).includes(domainOf(one));
  if (identities.length > 0 && !identities.some(isOf)) return { now: 'elsewhere' };
  const found = alignments.find(({ subject }) => domainOf(subject) === domain);
  // A run about a sub-domain has not looked at mail of the domain above: what passes today of that is not known here.
  const isBelow = (one: string): boolean =>
    domainOf(one) !== domain && lineageOf(domainOf(one)).includes(domain);
  if (found === undefined && identities.length > 0 && identities.every(isBelow)) return { now: 'elsewhere' };
  if (found === undefined) return { now: 'unknown' };
  if (!found.answer.ok) return unread(found.answer.why);
  const { dkim, spf } = found.answer.value;
  if (aligns(found.answer.value)) return { now: 'aligns' };
  if (dkim.kind === 'unknown') return unread(dkim.why);
  return spf.kind === 'unknown' ? unread(spf.why) : { now: 'fails' };
}

/** What nobody asked about speaks neither for it nor against. */
const unread = (why: Why): { now: Failing['now']; why?: Why } =>
  skipReasons.has(why.reason) ? { now: 'unknown' } : { now: 'unread', why };

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
