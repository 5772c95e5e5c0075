import { account, vdmIsOff } from '../../src/facts/account.ts';
import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import type { Identity } from '../../src/facts/identity/reply.ts';
import { recommendationEvidence } from '../../src/facts/recommendation-evidence.ts';
import { recommendations, type Recommendation } from '../../src/facts/recommendations.ts';
import { target } from '../../src/facts/target.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { lineageOf } from '../../src/parse/identity-name.ts';
import { valueOr } from '../../src/model/unavailable.ts';

interface Advice extends Recommendation {
  region: string | null;
  /** What we see that contradicts it, or null. */
  stale: string | null;
}

export default defineCheck({
  id: 'reputation-advice',
  title: 'Recommendations of the Virtual Deliverability Manager',
  why: 'AWS has a wider view of the sender: complaints by provider, records, listings.',
  per: 'identity',
  needs: { target },
  enrichment: { account, recommendations, recommendationEvidence },

  problems: {
    'reputation/recommendation': problem<Advice>({
      severity: ({ type, impact, stale }) =>
        stale !== null || impact === 'LOW' || type === 'BIMI' ? 'info' : 'warning',
      summary: ({ type, description, identity, stale }) =>
        `${stale === null ? '' : 'Probably out of date: '}AWS's advisor on ${identity ?? 'the sender'}, ${type}: ${description}`,
      impact: ({ impact, stale }) =>
        stale !== null
          ? 'The current state contradicts it; the advisor checks again within six hours.'
          : impact === 'HIGH'
            ? 'AWS rates its effect on delivery as high.'
            : 'AWS rates its effect on delivery as low.',
      evidence: ({ type, description, updated, stale }) => [
        {
          what: `open recommendation ${type}${updated === null ? '' : `, last updated ${updated}`}`,
          expected: null,
          actual: description,
          source: 'ses:ListRecommendations',
        },
        ...(stale === null ? [] : [{ what: 'seen now', expected: null, actual: stale, source: null }]),
      ],
      fix: ({ type, stale }) =>
        stale !== null
          ? []
          : [
              {
                text: `Open the advisor in the console: it shows the steps for ${type}. After the fix it takes up to six hours to notice.`,
                owner: 'you',
              },
            ],
      references: ({ region }) => pagesFor(region, '#/vdm/advisor', guide('vdm-advisor')),
      read: {
        severity: 'warning',
        summary: ({ subject, data }) =>
          `AWS's advisor on ${subject ?? 'the sender'}${data['type'] === undefined ? '' : `, ${data['type']}`}: ${data['description'] ?? 'a recommendation is open'}`,
        impact: () =>
          'The advisor lists what it expects to hurt delivery; SES does not refuse mail because of it.',
        fix: () => [{ text: 'Open the advisor in the console: it shows the steps', owner: 'you' }],
        references: [guide('vdm-advisor')],
        distinguish: 'The advisor closes a recommendation within six hours after it is done.',
      },
    }),
  },

  settles: ['reputation/recommendation'],

  evaluate({ target: { region }, account: known, recommendations, recommendationEvidence }, name) {
    // Extras of a paid service: without them the check is no worse, and has seen nothing that it could call good.
    if (!recommendations.ok)
      return notApplicable(`the advisor could not be read: ${recommendations.why.message}`);
    if (recommendations.value === null) return notApplicable(vdmIsOff(valueOr(known, {})));
    const own = new Set(lineageOf(name).map((one) => one.toLowerCase()));
    const evidence = valueOr(recommendationEvidence, null);
    return recommendations.value.items
      .filter(({ identity }) => identity !== null && own.has(identity.toLowerCase()))
      .map((one) => {
        const dmarc = evidence === null ? false : valueOr(evidence.dmarc, false);
        const about =
          evidence?.identity.name === one.identity?.toLowerCase() ? (evidence?.identity ?? null) : null;
        return {
          problem: 'reputation/recommendation',
          data: { ...one, region, stale: contradiction(one, about, dmarc) },
        };
      });
  },
});

/** What we see that contradicts the advisor's words ("Virtual Deliverability Manager advisor"). */
function contradiction(
  { type, description }: Recommendation,
  identity: Identity | null,
  dmarc: boolean,
): string | null {
  if (type === 'DMARC') return /not found/i.test(description) && dmarc ? 'a DMARC record is published' : null;
  if (identity === null) return null;
  const { dkim, mailFrom } = identity;
  if (type === 'DKIM') {
    if (/below 2048/i.test(description))
      return dkim.currentKeyLength === 'RSA_2048_BIT' ? 'the key has 2048 bits' : null;
    return /not enabled|failed|not found/i.test(description) && dkim.signing && dkim.status === 'SUCCESS'
      ? 'SES signs with DKIM, status SUCCESS'
      : null;
  }
  if (
    type === 'SPF' &&
    /MAIL FROM record is not aligned/i.test(description) &&
    mailFrom?.status === 'SUCCESS'
  ) {
    return `the MAIL FROM domain ${mailFrom.domain} is in place`;
  }
  return null;
}
