import { contact } from '../../src/facts/contact.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import {
  defineCheck,
  notApplicable,
  notKnown,
  notSeen,
  problem,
  type Refutation,
  unanswered,
} from '../../src/model/check.ts';
import { refute } from '../../src/model/refute.ts';
import type { Candidate, Symptom } from '../../src/model/symptom.ts';
import { command } from '../../src/render/paste/paste.ts';

interface OptedOut {
  region: string | null;
  recipient: string;
  list: string;
  /** Null: of all topics. */
  topics: readonly string[] | null;
  /** It never chose: the topics are off for everybody who did not ask for them. */
  byDefault: boolean;
  /** ISO time, or null. */
  changedAt: string | null;
  /** A symptom says that SES held a message back for it. */
  heldBack: boolean;
}

export default defineCheck({
  id: 'recipient-opted-out',
  title: 'Subscriptions of the recipient',
  why: 'SES accepts a send that names the contact list, and does not deliver it to anybody who has opted out.',
  per: 'recipient',
  needs: { target, symptom },
  enrichment: { contact },

  problems: {
    'recipient/opted-out': problem<OptedOut>({
      severity: ({ heldBack }) => (heldBack ? 'error' : 'info'),
      summary: ({ recipient, list, topics, byDefault }) =>
        byDefault
          ? `${recipient} never asked for ${(topics ?? []).join(', ')} on the contact list ${list}, and nobody gets that by default.`
          : topics === null
            ? `${recipient} has unsubscribed from everything on the contact list ${list}.`
            : `${recipient} has opted out of ${topics.join(', ')} on the contact list ${list}.`,
      impact: () =>
        'SES accepts a send that names this list (ListManagementOptions) and does not deliver it. Other mail is not held back.',
      evidence: ({ topics, byDefault, changedAt, list }) => [
        {
          what: `subscription on ${list}`,
          expected: 'opted in',
          actual: `${topics === null ? 'UnsubscribeAll' : `OPT_OUT of ${topics.join(', ')}${byDefault ? ' by default' : ''}`}${changedAt === null ? '' : `, last changed ${changedAt.slice(0, 10)}`}`,
          source: 'ses:GetContact',
        },
      ],
      fix: ({ recipient, list, region, byDefault }) => [
        {
          text: byDefault
            ? 'If the person did sign up for it, set OPT_IN for the topic on the contact (UpdateContact). Send mail that everybody must get, such as an invoice, without ListManagementOptions.'
            : 'Respect it. Send mail that the person must get, such as an invoice, without ListManagementOptions.',
          owner: 'you',
        },
        {
          text: 'See what the contact chose.',
          owner: 'you',
          command: command`aws sesv2 get-contact --contact-list-name ${list} --email-address ${recipient} --region ${region}`,
        },
      ],
      references: [guide('sending-email-subscription-management')],
      explains: ({ heldBack }) => (heldBack ? ['bounce/unsubscribed-recipient'] : []),
    }),

    'recipient/opted-in-now': problem<Pick<OptedOut, 'recipient' | 'list' | 'changedAt'>>({
      severity: 'info',
      summary: ({ recipient, list, changedAt }) =>
        `${recipient} had unsubscribed when the mail bounced, and is subscribed on the contact list ${list} again${changedAt === null ? '' : ` since ${changedAt.slice(0, 10)}`}.`,
      impact: 'SES delivers what names this list again. What bounced then was not delivered.',
      evidence: ({ list, changedAt }) => [
        {
          what: `subscription on ${list}`,
          expected: 'opted in',
          actual: `opted in${changedAt === null ? '' : `, last changed ${changedAt.slice(0, 10)}`}`,
          source: 'ses:GetContact',
        },
      ],
      fix: () => [],
      references: [guide('sending-email-subscription-management')],
      explains: ['bounce/unsubscribed-recipient'],
    }),
  },

  evaluate({ target: { region }, symptom: pasted, contact: known }, recipient) {
    if (!known.ok) return notSeen(known.why.message, unanswered(known, false));
    const found = known.value;
    if (found.kind === 'no-list') return notApplicable('the account has no contact list in this Region');
    if (found.kind === 'not-on-list') return [];
    const { list, unsubscribedFromAll, optedOutOf, outByDefault = [], changedAt, otherWords = [] } = found;
    const byDefault = !unsubscribedFromAll && optedOutOf.length === 0;
    if (byDefault && outByDefault.length === 0) {
      const odd = otherWords.map((word) =>
        notKnown(`a subscription of ${recipient} on ${list}`, word, 'ses:GetContact', false),
      );
      return odd[0] === undefined
        ? cameBack(pasted, { recipient, list, changedAt })
        : notSeen(odd[0].unanswered.message, odd);
    }
    const heldBack = bouncesOf(pasted, recipient).length > 0;
    const topics = unsubscribedFromAll ? null : byDefault ? outByDefault : optedOutOf;
    const data = { region, recipient, list, topics, byDefault, changedAt, heldBack };
    return [{ problem: 'recipient/opted-out', data }];
  },

  observed({ contact: known }) {
    if (!known.ok || known.value.kind === 'no-list') return null;
    return known.value.kind === 'not-on-list'
      ? `not on the list ${known.value.list}`
      : `on the list ${known.value.list}`;
  },
});

/** What a text tells of messages that SES held back for this recipient. */
const bouncesOf = (told: Symptom | null, recipient: string): readonly Candidate[] =>
  (told?.candidates ?? []).filter(
    ({ code, subject }) =>
      code === 'bounce/unsubscribed-recipient' &&
      (subject === null || subject.toLowerCase() === recipient.toLowerCase()),
  );

/** Who is subscribed now had unsubscribed then, unless nothing has changed since: then it was another list or account. */
function cameBack(
  told: Symptom | null,
  data: Pick<OptedOut, 'recipient' | 'list' | 'changedAt'>,
): readonly (Refutation | { problem: 'recipient/opted-in-now'; data: typeof data })[] {
  const { recipient, changedAt } = data;
  const bounces = bouncesOf(told, recipient);
  const isOlder = bounces.every(({ item }) => {
    const day = /\d{4}-\d{2}-\d{2}$/.exec(told?.items[item]?.title ?? '')?.[0];
    return changedAt === null || day === undefined || day <= changedAt.slice(0, 10);
  });
  if (bounces.length === 0 || !isOlder) return [];
  const because = `${recipient} is subscribed on the list ${data.list} now`;
  return [
    { problem: 'recipient/opted-in-now', data },
    // A bounce is proof of how it was then.
    ...refute(told, ['bounce/unsubscribed-recipient'], recipient, because).map((one) => ({
      ...one,
      past: true as const,
    })),
  ];
}
