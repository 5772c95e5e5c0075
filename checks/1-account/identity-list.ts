import { defineCheck, problem } from '../../src/model/check.ts';
import { identitiesToChoose, type ListedIdentity } from '../../src/facts/identity/identities.ts';
import { target } from '../../src/facts/target.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';

interface Choice {
  region: string | null;
  /** At most 20, domains first. */
  shown: readonly ListedIdentity[];
  total: number;
  /** False when not all were seen. */
  complete: boolean;
}

const mostShown = 20;

export default defineCheck({
  id: 'identity-list',
  title: 'Senders in this Region',
  why: 'Most checks look at one sender. Without one, this is the list to choose from.',
  needs: { target, identitiesToChoose },

  problems: {
    'identity/none-given': problem<Choice>({
      severity: 'info',
      summary: ({ total, complete, region }) =>
        total === 0
          ? `SES has no identity in ${region ?? 'this Region'}.`
          : `No sender was named; SES knows ${complete ? total : `more than ${total}`} in ${region ?? 'this Region'}.`,
      impact: 'Verification, DKIM, MAIL FROM, SPF and DMARC of a sender were not checked.',
      evidence: ({ shown, total }) => [
        ...shown.map(({ name, type, verificationStatus, sendingEnabled }) => ({
          what: `${type} ${name}`,
          expected: null,
          actual: sendingEnabled ? `${verificationStatus}, may send` : `${verificationStatus}, may not send`,
          source: 'ses:ListEmailIdentities',
        })),
        ...(total > shown.length
          ? [
              {
                what: `${total - shown.length} more`,
                expected: null,
                actual: 'not shown',
                source: 'ses:ListEmailIdentities',
              },
            ]
          : []),
      ],
      fix: ({ shown, total, region }) =>
        total === 0
          ? [
              {
                text: `Verify a domain first, or name the Region in which it is set up with --region${region === null ? '' : ` (this was ${region})`}.`,
                owner: 'you',
              },
            ]
          : [
              {
                text: `Run again with --identity and the domain or address in your From header, for example --identity ${suggestion(shown)}.`,
                owner: 'you',
              },
            ],
      references: ({ region }) => pagesFor(region, '#/identities', guide('managing-identities')),
    }),
  },

  evaluate({ target: { region, identities }, identitiesToChoose: { items, complete } }) {
    if (identities.length > 0) return [];
    const shown = items
      .toSorted((one, other) => Number(other.type === 'domain') - Number(one.type === 'domain'))
      .slice(0, mostShown);
    return [{ problem: 'identity/none-given', data: { region, shown, total: items.length, complete } }];
  },
});

/** One that may send is the likeliest to be asked about. */
const suggestion = (shown: readonly ListedIdentity[]): string =>
  (shown.find(({ sendingEnabled }) => sendingEnabled) ?? shown[0])?.name ?? 'example.com';
