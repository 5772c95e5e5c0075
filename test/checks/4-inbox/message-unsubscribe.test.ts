import check from '../../../checks/4-inbox/message-unsubscribe.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { messageWith, signature, signaturesOf } from '../../support/message-world.ts';
import { healthyAccount } from '../../support/account.ts';
import { notApplicable, notSeen } from '../../../src/model/check.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';

const field = 'List-Unsubscribe: <https://shop.example/u?1>, <mailto:u@shop.example>';
const post = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click';
const bulk = (...fields: string[]) => messageWith([], ['Precedence: bulk', ...fields]);
const found = (
  missing: 'field' | 'https' | 'post' | 'signature',
  shown: string | null,
  ...marks: string[]
) => [
  {
    problem: 'message/no-one-click-unsubscribe' as const,
    subject: 'shop.example',
    data: { missing, marks: ['precedence: bulk', ...marks], field: shown },
  },
];
const mark = 'list-unsubscribe';
const shown = 'https://shop.example/…, mailto:u@shop.example';
const offline = { ok: false as const, why: new Unavailable('offline', 'not asked').why };

const personal = notApplicable('nothing marks the message as bulk mail');
const unverified = notSeen(
  'both fields are there; whether a valid DKIM signature covers them could not be verified',
  [],
);

describeCheck(check, {
  healthy: {
    message: bulk(field, post),
    account: { ok: true, value: healthyAccount },
    signatures: { ok: true, value: signaturesOf(signature()) },
  },
  finds: {
    'no field': { given: { message: bulk() }, found: found('field', null) },
    'a mailto: alone': {
      given: { message: bulk('List-Unsubscribe: <mailto:u@shop.example>') },
      found: found('https', 'mailto:u@shop.example', 'list-unsubscribe'),
    },
    'no one click': { given: { message: bulk(field) }, found: found('post', shown, mark) },
    'fields that the signature does not cover': {
      given: {
        message: bulk(field, post),
        signatures: { ok: true, value: signaturesOf(signature({ headers: ['from'] })) },
      },
      found: found('signature', shown, mark),
    },
    'fields that only a broken signature covers': {
      given: {
        message: bulk(field, post),
        signatures: { ok: true, value: signaturesOf(signature({}, { kind: 'broken', because: 'body' })) },
      },
      found: found('signature', shown, mark),
    },
    'marketing by the account': {
      given: {
        message: messageWith([], ['Feedback-ID: 1.eu-west-1.abc=:AmazonSES']),
        account: { ok: true, value: { ...healthyAccount, mailType: 'MARKETING' } },
      },
      found: [
        {
          problem: 'message/no-one-click-unsubscribe',
          subject: 'shop.example',
          data: {
            missing: 'field',
            marks: ['the account sends marketing mail (MailType MARKETING)'],
            field: null,
          },
        },
      ],
    },
  },
  verdicts: {
    'mail to one person': { given: { message: messageWith() }, verdict: personal },
    'nobody could be asked': {
      given: { message: messageWith(), account: offline, signatures: offline },
      verdict: personal,
    },
    'a mailing list passed it on': {
      given: { message: messageWith(['X-BeenThere: talk@lists.example'], ['List-Id: <talk.lists.example>']) },
      verdict: notApplicable('a mailing list passed the message on, with an address of its own'),
    },
    'the signatures could not be verified': { given: { signatures: offline }, verdict: unverified },
    'the key of the signature could not be asked for': {
      given: {
        signatures: { ok: true, value: signaturesOf(signature({}, { kind: 'temperror', why: offline.why })) },
      },
      verdict: unverified,
    },
  },
});
