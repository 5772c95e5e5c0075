import { describe, expect, it } from 'vitest';
import { envelope } from '../../src/facts/spf-envelope.ts';
import { sesAddresses } from '../../src/facts/spf-ses.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws, fakeDns, type Zone } from '../support/probes.ts';
import { verified } from '../support/sender-world.ts';

type MailFromStatus = 'SUCCESS' | 'PENDING' | 'FAILED' | 'TEMPORARY_FAILURE';
type OnFailure = 'USE_DEFAULT_VALUE' | 'REJECT_MESSAGE';

describe('the envelope sender', () => {
  const custom = 'bounce.example.com';
  const ask = (MailFromDomainStatus: MailFromStatus, BehaviorOnMxFailure: OnFailure) =>
    gather(envelope, {
      probes: {
        aws: fakeAws({
          'ses:GetEmailIdentity': {
            ...verified,
            MailFromAttributes: { MailFromDomain: custom, MailFromDomainStatus, BehaviorOnMxFailure },
          },
        }),
      },
      subject: 'example.com',
    });

  it('is not known when the identity may not be read', async () => {
    const aws = fakeAws({ 'ses:GetEmailIdentity': new Unavailable('access-denied', 'not permitted') });
    await expect(gather(envelope, { probes: { aws }, subject: 'example.com' })).rejects.toMatchObject({
      reason: 'access-denied',
    });
  });

  it("is Amazon's without a custom domain", async () => {
    const aws = fakeAws({ 'ses:GetEmailIdentity': verified });
    expect(await gather(envelope, { probes: { aws }, subject: 'example.com' })).toEqual({
      kind: 'default',
      domain: 'amazonses.com',
      custom: null,
      status: null,
    });
  });

  it.each<[MailFromStatus, OnFailure, object]>([
    ['SUCCESS', 'REJECT_MESSAGE', { kind: 'custom', domain: custom }],
    ['SUCCESS', 'USE_DEFAULT_VALUE', { kind: 'custom', domain: custom }],
    ...(['PENDING', 'FAILED', 'TEMPORARY_FAILURE'] as const).flatMap(
      (status): [MailFromStatus, OnFailure, object][] => [
        [status, 'REJECT_MESSAGE', { kind: 'refused', custom, status }],
        [status, 'USE_DEFAULT_VALUE', { kind: 'default', domain: 'amazonses.com', custom, status }],
      ],
    ),
  ])('with a custom domain that is %s and %s', async (status, onFailure, expected) => {
    expect(await ask(status, onFailure)).toEqual(expected);
  });
});

describe('the IP addresses SES sends from', () => {
  const ask = (zone: Zone) => gather(sesAddresses, { probes: { dns: fakeDns(zone) } });
  const record = (text: string): Zone => ({ 'amazonses.com': { TXT: [text] } });

  it.each<[string, Zone]>([
    ['SERVFAIL', { 'amazonses.com': 'SERVFAIL' }],
    ['a timeout', { 'amazonses.com': 'TIMEOUT' }],
    ['no record', {}],
    ['a record without an address', record('v=spf1 -all')],
    ['addresses that do not pass', record('v=spf1 -ip4:192.0.2.0/24 ~all')],
  ])('come from the table after %s', async (_, zone) => {
    const { source, addresses } = await ask(zone);
    expect(source).toBe('table');
    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.every(({ range }) => range !== null)).toBe(true);
  });

  it('are one of each range of the record', async () => {
    expect(await ask(record('v=spf1 ip4:192.0.2.0/24 ip4:198.51.100.0/25 -all'))).toMatchObject({
      source: 'dns',
      addresses: [{ range: '192.0.2.0/24' }, { range: '198.51.100.0/25' }],
    });
  });
});
