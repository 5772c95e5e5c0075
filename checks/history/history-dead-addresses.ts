import { grouped, many } from '../../src/model/many.ts';
import { problem } from '../../src/model/check.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import { askingAgain } from '../../src/history/ask-again.ts';
import { onlyRegion } from '../../src/history/senders.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';

interface Written {
  /** The only Region that the mail was sent from; null where there are several, or none is known. */
  region: string | null;
  source: readonly string[];
  /** Addresses that are dead, were written to again and bounced again. */
  written: number;
  sends: number;
  dead: number;
  /** All mail of the range. */
  attempts: number;
  examples: readonly string[];
}

/** Less than that is no list that is kept up badly: somebody ordered once more. */
const fewestSends = 10;
const smallestPart = 0.001;

export default defineHistoryCheck({
  id: 'history-dead-addresses',
  title: 'Mail to addresses that bounced before',
  why: 'Sending again to addresses that bounced permanently is what drives the bounce rate.',
  question: 'dead-addresses',

  problems: {
    'history/dead-addresses-mailed': problem<Written>({
      severity: ({ sends, attempts }) =>
        sends >= fewestSends || sends >= smallestPart * attempts ? 'warning' : 'info',
      summary: ({ written, sends }) =>
        `${many(written, 'address', 'addresses')} that bounced permanently still ${written === 1 ? 'gets' : 'get'} mail: ${many(sends, 'message')} since, and ${sends === 1 ? 'it' : 'each'} bounced again.`,
      impact:
        'Each of them bounces again and raises the bounce rate; receivers see it as the sign of a bad list.',
      evidence: ({ dead, examples }) => [
        { what: 'dead addresses', expected: null, actual: grouped(dead), source: 'the events' },
        { what: 'for example', expected: null, actual: examples.join(', '), source: 'the events' },
      ],
      fix: ({ source, region }) => [
        {
          ...askingAgain(
            'Export the list, and delete the addresses from your own data.',
            source,
            '--question dead-addresses --output dead.csv',
          ),
          owner: 'you',
        },
        {
          text: 'Until then, put them on the account-level suppression list: SES no longer tries them, and they do not count as bounces. That is one call a second; for many thousands, use an import job (CreateImportJob). The list is that of one account in one Region: the one that sends.',
          owner: 'you',
          command: putOnTheList(region),
        },
      ],
      references: [guide('sending-email-suppression-list')],
    }),
  },

  evaluate({ dead: { addresses }, source, overview }) {
    const written = addresses.filter(({ sendsAfter, bounces }) => sendsAfter > 0 && bounces > 1);
    if (written.length === 0) return [];
    return [
      {
        problem: 'history/dead-addresses-mailed' as const,
        data: {
          written: written.length,
          sends: written.reduce((sum, { sendsAfter }) => sum + sendsAfter, 0),
          dead: addresses.length,
          attempts: overview.totals.attempts,
          source,
          region: onlyRegion({ overview }),
          examples: written.slice(0, 3).map(({ address }) => address),
        },
      },
    ];
  },
});

/**
 * The first column of the list holds the addresses. Before one that a spreadsheet would take for a formula stands an
 * apostrophe that is no part of it.
 */
const putOnTheList = (region: string | null): string =>
  `tail -n +2 dead.csv | cut -d, -f1 | sed "s/^'\\([-=+@]\\)/\\1/" | while IFS= read -r address; do aws sesv2 put-suppressed-destination --email-address="$address" --reason BOUNCE${region !== null && /^[a-z0-9-]{1,30}$/.test(region) ? ` --region ${region}` : ''}; done`;
