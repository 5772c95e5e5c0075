import { grouped } from '../../src/model/many.ts';
import { simulatorDomain } from '../../src/knowledge/simulator.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import { proof, accepted } from '../../src/proof/proof.ts';
import { percent } from '../../src/model/percent.ts';

const simulatorPage = guide('send-an-email-from-console');

export default defineCheck({
  id: 'proof-sending',
  title: 'Messages sent to SES',
  why: 'Only sending a message shows whether SES accepts it.',
  needs: { proof },

  problems: {
    'proof/refused': problem<{ recipients: readonly string[]; text: string; via: 'api' | 'smtp' }>({
      severity: 'error',
      summary: ({ recipients }) => `SES did not accept the message to ${recipients.join(', ')}.`,
      impact: 'Your application gets the same answer with these settings.',
      evidence: ({ text, via }) => [
        {
          what: via === 'api' ? 'SendEmail' : 'the SMTP endpoint',
          expected: 'a message id',
          actual: text,
          source: via === 'api' ? 'ses:SendEmail' : 'SMTP',
        },
      ],
      fix: ({ text }) => [
        {
          text: 'The other findings say what the answer may mean. Fix that, then test again.',
          owner: 'you',
        },
        ...(/AccessDenied|not authorized/i.test(text)
          ? [
              {
                text: 'Allow this test to send to the simulator.',
                owner: 'you' as const,
                command: 'ses-doctor policy --for test',
              },
            ]
          : []),
      ],
      references: [guide('troubleshoot-error-messages'), simulatorPage],
    }),

    'proof/recipient-refused': problem<{ underReview: boolean; complaints: number | null }>({
      severity: 'error',
      summary: ({ underReview, complaints }) =>
        underReview
          ? 'AWS reviews this account: no test message to a real address is sent.'
          : `${percent(complaints ?? 0)} of the mail is reported as spam: no test message to a real address is sent.`,
      impact: 'Each bounce and complaint counts while AWS looks at the account.',
      evidence: ({ complaints }) =>
        complaints === null
          ? [
              {
                what: 'GetAccount.EnforcementStatus',
                expected: 'HEALTHY',
                actual: 'PROBATION',
                source: 'ses:GetAccount',
              },
            ]
          : [
              {
                what: 'complaint rate',
                expected: 'below 0.1%',
                actual: percent(complaints),
                source: 'cloudwatch:GetMetricData',
              },
            ],
      fix: () => [
        {
          text: `Test with the mailbox simulator instead (leave --to out): mail to ${simulatorDomain} does not count.`,
          owner: 'you',
        },
      ],
      references: [guide('faqs-enforcement'), simulatorPage],
    }),
  },

  evaluate({ proof: { messages, notSent, timeUp, interrupted, standing, standingUnread, via } }) {
    if (standingUnread !== undefined) return [{ unanswered: standingUnread, counts: true }];
    if (interrupted === true && accepted({ messages }).length === 0)
      return [
        {
          unanswered: {
            ...{ reason: 'interrupted' as const, action: null, region: null, detail: {} },
            ...{ question: 'sending', message: 'interrupted before anything was sent' },
          },
          counts: true,
        },
      ];
    if (standing !== null) return [{ problem: 'proof/recipient-refused', data: standing }];
    if (notSent !== null && timeUp === true)
      return [
        {
          unanswered: {
            ...{ reason: 'timeout' as const, action: null, region: null, detail: {} },
            ...{ question: 'sending', message: notSent },
          },
          counts: true,
        },
      ];
    if (notSent !== null && messages.length === 0) return notApplicable(notSent);
    const refusals = new Map<string, string[]>();
    for (const { outcome, recipient } of messages)
      if (outcome.kind === 'refused')
        refusals.set(outcome.text, [...(refusals.get(outcome.text) ?? []), recipient]);
    return [
      ...[...refusals].map(([text, recipients]) => ({
        problem: 'proof/refused' as const,
        data: { recipients, text, via },
      })),
      ...messages.flatMap(({ outcome }) => (outcome.kind === 'unanswered' ? unanswered(outcome.answer) : [])),
    ];
  },

  observed({ proof: seen }) {
    if (seen.messages.length === 0) return null;
    const ids = accepted(seen).map(({ scenario, messageId }) => `${scenario} ${messageId}`);
    return `${grouped(ids.length)} of ${grouped(seen.messages.length)} taken${ids.length === 0 ? '' : `: ${ids.join(', ')}`}`;
  },
});
