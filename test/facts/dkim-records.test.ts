import type { Answer } from 'dns-packet';
import { afterEach, describe, expect, it } from 'vitest';
import { dkimRecords, signingZone, unreadyDkimRecords } from '../../src/facts/dkim-records.ts';
import { mailFromRecords } from '../../src/facts/mail-from/records.ts';
import { mailFromSpf } from '../../src/facts/mail-from/spf.ts';
import { createFactStore } from '../../src/engine/gather.ts';
import { dnsProbe } from '../../src/probes/dns/probe.ts';
import { dnsServer, soa, type TestServer } from '../probes/dns/server.ts';
import { gather } from '../support/gather.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { fakeAws, fakeDns, fakeProbes } from '../support/probes.ts';
import { senderProbes, verified } from '../support/sender-world.ts';
import { Rounds } from '../support/rounds.ts';
import { targetWith } from '../support/target.ts';

describe('the zone that the CNAMEs lead to', () => {
  const dkim = {
    signing: true,
    status: 'SUCCESS',
    tokens: [],
    origin: 'AWS_SES',
    signingHostedZone: null,
    currentKeyLength: null,
    nextKeyLength: null,
  };
  it('is what SES says, even against the table', () => {
    expect(signingZone({ ...dkim, signingHostedZone: 'DKIM.eu-west-1.amazonses.com.' }, 'eu-west-1')).toBe(
      'dkim.eu-west-1.amazonses.com',
    );
  });
  it('is that of the Region when SES does not say', () => {
    expect(signingZone(dkim, 'eu-west-1')).toBe('dkim.amazonses.com');
    expect(signingZone(dkim, 'af-south-1')).toBe('dkim.af-south-1.amazonses.com');
  });
  it('is that of the parent Region for a replica', () => {
    expect(signingZone({ ...dkim, origin: 'AWS_SES_AF_SOUTH_1' }, 'eu-west-1')).toBe(
      'dkim.af-south-1.amazonses.com',
    );
  });
  it('is not guessed for a Region that nobody knows', () => {
    expect(signingZone(dkim, 'mars-north-1')).toBeNull();
    expect(signingZone(dkim, null)).toBeNull();
  });
});

it('an identity without DKIM has no records to look at', async () => {
  const identity = { ...verified, DkimAttributes: { SigningEnabled: false, Status: 'NOT_STARTED' as const } };
  await expect(
    gather(dkimRecords, { probes: senderProbes({}, { identity }), subject: 'example.com' }),
  ).rejects.toMatchObject({ reason: 'prerequisite' });
});

describe('an identity that waits below a verified domain', () => {
  const tokens = verified.DkimAttributes?.Tokens ?? [];
  /** `mail.example.com` as SES has it; null: there is no such identity. */
  const asked = async (own: Partial<typeof verified> | null, subject = 'mail.example.com') =>
    await gather(unreadyDkimRecords, {
      subject,
      probes: {
        aws: fakeAws({
          'ses:GetEmailIdentity': ({ EmailIdentity: name }) => {
            if (name === 'example.com') return verified;
            if (name !== subject || own === null) throw new Unavailable('not-found', 'no such identity');
            return { ...verified, VerifiedForSendingStatus: false, VerificationStatus: 'PENDING', ...own };
          },
          'sts:GetCallerIdentity': { Account: '111122223333' },
        }),
        dns: fakeDns({
          [`${tokens[0] ?? ''}._domainkey.mail.example.com`]: {
            CNAME: [`${tokens[0] ?? ''}.dkim.amazonses.com`],
          },
        }),
      },
    });

  it('has records of its own, there or not', async () => {
    const { identity, records } = await asked({});
    expect(identity).toBe('mail.example.com');
    expect(records.map(({ cname }) => cname.ok && cname.value.records.length)).toEqual([1, 0, 0]);
  });

  it.each([
    ['nothing waits', null],
    ['it may send', { VerifiedForSendingStatus: true }],
    ['it has no tokens', { DkimAttributes: { SigningEnabled: false, Status: 'NOT_STARTED' as const } }],
  ])('has none where %s', async (_why, own) => {
    await expect(asked(own)).rejects.toMatchObject({ reason: 'prerequisite' });
  });

  it('has none where it is an address', async () => {
    await expect(asked({}, 'news@example.com')).rejects.toMatchObject({ reason: 'prerequisite' });
  });

  it('is not known where the key is of a kind that is new', async () => {
    const DkimAttributes = { ...verified.DkimAttributes, SigningEnabled: true, Status: 'PENDING' as const };
    const asks = asked({
      DkimAttributes: { ...DkimAttributes, SigningAttributesOrigin: 'MARS' as 'EXTERNAL' },
    });
    await expect(asks).rejects.toMatchObject({ reason: 'bad-reply' });
  });
});

