import { contact } from '../../src/facts/contact.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, notKnown, notSeen, problem, unanswered } from '../../src/model/check.ts';
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
      return odd[0] === undefined ? [] : notSeen(odd[0].unanswered.message, odd);
    }
    const heldBack =
      pasted?.candidates.some(
        ({ code, subject }) =>
          code === 'bounce/unsubscribed-recipient' &&
          (subject === null || subject.toLowerCase() === recipient.toLowerCase()),
      ) === true;
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
