import { defineCheck, notApplicable, type Unanswered } from '../../src/model/check.ts';
import { each, type SubjectAnswer } from '../../src/model/fact.ts';
import { type Alignment, alignment } from '../../src/facts/alignment.ts';
import { dmarcReports, dmarcTraffic } from '../../src/facts/dmarc-reports.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { domainOf } from '../../src/parse/identity-name.ts';
import { type Failing, problems } from './dmarc-reports.words.ts';

export default defineCheck({
  id: 'dmarc-reports',
  title: 'DMARC reports of receivers',
  why: 'Receivers tell how much of the mail with your domain passes DMARC, who sent it, and why it fails.',
  needs: { reports: dmarcReports, traffic: dmarcTraffic },
  enrichment: { alignments: each(alignment) },
  problems,

  evaluate({ reports, traffic, alignments }) {
    const unread = reports.unread.slice(0, 3).map(asUnanswered);
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
                data: { domain, ses, now: nowOf(domain, valueOr(alignments, [])) },
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
    return `${String(reports.reports.length)} reports of ${String(receivers)} receivers: ${String(aligned)} of ${String(all)} from SES pass${forwarded === 0 ? '' : `, ${String(forwarded)} forwarded`}`;
  },
});

/** Whether mail from the domain would pass today, where the run looked at a sender of that domain. */
function nowOf(domain: string, alignments: readonly SubjectAnswer<Alignment>[]): Failing['now'] {
  const found = alignments.find(({ subject }) => domainOf(subject) === domain);
  if (found?.answer.ok !== true) return 'unknown';
  const { dkim, spf } = found.answer.value;
  const passes = [dkim.kind === 'signed' ? dkim.aligned : null, spf.kind === 'passes' ? spf.aligned : null];
  if (passes.some((aligned) => aligned?.ok === true && aligned.value.byWalk)) return 'aligns';
  return dkim.kind === 'unknown' || spf.kind === 'unknown' ? 'unknown' : 'fails';
}

const asUnanswered = ({ file, because }: { file: string; because: string }): Unanswered => ({
  unanswered: {
    reason: 'bad-reply',
    message: `${file} ${because}`,
    question: `DMARC report ${file}`,
    action: null,
    region: null,
    detail: {},
  },
  counts: true,
});
