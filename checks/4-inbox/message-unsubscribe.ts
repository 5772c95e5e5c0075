import { defineCheck, type Evidence, notApplicable, notSeen, problem } from '../../src/model/check.ts';
import { account } from '../../src/facts/account.ts';
import { message } from '../../src/facts/message/message.ts';
import { messageSignatures, type MessageSignatures } from '../../src/facts/message/signatures.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { isRelayed } from '../../src/parse/message/judgement.ts';
import type { Answer } from '../../src/model/unavailable.ts';
import type { Message } from '../../src/parse/message/message.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

type Missing = 'field' | 'https' | 'post' | 'signature';

const words: Readonly<Record<Missing, string>> = {
  field: 'it has no List-Unsubscribe field',
  https: 'List-Unsubscribe names no https: address',
  post: 'List-Unsubscribe-Post: List-Unsubscribe=One-Click is missing',
  signature: 'no valid DKIM signature covers both fields',
};

const wanted = ['list-unsubscribe', 'list-unsubscribe-post'];

export default defineCheck({
  id: 'message-unsubscribe',
  title: 'One-click unsubscribe',
  why: 'Gmail, Yahoo and Microsoft require it for marketing mail, and readers who find no way to unsubscribe press the spam button.',
  needs: { message },
  enrichment: { account, signatures: messageSignatures },

  problems: {
    'message/no-one-click-unsubscribe': problem<{
      missing: Missing;
      marks: readonly string[];
      field: string | null;
    }>({
      severity: 'warning',
      summary: ({ missing }) => `This bulk mail cannot be unsubscribed with one click: ${words[missing]}.`,
      impact:
        'Gmail and Yahoo junk or refuse marketing mail without it once a sender is large; complaints rise before that.',
      evidence: ({ marks, field }) => [
        {
          what: 'bulk mail by',
          expected: null,
          actual: marks.join('; '),
          source: 'the message',
        } satisfies Evidence,
        {
          what: 'List-Unsubscribe',
          expected: '<https://…> with List-Unsubscribe-Post: List-Unsubscribe=One-Click, both signed',
          actual: field ?? 'no such field',
          source: 'the message',
        },
      ],
      fix: ({ missing }) => [
        missing === 'signature'
          ? {
              text: 'Make the signer include List-Unsubscribe and List-Unsubscribe-Post in the signed fields (h=)',
              owner: 'you',
            }
          : {
              text: 'Send the fields List-Unsubscribe: <https://…> and List-Unsubscribe-Post: List-Unsubscribe=One-Click, or let SES add them with ListManagementOptions',
              owner: 'you',
            },
      ],
      references: [
        rfc(8058),
        guide('sending-email-subscription-management'),
        'https://support.google.com/mail/answer/81126',
      ],
    }),
  },

  evaluate({ message, account, signatures }) {
    // A list that passed the message on has an unsubscribe address of its own.
    if (isRelayed(message))
      return notApplicable('a mailing list passed the message on, with an address of its own');
    const marks =
      message.bulk.length > 0
        ? message.bulk
        : account.ok && account.value.mailType === 'MARKETING' && message.ses.sent
          ? ['the account sends marketing mail (MailType MARKETING)']
          : [];
    if (marks.length === 0) return notApplicable('nothing marks the message as bulk mail');
    const { unsubscribe } = message;
    const missing = missingPart(message, signatures);
    if (missing === null) {
      if (!message.delivered || !signatures.ok || !isVerified(signatures.value))
        return notSeen(
          'both fields are there; whether a valid DKIM signature covers them could not be verified',
          [],
        );
      return [];
    }
    const field = unsubscribe === null ? null : unsubscribe.uris.join(', ').slice(0, 200);
    const about = message.fromDomain === null ? {} : { subject: message.fromDomain };
    return [{ problem: 'message/no-one-click-unsubscribe', data: { missing, marks, field }, ...about }];
  },
});

function missingPart(
  { unsubscribe, delivered }: Message,
  signatures: Answer<MessageSignatures>,
): Missing | null {
  if (unsubscribe === null) return 'field';
  if (!unsubscribe.https) return 'https';
  if (!unsubscribe.post) return 'post';
  // What was never sent is not signed yet.
  return !delivered || isCovered(signatures) ? null : 'signature';
}

/** RFC 8058 4: a valid signature has to cover both fields. What could not be verified gets the benefit of the doubt. */
function isCovered(signatures: Answer<MessageSignatures>): boolean {
  if (!signatures.ok) return true;
  return signatures.value.signatures.some(
    ({ headers, state }) =>
      (state.kind === 'pass' || state.kind === 'temperror') && wanted.every((name) => headers.includes(name)),
  );
}

const isVerified = ({ signatures }: MessageSignatures): boolean =>
  signatures.some(
    ({ headers, state }) => state.kind === 'pass' && wanted.every((name) => headers.includes(name)),
  );
