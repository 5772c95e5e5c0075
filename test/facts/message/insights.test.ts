import { describe, expect, it } from 'vitest';
import { messageTrace } from '../../../src/facts/message/insights.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';

const messageId = '0102018f0a1b2c3d-11111111-2222-3333-4444-555555555555-000000';
const meta = { $metadata: {} };
const account = (vdm: 'ENABLED' | 'DISABLED') => ({
  ProductionAccessEnabled: true,
  SendingEnabled: true,
  SendQuota: { Max24HourSend: 1000, MaxSendRate: 10, SentLast24Hours: 0 },
  VdmAttributes: { VdmEnabled: vdm },
  ...meta,
});
const trace = async (replies: Parameters<typeof fakeAws>[0]) =>
  await gather(messageTrace, { probes: { aws: fakeAws(replies) }, target: { messageId } });

describe('the trace of a message', () => {
  it('is not asked for without a message id', async () => {
    const aws = fakeAws({ 'ses:GetAccount': account('ENABLED') });
    await expect(gather(messageTrace, { probes: { aws } })).rejects.toMatchObject({
      why: { reason: 'not-asked' },
    });
  });

  it('is not asked for while the manager is off', async () => {
    expect(await trace({ 'ses:GetAccount': account('DISABLED') })).toEqual({ kind: 'not-enabled' });
  });

  it('is asked for where the account could not be read', async () => {
    expect(
      await trace({
        'ses:GetAccount': new Unavailable('access-denied', 'no'),
        'ses:GetMessageInsights': new Unavailable('not-found', 'no such message'),
      }),
    ).toEqual({ kind: 'not-found' });
  });

  it('is not known when the call fails otherwise', async () => {
    await expect(
      trace({
        'ses:GetAccount': account('ENABLED'),
        'ses:GetMessageInsights': new Unavailable('access-denied', 'no'),
      }),
    ).rejects.toMatchObject({ why: { reason: 'access-denied' } });
  });

  it('has the events in their order, bounces read by the rules for bounces', async () => {
    const found = await trace({
      'ses:GetAccount': account('ENABLED'),
      'ses:GetMessageInsights': {
        MessageId: messageId,
        Insights: [
          {
            Destination: 'Someone@receiver.example',
            Isp: 'Receiver',
            Events: [
              {
                Type: 'BOUNCE',
                Timestamp: new Date('2026-11-20T08:02:00Z'),
                Details: {
                  Bounce: {
                    BounceType: 'PERMANENT',
                    BounceSubType: 'General',
                    DiagnosticCode: 'smtp; 550 5.1.1 user unknown',
                  },
                },
              },
              { Type: 'SEND', Timestamp: new Date('2026-11-20T08:00:00Z') },
            ],
          },
        ],
        ...meta,
      },
    });
    expect(found).toMatchObject({
      kind: 'found',
      recipients: [
        {
          recipient: 'Someone@receiver.example',
          provider: 'Receiver',
          events: [
            { type: 'SEND', at: '2026-11-20T08:00:00.000Z', words: null, meanings: [] },
            {
              type: 'BOUNCE',
              words: 'PERMANENT / General / smtp; 550 5.1.1 user unknown',
              meanings: [{ code: 'bounce/unknown-user', rank: 0 }],
            },
          ],
        },
      ],
    });
    // A fact is plain JSON.
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});
