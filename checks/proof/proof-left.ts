import { grouped } from '../../src/model/many.ts';
import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import { removalOf } from '../../src/proof/own-things.ts';
import type { Made } from '../../src/proof/own-things.ts';
import { proof } from '../../src/proof/proof.ts';
import { command } from '../../src/render/paste/paste.ts';

export default defineCheck({
  id: 'proof-left',
  title: 'Removal of what the test made',
  why: 'A test removes what it created.',
  needs: { proof },

  problems: {
    'proof/left-behind': problem<Made>({
      severity: 'error',
      summary: ({ kind, name }) => `The ${kind} ${name} could not be removed.`,
      impact: 'It stays in your account, and a queue keeps what it gets for an hour.',
      evidence: ({ left }) => [{ what: 'removal', expected: 'done', actual: left, source: null }],
      fix: (made) => [
        ...removalOf(made).map((one, index) => ({
          text:
            made.kind !== 'rule'
              ? 'Remove it.'
              : index === 0
                ? 'Remove its target.'
                : 'Then remove the rule.',
          owner: 'you' as const,
          command: one,
        })),
        {
          text: 'Or let the test look for everything it left behind.',
          owner: 'you',
          command:
            made.region === null
              ? 'ses-doctor test --cleanup'
              : command`ses-doctor test --cleanup --region ${made.region}`,
        },
      ],
      references: [
        'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/step-delete-queue.html',
      ],
    }),
  },

  evaluate({ proof: { made } }) {
    if (made.length === 0) return notApplicable('the test created nothing');
    return made
      .filter(({ left }) => left !== null)
      .map((data) => ({ problem: 'proof/left-behind' as const, data, subject: data.name }));
  },

  observed: ({ proof: { made } }) =>
    made.length === 0
      ? null
      : `${grouped(made.filter(({ left }) => left === null).length)} of ${grouped(made.length)} removed`,
});
