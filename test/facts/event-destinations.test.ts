import { describe, expect, it } from 'vitest';
import { setNamesInForce } from '../../src/facts/configuration-set/configuration-set.ts';
import { accountPublishing, eventDestinations } from '../../src/facts/event-destinations.ts';
import { topics } from '../../src/facts/topics.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';
import { verified } from '../support/sender-world.ts';

const topicArn = 'arn:aws:sns:eu-west-1:111122223333:feedback';
const sns = {
  Name: 'feedback',
  Enabled: true,
  MatchingEventTypes: ['BOUNCE' as const],
  SnsDestination: { TopicArn: topicArn },
};
const denied = new Unavailable('access-denied', 'denied');
const named = { configurationSet: 'news' };

describe('the event destinations', () => {
  it('of a named set, in our own words', async () => {
    const aws = fakeAws({
      'ses:GetConfigurationSet': { ConfigurationSetName: 'news' },
      'ses:GetConfigurationSetEventDestinations': { EventDestinations: [sns] },
    });
    expect(await gather(eventDestinations, { probes: { aws }, target: named })).toEqual([
      {
        set: 'news',
        defaultOf: [],
        named: true,
        destinations: {
          ok: true,
          value: [{ name: 'feedback', enabled: true, types: ['BOUNCE'], channel: { kind: 'sns', topicArn } }],
        },
      },
    ]);
  });

  it('of a set that does not exist are none', async () => {
    const aws = fakeAws({
      'ses:GetConfigurationSetEventDestinations': new Unavailable('not-found', 'no such set'),
      'ses:GetConfigurationSet': new Unavailable('not-found', 'no such set'),
    });
    expect(await gather(eventDestinations, { probes: { aws }, target: named })).toEqual([]);
  });

  it('of a set that does exist, where SES does not find them, are open', async () => {
    const aws = fakeAws({
      'ses:GetConfigurationSetEventDestinations': new Unavailable('not-found', 'no such set'),
      'ses:GetConfigurationSet': { ConfigurationSetName: 'news' },
    });
    expect(await gather(eventDestinations, { probes: { aws }, target: named })).toMatchObject([
      { set: 'news', destinations: { ok: false, why: { reason: 'bad-reply' } } },
    ]);
  });

  it('are asked for once of a set that is named and a default, before anything is known of the set', async () => {
    let asked = 0;
    const aws = fakeAws({
      'ses:GetEmailIdentity': { ...verified, ConfigurationSetName: 'news' },
      'ses:GetConfigurationSetEventDestinations': () => {
        asked += 1;
        return { EventDestinations: [] };
      },
    });
    const target = { ...named, identities: ['example.com'] };
    expect(await gather(setNamesInForce, { probes: { aws }, target })).toEqual([
      { name: { ok: true, value: 'news' }, why: 'named' },
      { name: { ok: true, value: 'news' }, why: { defaultOf: 'example.com' } },
    ]);
    expect(await gather(eventDestinations, { probes: { aws }, target })).toMatchObject([
      { set: 'news', named: true, defaultOf: ['example.com'] },
    ]);
    expect(asked).toBe(1);
  });

  it('of a default that could not be read are not known', async () => {
    const target = { identities: ['example.com'] };
    const aws = fakeAws({ 'ses:GetEmailIdentity': denied });
    const [set] = await gather(eventDestinations, { probes: { aws }, target });
    expect(set).toEqual({
      set: 'the default set of example.com',
      defaultOf: ['example.com'],
      named: false,
      destinations: { ok: false, why: denied.why },
    });
  });

  it('that may not be read are unavailable, not none', async () => {
    const aws = fakeAws({
      'ses:GetConfigurationSet': denied,
      'ses:GetConfigurationSetEventDestinations': denied,
    });
    const [set] = await gather(eventDestinations, { probes: { aws }, target: named });
    expect(set?.destinations).toEqual({ ok: false, why: denied.why });
  });
});

describe('what the account publishes', () => {
  const publishing = (sets: readonly string[], publisher: string | null) => {
    const asked: (string | undefined)[] = [];
    const aws = fakeAws({
      'ses:ListConfigurationSets': { ConfigurationSets: [...sets] },
      'ses:GetConfigurationSetEventDestinations': ({ ConfigurationSetName: set }) => {
        asked.push(set);
        return { EventDestinations: set === publisher ? [sns] : [{ ...sns, Enabled: false }] };
      },
    });
    return { asked, value: gather(accountPublishing, { probes: { aws } }) };
  };

  it('is found in any of its sets', async () => {
    expect(await publishing(['a', 'b'], 'b').value).toEqual({
      sets: 2,
      publishers: { BOUNCE: 'b' },
      because: null,
    });
  });

  it('is not called nothing when there were too many sets to ask', async () => {
    const { asked, value } = publishing(
      Array.from({ length: 30 }, (_, index) => `set${index}`),
      null,
    );
    expect(await value).toEqual({
      sets: 30,
      publishers: {},
      because: 'only the first 25 of 30 configuration sets were asked',
    });
    expect(asked).toHaveLength(25);
  });

  it('is not asked while a set is named', async () => {
    const aws = fakeAws({ 'ses:GetConfigurationSet': { ConfigurationSetName: 'news' } });
    await expect(gather(accountPublishing, { probes: { aws }, target: named })).rejects.toMatchObject({
      reason: 'prerequisite',
    });
  });
});

describe('the topics of a set', () => {
  const set = {
    'ses:GetConfigurationSet': { ConfigurationSetName: 'news' },
    'ses:GetConfigurationSetEventDestinations': { EventDestinations: [sns] },
    'sns:ListSubscriptionsByTopic': {},
  };
  const stateWith = async (replies: Parameters<typeof fakeAws>[0]) => {
    const [topic] = await gather(topics, { probes: { aws: fakeAws({ ...set, ...replies }) }, target: named });
    return topic?.state;
  };

  it('count confirmed subscriptions once more before saying that there are none', async () => {
    const state = await stateWith({
      'sns:GetTopicAttributes': {
        Attributes: { SubscriptionsConfirmed: '0', KmsMasterKeyId: 'alias/aws/sns' },
      },
      'sns:ListSubscriptionsByTopic': {
        Subscriptions: [{ SubscriptionArn: 'PendingConfirmation' }, { SubscriptionArn: `${topicArn}:1` }],
      },
    });
    expect(state).toEqual({
      ok: true,
      value: {
        kind: 'topic',
        fifo: false,
        publish: 'unclear',
        kmsKey: 'alias/aws/sns',
        confirmed: { ok: true, value: 1 },
      },
    });
  });

  it('may be gone', async () => {
    expect(await stateWith({ 'sns:GetTopicAttributes': new Unavailable('not-found', 'gone') })).toEqual({
      ok: true,
      value: { kind: 'absent' },
    });
  });

  it('may be forbidden to look at', async () => {
    expect(await stateWith({ 'sns:GetTopicAttributes': denied })).toEqual({ ok: false, why: denied.why });
  });
});
