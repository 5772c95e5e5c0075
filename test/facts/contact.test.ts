import { expect, it } from 'vitest';
import { contact } from '../../src/facts/contact.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';

const meta = { $metadata: {} };
const lists = { ContactLists: [{ ContactListName: 'newsletter' }], ...meta };
const read = async (replies: Parameters<typeof fakeAws>[0]) =>
  await gather(contact, { probes: { aws: fakeAws(replies) }, subject: 'ann@receiver.example' });

it('a refused list is no answer', async () => {
  await expect(
    read({ 'ses:ListContactLists': new Unavailable('access-denied', 'no') }),
  ).rejects.toMatchObject({
    why: { reason: 'access-denied' },
  });
});

it('a refused contact is no answer', async () => {
  await expect(
    read({ 'ses:ListContactLists': lists, 'ses:GetContact': new Unavailable('timeout', 'no') }),
  ).rejects.toMatchObject({ why: { reason: 'timeout' } });
});

it('an account without a list asks about nobody', async () => {
  expect(await read({ 'ses:ListContactLists': { ContactLists: [], ...meta } })).toEqual({ kind: 'no-list' });
});

it('an address that is not there is an answer', async () => {
  expect(
    await read({
      'ses:ListContactLists': lists,
      'ses:GetContact': new Unavailable('not-found', 'no such contact'),
    }),
  ).toEqual({ kind: 'not-on-list', list: 'newsletter' });
});

it('says which topics somebody left, and when', async () => {
  expect(
    await read({
      'ses:ListContactLists': lists,
      'ses:GetContact': {
        UnsubscribeAll: false,
        TopicPreferences: [
          { TopicName: 'news', SubscriptionStatus: 'OPT_IN' },
          { TopicName: 'offers', SubscriptionStatus: 'OPT_OUT' },
        ],
        LastUpdatedTimestamp: new Date('2026-03-01T08:00:00Z'),
        ...meta,
      },
    }),
  ).toEqual({
    kind: 'on-list',
    list: 'newsletter',
    unsubscribedFromAll: false,
    optedOutOf: ['offers'],
    changedAt: '2026-03-01T08:00:00.000Z',
  });
});

it('says which topics are off for whoever did not choose, and not those that somebody chose', async () => {
  expect(
    await read({
      'ses:ListContactLists': lists,
      'ses:GetContact': {
        UnsubscribeAll: false,
        TopicPreferences: [{ TopicName: 'news', SubscriptionStatus: 'OPT_IN' }],
        TopicDefaultPreferences: [
          { TopicName: 'news', SubscriptionStatus: 'OPT_OUT' },
          { TopicName: 'offers', SubscriptionStatus: 'OPT_OUT' },
        ],
        ...meta,
      },
    }),
  ).toMatchObject({ kind: 'on-list', optedOutOf: [], outByDefault: ['offers'] });
});
