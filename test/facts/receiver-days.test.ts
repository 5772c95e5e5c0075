import { describe, expect, it } from 'vitest';
import { receiverDays } from '../../src/facts/receiver-days.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';
import { verified } from '../support/sender-world.ts';

type Replies = Parameters<typeof fakeAws>[0];

describe('the numbers by mailbox provider', () => {
  const look = (reply: NonNullable<Replies['ses:BatchGetMetricData']>, vdm = true) =>
    gather(receiverDays, {
      subject: 'example.com',
      probes: {
        aws: fakeAws({
          'ses:GetEmailIdentity': verified,
          'ses:GetAccount': {
            ProductionAccessEnabled: true,
            SendingEnabled: true,
            SendQuota: { Max24HourSend: 1, MaxSendRate: 1, SentLast24Hours: 0 },
            VdmAttributes: { VdmEnabled: vdm ? 'ENABLED' : 'DISABLED' },
          },
          'ses:BatchGetMetricData': reply,
        }),
      },
    });

  it('are not known when they may not be read, whole or query by query', async () => {
    const denied = new Unavailable('access-denied', 'denied');
    await expect(look(denied)).rejects.toMatchObject({ reason: 'access-denied' });
    await expect(look({ Errors: [{ Id: 'sent_0', Code: 'ACCESS_DENIED' }] })).rejects.toMatchObject({
      reason: 'access-denied',
    });
    await expect(look({ Errors: [{ Id: 'sent_0', Code: 'INTERNAL_FAILURE' }] })).rejects.toMatchObject({
      reason: 'bad-reply',
    });
  });

  it('are told apart from numbers that SES failed to give', async () => {
    const at = [new Date('2026-11-20T00:00:00Z')];
    const found = await look({
      Results: [{ Id: 'sent_0', Timestamps: at, Values: [90] }],
      Errors: [
        { Id: 'permanent_0', Code: 'INTERNAL_FAILURE' },
        { Id: 'sent_1', Code: 'INTERNAL_FAILURE' },
      ],
    });
    expect(found).toMatchObject([
      { days: [{ sent: 90, permanent: null }], failed: 'INTERNAL_FAILURE' },
      { days: [], failed: 'INTERNAL_FAILURE' },
    ]);
  });

  it('are not asked for without Virtual Deliverability Manager', async () => {
    await expect(look({}, false)).rejects.toMatchObject({ reason: 'prerequisite' });
  });

  it('are counts by day, and no count is never zero', async () => {
    const asked: unknown[] = [];
    const found = await look(({ Queries = [] }) => {
      asked.push(...Queries.map(({ Dimensions }) => Dimensions));
      return {
        Results: [
          {
            Id: 'sent_0',
            Timestamps: [new Date('2026-11-20T00:00:00Z'), new Date('2026-11-19T00:00:00Z')],
            Values: [90, 80],
          },
          { Id: 'transient_0', Timestamps: [new Date('2026-11-20T00:00:00Z')], Values: [9] },
        ],
      };
    });
    expect(asked).toContainEqual({ EMAIL_IDENTITY: 'example.com', ISP: 'Gmail' });
    expect(found).toEqual([
      {
        receiver: 'Gmail',
        days: [
          { date: '2026-11-19', sent: 80, permanent: null, transient: null, complaints: null },
          { date: '2026-11-20', sent: 90, permanent: null, transient: 9, complaints: null },
        ],
      },
    ]);
  });
});
