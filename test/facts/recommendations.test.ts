import { describe, expect, it } from 'vitest';
import { recommendationEvidence } from '../../src/facts/recommendation-evidence.ts';
import { recommendations } from '../../src/facts/recommendations.ts';
import type { AwsOutput } from '../../src/model/aws-calls.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws, fakeDns, type Zone } from '../support/probes.ts';
import { verified } from '../support/sender-world.ts';

const accountWith = (VdmEnabled: 'ENABLED' | 'DISABLED'): AwsOutput<'ses:GetAccount'> => ({
  ProductionAccessEnabled: true,
  SendingEnabled: true,
  SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14 },
  VdmAttributes: { VdmEnabled },
});
const denied = new Unavailable('access-denied', 'not permitted');

describe('the recommendations of the advisor', () => {
  const ask = (
    reply: AwsOutput<'ses:ListRecommendations'> | Unavailable,
    vdm: 'ENABLED' | 'DISABLED' = 'ENABLED',
  ) =>
    gather(recommendations, {
      probes: { aws: fakeAws({ 'ses:GetAccount': accountWith(vdm), 'ses:ListRecommendations': reply }) },
    });

  it('are unavailable, not none, when they may not be read', async () => {
    await expect(ask(denied)).rejects.toBe(denied);
  });

  it('are not asked for while the manager is off', async () => {
    expect(await ask(denied, 'DISABLED')).toBeNull();
  });

  it.each<[string, NonNullable<AwsOutput<'ses:ListRecommendations'>['Recommendations']>, readonly object[]]>([
    ['none', [], []],
    ['none that is fixed', [{ Type: 'DKIM', Status: 'FIXED' }], []],
    [
      'one about an identity',
      [
        {
          ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
          Type: 'DKIM',
          Description: 'DKIM verification is not enabled.',
          Impact: 'LOW',
          LastUpdatedTimestamp: new Date('2026-11-20T00:00:00Z'),
        },
      ],
      [
        {
          identity: 'example.com',
          type: 'DKIM',
          description: 'DKIM verification is not enabled.',
          impact: 'LOW',
          updated: '2026-11-20T00:00:00.000Z',
        },
      ],
    ],
    [
      'one of which AWS says little',
      [{}],
      [{ identity: null, type: 'OTHER', description: '', impact: 'HIGH', updated: null }],
    ],
  ])('are %s', async (_, Recommendations, items) => {
    expect(await ask({ Recommendations })).toEqual({ items, complete: true, because: null });
  });
});

describe('what is seen of the things the advisor speaks about', () => {
  const see = (zone: Zone, vdm: 'ENABLED' | 'DISABLED' = 'ENABLED') =>
    gather(recommendationEvidence, {
      probes: {
        dns: fakeDns(zone),
        aws: fakeAws({
          'ses:GetAccount': accountWith(vdm),
          'ses:GetEmailIdentity': ({ EmailIdentity: name }) => {
            if (name !== 'mail.example.com') throw new Unavailable('not-found', 'no such identity');
            return verified;
          },
        }),
      },
      subject: 'mail.example.com',
    });

  it.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)(
    '%s leaves open whether DMARC is there',
    async (failure) => {
      expect(await see({ '_dmarc.example.com': failure })).toMatchObject({ dmarc: { ok: false } });
    },
  );

  it('is nothing while the manager is off', async () => {
    expect(await see({}, 'DISABLED')).toBeNull();
  });

  it.each<[string, Zone, boolean]>([
    ['none', {}, false],
    ['another record', { '_dmarc.mail.example.com': { TXT: ['v=DMARC10; p=none'] } }, false],
    ['a record of the domain', { '_dmarc.mail.example.com': { TXT: ['v=DMARC1; p=none'] } }, true],
    ['a record above it', { '_dmarc.example.com': { TXT: ['v=DMARC1;p=reject'] } }, true],
  ])('DMARC: %s', async (_, zone, value) => {
    expect(await see(zone)).toMatchObject({
      identity: { name: 'mail.example.com' },
      dmarc: { ok: true, value },
    });
  });
});
