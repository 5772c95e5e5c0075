import check from '../../../checks/3-delivery/recipient-opted-out.ts';
import type { Contact } from '../../../src/facts/contact.ts';
import { answered, candidateOf, symptomOf, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const recipient = 'ann@receiver.example';
const contact = (more: Partial<Extract<Contact, { kind: 'on-list' }>> = {}) =>
  answered<Contact>({
    kind: 'on-list',
    list: 'newsletter',
    unsubscribedFromAll: false,
    optedOutOf: [],
    changedAt: '2026-03-01T08:00:00.000Z',
    ...more,
  });
const data = {
  region: 'eu-west-1',
  recipient,
  list: 'newsletter',
  topics: null,
  byDefault: false,
  changedAt: '2026-03-01T08:00:00.000Z',
  heldBack: false,
};
const refused = whyOf('access-denied', 'these credentials are not allowed to call ses:GetContact');

describeCheck(check, {
  subject: recipient,
  healthy: { target: targetWith(), symptom: null, contact: contact() },
  finds: {
    'somebody who left the whole list': {
      given: { contact: contact({ unsubscribedFromAll: true, optedOutOf: ['offers'] }) },
      found: [{ problem: 'recipient/opted-out', data }],
    },
    'somebody who never chose, and a topic that is off by default': {
      given: { contact: contact({ outByDefault: ['offers'], changedAt: null }) },
      found: [
        {
          problem: 'recipient/opted-out',
          data: { ...data, topics: ['offers'], byDefault: true, changedAt: null },
        },
      ],
    },
    'somebody who left two topics': {
      given: { contact: contact({ optedOutOf: ['offers', 'news'], changedAt: null }) },
      found: [
        { problem: 'recipient/opted-out', data: { ...data, topics: ['offers', 'news'], changedAt: null } },
      ],
    },
    'somebody whose message SES held back for it': {
      given: {
        contact: contact({ unsubscribedFromAll: true }),
        symptom: symptomOf([candidateOf('bounce/unsubscribed-recipient', recipient)]),
      },
      found: [{ problem: 'recipient/opted-out', data: { ...data, heldBack: true } }],
    },
    'somebody who came back since': {
      given: { symptom: symptomOf([candidateOf('bounce/unsubscribed-recipient', recipient)]) },
      found: [
        {
          problem: 'recipient/opted-in-now',
          data: { recipient, list: 'newsletter', changedAt: '2026-03-01T08:00:00.000Z' },
        },
      ],
    },
  },
  silent: {
    'an address that is not on the list': {
      contact: answered<Contact>({ kind: 'not-on-list', list: 'newsletter' }),
    },
  },
  verdicts: {
    'an account without a list': {
      given: { contact: answered<Contact>({ kind: 'no-list' }) },
      verdict: { notApplicable: 'the account has no contact list in this Region' },
    },
    'a refused question gets no tick, and does not count': {
      given: { contact: unansweredWith(refused) },
      verdict: {
        notApplicable: 'these credentials are not allowed to call ses:GetContact',
        missed: [{ unanswered: refused, counts: false }],
      },
    },
  },
});
