import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import { messageOrigin } from '../../src/facts/message/origin.ts';
import { target } from '../../src/facts/target.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';

export default defineCheck({
  id: 'message-origin',
  title: 'Sender of the received message',
  why: 'Only a message that this account sent shows how receivers judge its mail.',
  needs: { target, messageOrigin },

  problems: {
    'message/not-sent-here': problem<{ from: string; region: string | null; signedBy?: string }>({
      // The message tells nothing of this account's mail: neither that it is in order, nor that it is not.
      severity: 'unknown',
      summary: ({ from, region, signedBy }) =>
        signedBy === undefined
          ? `The message shows no trace of SES, and its sender ${from} is none in ${region ?? 'this Region'}: this account did not send it.`
          : `SES carried the message with a signature of ${signedBy}, and its sender ${from} is none in ${region ?? 'this Region'}: another account sent it, or another Region did, or the identity was removed since.`,
      impact: 'It tells nothing of how receivers judge your mail, and nothing in it was judged.',
      evidence: ({ from, signedBy }) => [
        signedBy === undefined
          ? { what: 'traces of SES in the header', expected: null, actual: 'none', source: 'the header' }
          : { what: 'DKIM-Signature', expected: null, actual: `d=${signedBy}`, source: 'the header' },
        {
          what: `identity that covers ${from}`,
          expected: null,
          actual: 'none',
          source: 'ses:GetEmailIdentity',
        },
      ],
      fix: ({ from }) => [
        {
          text: 'Give a message that you sent, as its recipient got it (“Show original”)',
          owner: 'you',
          command: command`ses-doctor check --message message.eml`,
        },
        {
          text: `If ${from} is a sender of yours, name its account and Region with --profile and --region.`,
          owner: 'you',
        },
      ],
      references: [guide('creating-identities')],
    }),
  },

  evaluate({ target: { region }, messageOrigin: origin }) {
    if (origin.kind === 'not-asked') return notApplicable(origin.because);
    if (origin.kind === 'own') return [];
    const { from, signedBy } = origin;
    return [
      {
        problem: 'message/not-sent-here',
        subject: from,
        data: { from, region, ...(signedBy !== undefined && { signedBy }) },
      },
    ];
  },

  observed: ({ messageOrigin: origin }) =>
    origin.kind === 'own' ? `no trace of SES, and ${origin.from} belongs to ${origin.by}` : null,
});
