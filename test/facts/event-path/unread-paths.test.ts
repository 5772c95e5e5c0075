import { expect, it } from 'vitest';
import { unreadPaths, unreadSets } from '../../../src/facts/event-path/unread-paths.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';
import { verified } from '../../support/sender-world.ts';

type Replies = Parameters<typeof fakeAws>[0];

const denied = new Unavailable('access-denied', 'denied');
const gone = new Unavailable('not-found', 'no such identity');
const set: Replies = {
  'ses:GetConfigurationSet': { ConfigurationSetName: 'news' },
  'ses:GetConfigurationSetEventDestinations': { EventDestinations: [] },
};
const topics: Replies = {
  'ses:GetIdentityNotificationAttributes': { NotificationAttributes: {} },
};
const whole = { 'ses:GetEmailIdentity': verified, ...set, ...topics };
const paths = async (replies: Replies, identities: readonly string[] = ['example.com']): Promise<object> => {
  const at = {
    probes: { aws: fakeAws(replies) },
    target: { configurationSet: 'news', region: 'eu-west-1', identities },
  };
  return { sets: await gather(unreadSets, at), any: await gather(unreadPaths, at) };
};

it.each<[string, Replies, object]>([
  ['everything was read', whole, { sets: null, any: null }],
  [
    'the destinations of the set may not be read',
    { ...whole, 'ses:GetConfigurationSetEventDestinations': denied },
    { sets: 'denied', any: 'denied' },
  ],
  [
    'the topics of the identity may not be read',
    { ...whole, 'ses:GetIdentityNotificationAttributes': denied },
    { sets: null, any: 'denied' },
  ],
  ['the sender is not verified', { ...whole, 'ses:GetEmailIdentity': gone }, { sets: null, any: null }],
  [
    'the identity may not be read',
    { ...whole, 'ses:GetEmailIdentity': denied },
    { sets: null, any: 'denied' },
  ],
])('%s', async (_, replies, wanted) => {
  expect(await paths(replies)).toEqual(wanted);
});

it('without a sender the sets alone tell', async () => {
  expect(await paths(set, [])).toEqual({ sets: null, any: null });
});
