import { grouped } from '../../src/model/many.ts';
import { problem } from '../../src/model/check.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import { askingAgain } from '../../src/history/ask-again.ts';
import type { ComplaintShare } from '../../src/history/answers.ts';
import { reputationLimits } from '../../src/knowledge/reputation-limits.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { percent } from '../../src/model/percent.ts';

const { review, pause } = reputationLimits.complaint;
/** The surest lower bound lies so far above all the others. */
const standsOut = 3;
const elevated = reputationLimits.complaint.elevated;

/** Surely, by bounds of both: without other mail, nothing says that it is this campaign. */
const isAboveOthers = (
  lower: number,
  { others, othersUpper }: Pick<ComplaintShare, 'others' | 'othersUpper'>,
): boolean => others !== null && othersUpper !== null && lower >= standsOut * others && lower > othersUpper;

/** Fewer people may have had any reason: one of ten alone has a lower bound above the limits. */
const fewest = 3;

/** A campaign of which the records tell enough for a share. */
type Judged = Omit<ComplaintShare, 'share' | 'lower' | 'upper'> & Record<'share' | 'lower' | 'upper', number>;

export default defineHistoryCheck({
  id: 'history-complaints',
  title: 'Complaints by campaign',
  why: 'Complaints come from individual campaigns and lists: one of them can put the whole account under review.',
  question: 'complaints',

  problems: {
    'history/campaign-complaints': problem<Judged & { source: readonly string[] }>({
      severity: ({ lower }) => (lower >= pause ? 'error' : 'warning'),
      summary: ({ name, share, lower, upper, judged, arrived }) =>
        `The campaign ${name} drew ${grouped(judged)} complaints on ${grouped(arrived)} deliveries: ${percent(share)}, between ${percent(lower)} and ${percent(upper)} with 99% certainty.`,
      impact:
        'AWS puts accounts under review at 0.1% and may pause them at 0.5%; receivers junk the mail of senders with many complaints.',
      evidence: ({ others, share }) => [
        {
          what: 'complaints of the campaign',
          expected: 'below 0.1%',
          actual: percent(share),
          source: 'the events',
        },
        ...(others === null
          ? []
          : [
              {
                what: 'complaints of all others',
                expected: null,
                actual: percent(others),
                source: 'the events',
              },
            ]),
      ],
      fix: ({ name, source }) => [
        {
          text: 'Stop the campaign. See where its addresses come from and whether they asked for this mail; give it a one-click unsubscribe.',
          owner: 'you',
        },
        {
          ...askingAgain(
            'See at which receivers and on which days the complaints came.',
            source,
            command`--by receiver,day --where type=Complaint --where campaign=${name}`,
          ),
          owner: 'you',
        },
      ],
      references: [guide('faqs-enforcement')],
    }),
  },

  evaluate: ({ complaints: { campaigns }, source }) =>
    campaigns.flatMap(({ share, lower, upper, ...campaign }) =>
      share === null || lower === null || upper === null
        ? []
        : campaign.judged >= fewest &&
            // Where all others are over the limit too, it is not this campaign.
            (lower >= Math.max(review, campaign.others ?? 0) ||
              (lower >= elevated && isAboveOthers(lower, campaign)))
          ? [
              {
                problem: 'history/campaign-complaints' as const,
                subject: campaign.name,
                data: { ...campaign, share, lower, upper, source },
              },
            ]
          : [],
    ),
});
