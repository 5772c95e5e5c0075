import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { expectedTypes } from '../../src/proof/ways.ts';

export default defineCheck({
  id: 'proof-arrival',
  title: 'Arrival of the events at their readers',
  why: 'Settings that look right prove nothing: an event was seen, or it was not.',
  needs: { proof },

  problems: {
    'proof/arrival-not-watched': problem<{ nonce: string; types: readonly string[] }>({
      severity: 'info',
      summary: ({ nonce, types }) =>
        `Nobody saw the events arrive: look for ${types.join(', ')} with ${nonce} in mail.destination where you read events.`,
      impact: 'What this report says of the way is read from its settings.',
      fix: ({ nonce }) => [
        {
          text: `Search your queue, log or bucket for ${nonce}: events of the simulator take seconds.`,
          owner: 'you',
        },
      ],
      references: [guide('send-an-email-from-console')],
    }),
  },

  evaluate(given) {
    const { proof: seen } = given;
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES took no message');
    return [
      { problem: 'proof/arrival-not-watched', data: { nonce: seen.nonce, types: expectedTypes(seen) } },
    ];
  },
});
