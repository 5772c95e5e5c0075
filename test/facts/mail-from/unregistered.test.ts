import { describe, expect, it } from 'vitest';
import { guessedMailFrom, namedMailFrom } from '../../../src/facts/mail-from/unregistered.ts';
import type { AwsOutput } from '../../../src/model/aws-calls.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws, fakeDns, type Zone } from '../../support/probes.ts';
import { verified } from '../../support/sender-world.ts';

const exchange = 'feedback-smtp.eu-west-1.amazonses.com';
const ready: Zone = { 'bounce.example.com': { MX: [{ preference: 10, exchange }] } };
const using = (domain: string): AwsOutput<'ses:GetEmailIdentity'> => ({
  ...verified,
  MailFromAttributes: {
    MailFromDomain: domain,
    MailFromDomainStatus: 'SUCCESS',
    BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
  },
});
/** As stand-ins answer: a status, and not which domain it is of. */
const nameless = {
  ...verified,
  MailFromAttributes: { MailFromDomainStatus: 'SUCCESS', BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
} as AwsOutput<'ses:GetEmailIdentity'>;
const denied = new Unavailable('access-denied', 'not permitted');

describe('the domain of --mail-from', () => {
  const named = (zone: Zone, mailFrom: string | null = 'bounce.example.com', identity = verified) =>
    gather(namedMailFrom, {
      probes: { dns: fakeDns(zone), aws: fakeAws({ 'ses:GetEmailIdentity': identity }) },
      target: { mailFrom },
      subject: 'example.com',
    });

  it('is not asked for without the flag', async () => {
    await expect(named(ready, null)).rejects.toMatchObject({ reason: 'not-asked' });
  });

  it('is unknown where SES gives a status and no name', async () => {
    await expect(named(ready, 'bounce.example.com', nameless)).rejects.toMatchObject({ reason: 'bad-reply' });
  });

  it('needs no look when it is the one SES uses', async () => {
    await expect(named(ready, 'x@Bounce.example.com', using('bounce.example.com'))).rejects.toMatchObject({
      reason: 'prerequisite',
    });
  });

  it.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)(
    'has an unknown MX after %s, not none',
    async (failure) => {
      expect(await named({ 'bounce.example.com': failure })).toMatchObject({ exchanges: { ok: false } });
    },
  );

  it.each<[string, Zone, readonly string[]]>([
    ['none', {}, []],
    ['that of SES', ready, [exchange]],
  ])('has an MX: %s', async (_, zone, value) => {
    expect(await named(zone)).toEqual({ domain: 'bounce.example.com', exchanges: { ok: true, value } });
  });
});

describe('a MAIL FROM domain that is ready and not in use', () => {
  const guess = ({
    zone = ready,
    list = { EmailIdentities: [{ IdentityName: 'example.com' }] },
    identities = () => verified,
    mailFrom = null,
  }: {
    zone?: Zone;
    list?: AwsOutput<'ses:ListEmailIdentities'> | Unavailable;
    identities?: (name: string) => AwsOutput<'ses:GetEmailIdentity'>;
    mailFrom?: string | null;
  }) =>
    gather(guessedMailFrom, {
      probes: {
        dns: fakeDns(zone),
        aws: fakeAws({
          'ses:GetEmailIdentity': ({ EmailIdentity = '' }) => identities(EmailIdentity),
          'ses:ListEmailIdentities': list,
        }),
      },
      target: { mailFrom },
      subject: 'example.com',
    });

  it('is the one whose MX names SES in this Region', async () => {
    expect(await guess({})).toEqual({ domain: 'bounce.example.com', exchange });
  });

  it.each<[string, Parameters<typeof guess>[0]]>([
    ...(
      [
        [
          'SES does not know an identity that its list names',
          new Unavailable('not-found', 'no such identity'),
        ],
        ['the MAIL FROM domain of an identity has a status and no name', nameless],
        [
          'the status without a name says that it waits',
          { ...nameless, MailFromAttributes: { MailFromDomainStatus: 'PENDING' } },
        ],
        [
          'the name is empty',
          { ...nameless, MailFromAttributes: { MailFromDomain: '', MailFromDomainStatus: 'FAILED' } },
        ],
      ] as const
    ).map(([what, reply]): [string, Parameters<typeof guess>[0]] => [
      what,
      {
        list: { EmailIdentities: [{ IdentityName: 'example.com' }, { IdentityName: 'a.example.com' }] },
        identities: (name) => {
          if (name !== 'a.example.com') return verified;
          if (reply instanceof Unavailable) throw reply;
          return reply as AwsOutput<'ses:GetEmailIdentity'>;
        },
      },
    ]),
    ['the identity itself has a status and no name', { identities: () => nameless }],
    [
      'there are too many identities to read',
      {
        list: {
          EmailIdentities: Array.from({ length: 11 }, (_, at) => ({
            IdentityName: `${String(at)}.example.com`,
          })),
        },
      },
    ],
  ])('is not named when it cannot be told: %s', async (_, world) => {
    expect(await guess(world)).toBeNull();
  });

  it('is not said to be missing where a usual name does not answer', async () => {
    await expect(guess({ zone: { 'bounce.example.com': 'SERVFAIL' } })).rejects.toThrow('bounce.example.com');
  });

  it.each([denied, new Unavailable('throttled', 'slow'), new Unavailable('malformed', 'no object')])(
    'is open where nobody said whether it is in use: $message',
    async (why) => {
      const list = { EmailIdentities: [{ IdentityName: 'example.com' }, { IdentityName: 'a.example.com' }] };
      await expect(guess({ list: why })).rejects.toBe(why);
      const identities = (name: string) => {
        if (name === 'a.example.com') throw why;
        return verified;
      };
      await expect(guess({ list, identities })).rejects.toThrow(why.message);
    },
  );

  it.each<[string, Parameters<typeof guess>[0]]>([
    ['no such name exists', { zone: {} }],
    [
      'its MX names another Region',
      {
        zone: {
          'bounce.example.com': {
            MX: [{ preference: 10, exchange: 'feedback-smtp.us-east-1.amazonses.com' }],
          },
        },
      },
    ],
    [
      'it has another MX beside that of SES',
      {
        zone: {
          'bounce.example.com': {
            MX: [
              { preference: 10, exchange },
              { preference: 20, exchange: 'mx.example.com' },
            ],
          },
        },
      },
    ],
    [
      'its MX is a mail server',
      { zone: { 'mail.example.com': { MX: [{ preference: 10, exchange: 'mx.example.com' }] } } },
    ],
    ['SES uses it for the identity', { identities: () => using('bounce.example.com') }],
    [
      'SES uses it for an identity below',
      {
        list: { EmailIdentities: [{ IdentityName: 'example.com' }, { IdentityName: 'a.example.com' }] },
        identities: (name) => (name === 'a.example.com' ? using('bounce.example.com') : verified),
      },
    ],
    ['--mail-from names one', { mailFrom: 'other.example.com' }],
  ])('is not there when %s', async (_, world) => {
    expect(await guess(world)).toBeNull();
  });
});
