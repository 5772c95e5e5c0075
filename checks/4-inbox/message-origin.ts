import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import { signingIdentity } from '../../src/facts/identity/identity.ts';
import { message } from '../../src/facts/message/message.ts';
import { messageOrigin } from '../../src/facts/message/origin.ts';
import { target } from '../../src/facts/target.ts';
import { each } from '../../src/model/fact.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { handedOverBy, ownMail, showsSes } from './message-elsewhere.ts';

export default defineCheck({
  id: 'message-origin',
  title: 'Sender of the received message',
  why: 'Only a message that this account sent shows how receivers judge its mail.',
  needs: { target, messageOrigin },
  enrichment: { message, identities: each(signingIdentity) },

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

    'message/not-through-ses': problem<{ from: string; host: string | null }>({
      severity: 'info',
      summary: ({ host }) =>
        host === null
          ? 'Nothing in the message shows that SES sent it.'
          : `SES did not send this message: ${host} handed it to the receiver.`,
      impact: 'What passed or failed for it says nothing of the mail that goes through SES.',
      evidence: ({ host }) => [
        { what: 'traces of SES in the header', expected: null, actual: 'none', source: 'the header' },
        ...(host === null
          ? []
          : [{ what: 'handed over by', expected: null, actual: host, source: 'Received' }]),
      ],
      fix: ({ host }) => [
        ownMail,
        ...(host === null
          ? []
          : [
              {
                text: `If it was meant to go through SES, find which program of yours sends through ${host}`,
                owner: 'you' as const,
              },
            ]),
      ],
      references: [guide('header-fields')],
    }),
  },

  evaluate({ target: { region }, messageOrigin: origin, message, identities }) {
    if (origin.kind === 'not-asked') return notApplicable(origin.because);
    const { from } = origin;
    if (origin.kind === 'own') {
      if (!message.ok || showsSes(message.value, identities)) return [];
      const host = handedOverBy(message.value, identities);
      return [{ problem: 'message/not-through-ses', subject: from, data: { from, host } }];
    }
    const { signedBy } = origin;
    return [
      {
        problem: 'message/not-sent-here',
        subject: from,
        data: { from, region, ...(signedBy !== undefined && { signedBy }) },
      },
    ];
  },

  observed: ({ messageOrigin: origin }) =>
    origin.kind === 'own' ? `${origin.from} belongs to ${origin.by}` : null,
});
