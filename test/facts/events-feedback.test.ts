import { describe, expect, it } from 'vitest';
import { identityFeedback } from '../../src/facts/events-feedback.ts';
import type { AwsOutput } from '../../src/model/aws-calls.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';
import { verified } from '../support/sender-world.ts';

type Notifications = AwsOutput<'ses:GetIdentityNotificationAttributes'>;
type Attributes = NonNullable<Notifications['NotificationAttributes']>[string];

const silence: Notifications = { NotificationAttributes: {} };
const topic = 'arn:aws:sns:eu-west-1:111122223333:feedback';

describe('how bounces of an identity come back', () => {
  const ask = (
    reply: Notifications | Unavailable,
    identity: AwsOutput<'ses:GetEmailIdentity'> | Unavailable = verified,
  ) =>
    gather(identityFeedback, {
      probes: {
        aws: fakeAws({ 'ses:GetEmailIdentity': identity, 'ses:GetIdentityNotificationAttributes': reply }),
      },
      subject: 'example.com',
    });

  it.each(['access-denied', 'throttled', 'timeout'] as const)(
    'topics are not known, and not absent, after %s',
    async (reason) => {
      expect(await ask(new Unavailable(reason, 'no answer'))).toMatchObject({
        forwarding: true,
        topics: { ok: false, why: { reason } },
      });
    },
  );

  it('is a prerequisite that is missing where nothing is verified', async () => {
    await expect(ask(silence, new Unavailable('not-found', 'no such identity'))).rejects.toMatchObject({
      reason: 'prerequisite',
    });
  });

  it.each<[string, Partial<Attributes>, { bounce: string | null; complaint: string | null }]>([
    ['no topic', {}, { bounce: null, complaint: null }],
    ['empty topics', { BounceTopic: '', ComplaintTopic: '' }, { bounce: null, complaint: null }],
    ['a topic for bounces', { BounceTopic: topic }, { bounce: topic, complaint: null }],
    ['a topic for complaints', { ComplaintTopic: topic }, { bounce: null, complaint: topic }],
  ])('%s', async (_, attributes, value) => {
    const reply: Notifications = {
      NotificationAttributes: {
        'example.com': {
          BounceTopic: undefined,
          ComplaintTopic: undefined,
          DeliveryTopic: undefined,
          ForwardingEnabled: true,
          ...attributes,
        },
      },
    };
    expect((await ask(reply)).topics).toEqual({ ok: true, value });
  });

  it('comes by mail unless that is switched off', async () => {
    const silent = { ...verified, FeedbackForwardingStatus: false };
    expect(await ask(silence, silent)).toMatchObject({ identity: 'example.com', forwarding: false });
  });
});
