import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import { message } from '../../src/facts/message/message.ts';
import type { SpamVerdict } from '../../src/symptom/verdict-headers.ts';
import { messageRead, neverSent } from './message.words.ts';

export default defineCheck({
  id: 'message-verdict',
  title: "Receiver's spam verdict",
  why: 'Filters write their verdict into the header. It says more than the folder in which the message was found.',
  needs: { message },

  problems: {
    'message/spam-verdict': problem<{ verdicts: readonly SpamVerdict[] }>({
      severity: 'error',
      summary: ({ verdicts }) =>
        `The receiver marked the message as spam: ${verdicts.map(({ words }) => words).join('; ')}.`,
      impact: 'It is in junk or quarantine.',
      evidence: ({ verdicts }) =>
        verdicts.map(({ filter, quote }) => ({
          what: 'verdict',
          expected: null,
          actual: quote,
          source: filter,
        })),
      fix: ({ verdicts }) => [
        {
          text: 'First fix what the findings about DKIM, SPF and DMARC name; then look at links, wording, and how the recipients joined the list',
          owner: 'you',
        },
        ...(verdicts.some(({ filter }) => filter === 'Microsoft')
          ? [
              {
                text: 'Report it as not junk, or allow the sender in the Tenant Allow/Block List',
                owner: 'recipient' as const,
              },
            ]
          : []),
      ],
      references: [
        'https://learn.microsoft.com/en-us/defender-office-365/message-headers-eop-mdo',
        'https://support.google.com/mail/answer/81126',
      ],
      read: messageRead['message/spam-verdict'],
    }),
  },

  evaluate({ message: { verdicts, cleanBy, fromDomain, delivered } }) {
    if (verdicts.length === 0 && cleanBy.length > 0) return [];
    if (verdicts.length === 0)
      return notApplicable(
        delivered ? 'no header field of the message holds the verdict of a filter' : neverSent,
      );
    const about = fromDomain === null ? {} : { subject: fromDomain };
    return [{ problem: 'message/spam-verdict', data: { verdicts }, ...about }];
  },

  observed: ({ message: { cleanBy } }) => (cleanBy.length === 0 ? null : `no spam by ${cleanBy.join(', ')}`),
});
