import { expect, it } from 'vitest';
import check from '../../../checks/4-inbox/mail-from.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import type { Zone } from '../../support/probes.ts';
import { verified } from '../../support/sender-world.ts';
import { goodZone, mailFromFacts, withMailFrom } from './mail-from-world.ts';

async function given(zone: Zone = goodZone, options: Parameters<typeof mailFromFacts>[1] = {}) {
  const { target, identity, named, records, guessed } = await mailFromFacts(zone, options);
  return { target, identity, symptom: null, named, records, guessed };
}

const who = { name: 'example.com', region: 'eu-west-1' };
const byDefault = { problem: 'mail-from/default' as const, data: who };
const status = (code: string, records: 'right' | 'wrong' | 'unclear', rejects = false) => ({
  ...who,
  domain: 'bounce.example.com',
  status: code,
  rejects,
  records,
});
const exchange = 'feedback-smtp.eu-west-1.amazonses.com';
const rejecting = (code: 'FAILED' | 'PENDING' | 'SUCCESS') =>
  withMailFrom({ MailFromDomainStatus: code, BehaviorOnMxFailure: 'REJECT_MESSAGE' });
const ready = (domain: string, host = exchange): Zone => ({
  [domain]: { MX: [{ preference: 10, exchange: host }] },
});

describeCheck(check, {
  healthy: await given(),
  subject: 'example.com',
  finds: {
    'the MAIL FROM domain of SES': { given: await given({}, { identity: verified }), found: [byDefault] },
    'a domain given with --mail-from that SES was never told of': {
      given: await given(ready('mx.example.com'), {
        identity: verified,
        target: { mailFrom: 'mx.example.com' },
      }),
      found: [
        {
          problem: 'mail-from/not-started',
          data: { ...who, domain: 'mx.example.com', exchange, guessed: false, inUse: null },
        },
        byDefault,
      ],
    },
    'a domain given with --mail-from while another one is in use': {
      given: await given(
        { ...goodZone, ...ready('mx.example.com', 'feedback-smtp.us-east-1.amazonses.com') },
        { target: { mailFrom: 'mx.example.com' } },
      ),
      found: [
        {
          problem: 'mail-from/not-started',
          data: {
            ...who,
            domain: 'mx.example.com',
            exchange: 'feedback-smtp.us-east-1.amazonses.com',
            guessed: false,
            inUse: 'bounce.example.com',
          },
        },
      ],
    },
    'a domain that is ready and that no identity uses': {
      given: await given(ready('bounces.example.com'), {
        identity: verified,
        listed: ['example.com', 'other.test'],
      }),
      found: [
        {
          problem: 'mail-from/not-started',
          data: { ...who, domain: 'bounces.example.com', exchange, guessed: true, inUse: null },
        },
        byDefault,
      ],
    },
    'pending, and the MX is right': {
      given: await given(goodZone, { identity: withMailFrom({ MailFromDomainStatus: 'PENDING' }) }),
      found: [{ problem: 'mail-from/pending', data: status('PENDING', 'right') }],
    },
    'failed, and the MX is missing': {
      given: await given({}, { identity: withMailFrom({ MailFromDomainStatus: 'FAILED' }) }),
      found: [{ problem: 'mail-from/failed', data: status('FAILED', 'wrong') }],
    },
    'failed, and the MX is right by now': {
      given: await given(goodZone, { identity: withMailFrom({ MailFromDomainStatus: 'FAILED' }) }),
      found: [{ problem: 'mail-from/failed', data: status('FAILED', 'right') }],
    },
    'the MX vanished and is back': {
      given: await given(goodZone, { identity: withMailFrom({ MailFromDomainStatus: 'TEMPORARY_FAILURE' }) }),
      found: [{ problem: 'mail-from/temporary-failure', data: status('TEMPORARY_FAILURE', 'right') }],
    },
    'mail is refused while it does not work': {
      given: await given({}, { identity: rejecting('FAILED') }),
      found: [
        { problem: 'mail-from/failed', data: status('FAILED', 'wrong', true) },
        { problem: 'mail-from/rejects-on-failure', data: status('FAILED', 'wrong', true) },
      ],
    },
    'a domain of somebody else': {
      given: await given({}, { identity: verified, target: { mailFrom: 'bounce.example.net' } }),
      found: [
        { problem: 'mail-from/not-a-subdomain', data: { ...who, domain: 'bounce.example.net' } },
        byDefault,
      ],
    },
    'the domain itself': {
      given: await given({}, { identity: verified, target: { mailFrom: 'me@example.com' } }),
      found: [{ problem: 'mail-from/not-a-subdomain', data: { ...who, domain: 'example.com' } }, byDefault],
    },
  },
  silent: {
    'REJECT_MESSAGE with a domain that works': await given(goodZone, { identity: rejecting('SUCCESS') }),
    'the domain of --mail-from is in use': await given(goodZone, {
      target: { mailFrom: 'bounce.example.com' },
    }),
    'records that could not be read, while SES is content': await given({ 'bounce.example.com': 'SERVFAIL' }),
  },
  reads: [
    {
      code: 'mail-from/rejects-on-failure',
      subject: 'example.com',
      quote: 'MailFromDomainNotVerifiedException: the MAIL FROM domain is not verified',
      rank: 0,
      item: 0,
      data: { identity: 'example.com', region: 'eu-west-1' },
    },
    {
      code: 'mail-from/rejects-on-failure',
      subject: null,
      quote: 'MailFromDomainNotVerified',
      rank: 0,
      item: 0,
      data: {},
    },
  ],
});