describe('with servers that hold their answers back', () => {
  const servers: TestServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(({ close }) => close()));
  });

  /** One server is the resolver and the zone's own server; `bare` leaves out what the sender should have published. */
  async function worldInRounds(bare: boolean) {
    const held = new Rounds();
    const server = await dnsServer(({ name, type }) => {
      const reply = (...answers: Answer[]) => ({
        authoritative: true,
        hold: (send: () => void) => {
          held.hold(send);
        },
        answers,
        authorities: answers.length === 0 ? [soa('example.com')] : [],
      });
      if (name === 'example.com' && type === 'NS')
        return reply({ type: 'NS', name, ttl: 60, data: 'ns1.example.com' });
      if (name === 'ns1.example.com' && type === 'A')
        return reply({ type: 'A', name, ttl: 60, data: '127.0.0.1' });
      if (name === 'amazonses.com' && type === 'TXT')
        return reply({ type: 'TXT', name, ttl: 60, data: 'v=spf1 ip4:192.0.2.0/24 -all' });
      if (bare) return reply();
      if (name.includes('._domainkey.') && type !== 'NS') {
        return reply({
          type: 'CNAME',
          name,
          ttl: 60,
          data: `${name.split('.')[0] ?? ''}.dkim.amazonses.com`,
        });
      }
      if (name.endsWith('.dkim.amazonses.com') && type === 'TXT')
        return reply({ type: 'TXT', name, ttl: 60, data: 'p=' });
      if (name === 'bounce.example.com' && type === 'MX') {
        return reply({
          type: 'MX',
          name,
          ttl: 60,
          data: { preference: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' },
        });
      }
      if (name === 'bounce.example.com' && type === 'TXT')
        return reply({ type: 'TXT', name, ttl: 60, data: 'v=spf1 include:amazonses.com ~all' });
      return reply();
    });
    servers.push(server);
    const dns = dnsProbe({
      servers: [{ host: '127.0.0.1', port: server.port }],
      timeoutMs: 60_000,
      tryMs: 60_000,
      signal: new AbortController().signal,
      authoritativePort: server.port,
    });
    const identity = {
      ...verified,
      MailFromAttributes: {
        MailFromDomain: 'bounce.example.com',
        MailFromDomainStatus: 'SUCCESS' as const,
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' as const,
      },
    };
    const store = createFactStore({
      probes: fakeProbes({
        dns,
        aws: fakeAws({ 'ses:GetEmailIdentity': identity, 'ses:GetDedicatedIps': {} }),
      }),
      target: targetWith({ identities: ['example.com'] }),
    });
    const facts = Promise.all(
      [dkimRecords, mailFromRecords, mailFromSpf].map((fact) => store.read<unknown>(fact, 'example.com')),
    );
    const rounds = await held.count(facts);
    await facts;
    return { rounds, questions: server.asked.length };
  }

  it('DKIM and MAIL FROM take eight round trips at most, and few questions', async () => {
    const { rounds, questions } = await worldInRounds(false);
    expect(rounds).toBeLessThanOrEqual(8);
    expect(questions).toBeLessThan(35);
  });

  it('also where nothing is published, and near misses are looked for', async () => {
    const { rounds } = await worldInRounds(true);
    expect(rounds).toBeLessThanOrEqual(8);
  });
});
