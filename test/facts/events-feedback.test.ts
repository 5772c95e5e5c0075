import { describe, expect, it } from 'vitest';
import { feedbackTopics, identityFeedback } from '../../src/facts/events-feedback.ts';
import type { AwsOutput } from '../../src/model/aws-calls.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';
import { verified } from '../support/sender-world.ts';
import { targetWith } from '../support/target.ts';

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
      target: targetWith({ identities: ['example.com'] }),
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

  it.each<
    [
      string,
      Partial<Attributes>,
      { bounce: string | null; complaint: string | null; delivery: string | null },
    ]
  >([
    ['no topic', {}, { bounce: null, complaint: null, delivery: null }],
    [
      'empty topics',
      { BounceTopic: '', ComplaintTopic: '' },
      { bounce: null, complaint: null, delivery: null },
    ],
    ['a topic for bounces', { BounceTopic: topic }, { bounce: topic, complaint: null, delivery: null }],
    ['a topic for complaints', { ComplaintTopic: topic }, { bounce: null, complaint: topic, delivery: null }],
    ['a topic for deliveries', { DeliveryTopic: topic }, { bounce: null, complaint: null, delivery: topic }],
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

describe('the notifications of many identities', () => {
  const names = Array.from({ length: 230 }, (_, number) => `sender${String(number)}.example`);
  const target = targetWith({ identities: names });

  it('are asked for a hundred at a time; a batch without an answer leaves the others theirs', async () => {
    const asked: (readonly string[])[] = [];
    const aws = fakeAws({
      'ses:GetEmailIdentity': verified,
      'ses:GetIdentityNotificationAttributes': ({ Identities = [] }) => {
        asked.push(Identities);
        if (asked.length === 2) throw new Unavailable('throttled', 'no answer');
        return {
          NotificationAttributes: Object.fromEntries(
            Identities.map((name) => [
              name,
              { ...{ BounceTopic: `${topic}-${name}`, ComplaintTopic: undefined, DeliveryTopic: undefined } },
            ]),
          ),
        } as Notifications;
      },
    });
    const topics = await gather(feedbackTopics, { probes: { aws }, target });
    expect(asked.map((group) => group.length)).toEqual([100, 100, 30]);
    expect(topics['sender7.example']).toEqual({
      ok: true,
      value: { bounce: `${topic}-sender7.example`, complaint: null, delivery: null },
    });
    expect(topics['sender107.example']).toMatchObject({ ok: false, why: { reason: 'throttled' } });
    expect(topics['sender229.example']).toMatchObject({ ok: true });
  });
});
