import { grouped } from '../../src/model/many.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { badEnd, hasEnded } from '../../src/proof/ended.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { ending } from '../../src/proof/traced.ts';
import { target } from '../../src/facts/target.ts';
import { commandOfRun } from '../../src/model/command-run.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Lost {
  recipient: string;
  type: string;
  words: string | null;
  messageId: string;
  source: 'ses:GetMessageInsights' | 'sqs:ReceiveMessage';
}

type Found = Unanswered | OccurrenceOf<'proof/not-delivered', Lost>;

const insightsPage = guide('vdm-dashboard');

export default defineCheck({
  id: 'proof-delivery',
  title: 'Delivery of the message to a real address',
  why: 'SES stores what happened to a message while the Virtual Deliverability Manager is on.',
  needs: { proof, target },

  problems: {
    'proof/not-delivered': problem<Lost>({
      severity: 'error',
      summary: ({ recipient, type }) => `The message to ${recipient} ended in ${type}.`,
      impact: 'Mail to this address does not arrive.',
      evidence: ({ type, words, source }) => [
        {
          what: source === 'sqs:ReceiveMessage' ? 'event of the message' : 'insights of the message',
          expected: 'DELIVERY',
          actual: words === null ? type : `${type}: ${words}`,
          source,
        },
      ],
      fix: ({ messageId, source, type, words }) => [
        source === 'sqs:ReceiveMessage'
          ? {
              text: type.includes('Suppress')
                ? 'SES did not try to deliver it, because the address is on a suppression list: look there.'
                : words === null
                  ? 'Look up the kind of bounce, and compare the address and the sender with mail that arrives.'
                  : 'Give the answer above to ses-doctor explain: it says what it means and who can fix it.',
              owner: 'you',
            }
          : {
              text: 'Read what the receiver said, with what it means.',
              owner: 'you',
              command: command`ses-doctor --message-id ${messageId}`,
            },
      ],
      references: [insightsPage],
    }),
  },

  evaluate({ proof: seen, target: run }): readonly Found[] | ReturnType<typeof notApplicable> {
    const [message] = accepted(seen);
    if (message === undefined) return notApplicable(seen.notSent ?? 'SES accepted no message');
    if (message.scenario !== 'to') return notApplicable('SES keeps no insights of messages to the simulator');
    const { traced } = seen;
    const bad = badEnd(seen);
    if (bad !== null)
      return [
        {
          problem: 'proof/not-delivered',
          data: {
            recipient: message.recipient,
            type: bad.bounce === null ? bad.type : `${bad.type} ${bad.bounce}`,
            ...{ words: bad.words ?? null, messageId: message.messageId, source: 'sqs:ReceiveMessage' },
          },
          subject: message.recipient,
        },
      ];
    if (hasEnded(seen) && traced === null) return [];
    if (traced === null)
      return notApplicable(
        'the Virtual Deliverability Manager is off, or the run was interrupted',
        seen.tap === null ? '--tap' : undefined,
      );
    if (!traced.answer.ok) return unanswered(traced.answer);
    const end = ending(traced.answer.value);
    const { recipient } = message;
    if (end === null)
      return notApplicable(
        `SES did not say within ${grouped(traced.seconds)} s what became of the message to ${recipient}; ask again later: ${commandOfRun(run, `ses-doctor --message-id ${message.messageId}`)}`,
      );
    return end.type === 'BOUNCE' || end.type === 'REJECT'
      ? [
          {
            problem: 'proof/not-delivered',
            data: {
              recipient,
              type: end.type,
              words: end.words,
              messageId: message.messageId,
              source: 'ses:GetMessageInsights',
            },
            subject: recipient,
          },
        ]
      : [];
  },

  observed({ proof: { traced } }) {
    const end = traced?.answer.ok === true ? ending(traced.answer.value) : null;
    return end === null ? null : `${end.type}${end.at === null ? '' : ` at ${end.at}`}`;
  },
});
