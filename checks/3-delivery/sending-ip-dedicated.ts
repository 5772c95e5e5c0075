import { grouped } from '../../src/model/many.ts';
import {
  contradiction,
  defineCheck,
  notApplicable,
  notKnown,
  notSeen,
  problem,
  type Unanswered,
} from '../../src/model/check.ts';
import { blacklistReports, type ReportedListing } from '../../src/facts/blacklist-reports.ts';
import { type DedicatedIp, dedicatedIps } from '../../src/facts/dedicated-ips.ts';
import { target } from '../../src/facts/target.ts';
import { ipLists } from '../../src/knowledge/dns-lists/lists.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { skipReasons } from '../../src/model/unavailable.ts';

interface WarmingUp {
  region: string | null;
  ip: string;
  pool: string | null;
  percent: number;
}

interface Reported {
  ip: string;
  listings: readonly ReportedListing[];
}

export default defineCheck({
  id: 'sending-ip-dedicated',
  title: 'Dedicated IPs',
  why: 'Receivers accept little mail from an IP address they do not know yet. You have to get your dedicated IPs off the lists yourself.',
  needs: { target },
  enrichment: { dedicatedIps, blacklistReports },

  problems: {
    'sending-ip/warming-up': problem<WarmingUp>({
      severity: 'warning',
      summary: ({ ip, pool, percent }) =>
        `The dedicated IP ${ip}${pool === null ? '' : ` of the pool ${pool}`} is still warming up (${percent}%).`,
      impact:
        'Receivers accept only so much mail from a new IP address: a burst from it is deferred or junked. SES sends the rest through its shared IPs in the meantime.',
      evidence: ({ ip, percent }) => [
        {
          what: `warm-up of ${ip}`,
          expected: 'DONE',
          actual: `IN_PROGRESS, ${percent}%`,
          source: 'ses:GetDedicatedIps',
        },
      ],
      fix: () => [
        {
          text: 'Raise the volume from day to day and send to people who open your mail first. The warm-up takes 45 days whatever you send.',
          owner: 'you',
        },
      ],
      references: ({ region }) => pagesFor(region, '#/dedicated-ips', guide('dedicated-ip-warming')),
      read: {
        references: [guide('dedicated-ip-warming')],
        severity: 'warning',
        summary: () => 'The dedicated IP addresses are new, and receivers slow down what comes from them.',
        fix: () => [
          {
            text: 'Send a little on the first days and more every day, to those who open mail first; or let SES warm the addresses up',
            owner: 'you',
          },
        ],
        distinguish: 'GetDedicatedIps says IN_PROGRESS in WarmupStatus.',
      },
    }),

    'sending-ip/reported-by-aws': problem<Reported>({
      severity: ({ listings }) => (isMild(listings) ? 'info' : 'error'),
      summary: ({ ip, listings }) =>
        `Amazon reports the dedicated IP ${ip} on ${listings.map(({ list }) => list).join(', ')}.`,
      impact: ({ listings }) =>
        isMild(listings)
          ? 'Few receivers act on such a list.'
          : 'Receivers that use such a list refuse or junk mail from it.',
      evidence: ({ ip, listings }) =>
        listings.map(({ list, description, since }) => ({
          what: `${ip} on ${list}`,
          expected: 'not listed',
          actual: `${since === null ? 'listed' : `since ${since.slice(0, 10)}`}${description === null ? '' : `: ${description}`}`,
          source: 'ses:GetBlacklistReports',
        })),
      fix: ({ listings }) => [
        {
          text: `Stop what caused it, then ask for removal from ${listings.map(({ list }) => list).join(', ')}. AWS does not do that for dedicated IPs.`,
          owner: 'you',
        },
        { text: 'Until it is removed, send through another pool.', owner: 'you' },
      ],
      references: [guide('faqs-dnsbls')],
    }),
  },

  settles: ({ dedicatedIps: dedicated }) =>
    dedicated.ok && dedicated.value.items.every(({ warmup }) => warmup === 'done')
      ? ['sending-ip/warming-up']
      : [],

  evaluate({ target: { region }, dedicatedIps: dedicated, blacklistReports: reports }) {
    if (!dedicated.ok) return notApplicable(`the dedicated IPs are not known: ${dedicated.why.message}`);
    if (dedicated.value.items.length === 0)
      return notApplicable('the account has no dedicated IPs in this Region');
    const warming = dedicated.value.items
      .filter(({ warmup }) => warmup === 'in-progress')
      .map(({ ip, pool, warmupPercent: percent }) => ({
        problem: 'sending-ip/warming-up' as const,
        subject: ip,
        data: { region, ip, pool, percent },
      }));
    // A warm address whose listings nobody could read gets no tick; one that is warming up is still told.
    if (!reports.ok && !skipReasons.has(reports.why.reason) && warming.length === 0)
      return notSeen(`whether they are on a list is not known: ${reports.why.message}`, []);
    const odd = dedicated.value.items.flatMap(unlikely);
    const [first] = odd;
    const all = reports.ok ? (reports.value ?? []) : [];
    if (first !== undefined && warming.length + all.length === 0)
      return notSeen(first.unanswered.message, odd);
    const reported = [...new Set(all.map(({ ip }) => ip))].map((ip) => ({
      problem: 'sending-ip/reported-by-aws' as const,
      subject: ip,
      data: { ip, listings: all.filter((one) => one.ip === ip) },
    }));
    return [...warming, ...reported, ...odd];
  },

  observed: ({ dedicatedIps: dedicated }) =>
    dedicated.ok && dedicated.value.items.length > 0
      ? `${grouped(dedicated.value.items.length)} dedicated ${dedicated.value.items.length === 1 ? 'IP' : 'IPs'}`
      : null,
});

/** What SES says of a warm-up and cannot be so, or in a word that is new. */
function unlikely({
  ip,
  warmup,
  warmupPercent: percent,
  warmupWord: word,
}: DedicatedIp): readonly Unanswered[] {
  const question = 'ses:GetDedicatedIps';
  if (word !== undefined) return [notKnown(`the warm-up of ${ip}`, word, question, false)];
  // Both are warm by now; only one that is not, and is said to be, sends less than its owner thinks.
  return warmup === 'done' && percent < 100
    ? [
        contradiction(
          `SES says that the warm-up of ${ip} is DONE, and that it is at ${percent}%`,
          question,
          false,
        ),
      ]
    : [];
}

/** Few act on any of the lists. */
const isMild = (listings: readonly ReportedListing[]): boolean =>
  listings.length > 0 && listings.every(({ list }) => hasLowImpact(list));

/** Amazon names lists in its own way: the name of the operator stands somewhere in it. */
const hasLowImpact = (list: string): boolean =>
  ipLists.some(
    ({ weight, operator }) => weight === 'low-impact' && list.toLowerCase().includes(operator.toLowerCase()),
  );