const uses = (domain: string) => (name: string) =>
  name === 'example.com' ? verified : withMailFrom({ MailFromDomain: domain });

it.each<[string, Zone, Parameters<typeof mailFromFacts>[1]]>([
  [
    'names another Region',
    ready('bounces.example.com', 'feedback-smtp.us-east-1.amazonses.com'),
    { listed: ['example.com'] },
  ],
  ['names no host of SES', ready('mail.example.com', 'mx.example.net'), { listed: ['example.com'] }],
  [
    'is used by an identity below',
    ready('bounces.example.com'),
    { listed: ['example.com', 'news.example.com'], identity: uses('bounces.example.com') },
  ],
  [
    'may be used by one of too many identities',
    ready('bounces.example.com'),
    { listed: Array.from({ length: 11 }, (_, index) => `n${index}.example.com`) },
  ],
])('nothing is guessed when the domain %s', async (_name, zone, options) => {
  const facts = await given(zone, { identity: verified, ...options });
  expect(check.evaluate(facts, 'example.com')).toEqual([byDefault]);
});

it('a guess that cannot be told from a domain in use is no tick', async () => {
  const facts = await given(ready('bounces.example.com'), { identity: verified, listed: ['example.com'] });
  expect(facts.guessed).toMatchObject({ value: { domain: 'bounces.example.com' } });
  const unread = { ok: false as const, why: new Unavailable('access-denied', 'no').why };
  expect(check.evaluate({ ...facts, guessed: unread }, 'example.com')).toMatchObject({
    notApplicable: expect.stringContaining('is in no use is not known: no') as string,
    missed: [{ unanswered: { reason: 'access-denied' }, counts: false }],
  });
});

it.each(['SERVFAIL', 'REFUSED', 'TIMEOUT'] as const)(
  '%s for the domain of --mail-from is unknown',
  async (failure) => {
    const facts = await given(
      { 'mx.example.com': failure },
      { identity: verified, target: { mailFrom: 'mx.example.com' } },
    );
    expect(check.evaluate(facts, 'example.com')).toMatchObject([
      byDefault,
      { unanswered: { question: 'MX mx.example.com' }, counts: true },
    ]);
  },
);
