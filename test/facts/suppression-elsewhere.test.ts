import { describe, expect, it } from 'vitest';
import { listedElsewhere } from '../../src/facts/suppression-elsewhere.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';
import { Unavailable } from '../../src/model/unavailable.ts';

const gone = new Unavailable('not-found', 'gone');
const denied = new Unavailable('access-denied', 'denied', { action: 'ses:GetSuppressedDestination' });
const two: Parameters<typeof fakeAws>[0] = {
  'ses:ListMultiRegionEndpoints': {
    MultiRegionEndpoints: [
      { EndpointName: 'two', EndpointId: 'abc.123', Status: 'READY', Regions: ['eu-west-1', 'us-west-2'] },
    ],
  },
  'ses:GetEmailIdentity': gone,
};
const listed: Parameters<typeof fakeAws>[0]['ses:GetSuppressedDestination'] = {
  SuppressedDestination: {
    EmailAddress: 'ann@example.com',
    Reason: 'BOUNCE',
    LastUpdateTime: new Date('2026-11-01T00:00:00Z'),
  },
};

const look = (replies: Parameters<typeof fakeAws>[0], endpointId: string | null = 'abc.123') =>
  gather(listedElsewhere, {
    subject: 'ann@example.com',
    target: { endpointId, identities: [] },
    probes: { aws: fakeAws(replies) },
  });

describe('the suppression list of the other Region', () => {
  it('is not asked without an endpoint that leads there', async () => {
    expect(await look(two, null)).toEqual([]);
  });

  it('that may not be seen is neither clean nor listed', async () => {
    expect(await look({ ...two, 'ses:GetSuppressedDestination': denied })).toMatchObject([
      { region: 'us-west-2', listing: { ok: false }, reasons: null },
    ]);
  });

  it('without an entry asks for no reasons', async () => {
    expect(await look({ ...two, 'ses:GetSuppressedDestination': gone })).toEqual([
      { endpoint: 'two', region: 'us-west-2', listing: { ok: true, value: null }, reasons: null },
    ]);
  });

  it('is told with the reasons of the account there', async () => {
    const [side] = await look({
      ...two,
      'ses:GetSuppressedDestination': listed,
      'ses:GetAccount': {
        ProductionAccessEnabled: true,
        SendingEnabled: true,
        SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 0 },
        SuppressionAttributes: { SuppressedReasons: ['COMPLAINT'] },
      },
    });
    expect(side).toMatchObject({
      listing: { ok: true, value: { reason: 'BOUNCE' } },
      reasons: { ok: true, value: ['COMPLAINT'] },
    });
  });
});
