import type { SubscriptionStatus } from '@aws-sdk/client-sesv2';
import * as v from 'valibot';
import { flag, maybe, text, time, word } from './kinds.ts';

/** ListContactLists: an account has one list at most in a Region; without one the list is empty. */
export const listContactLists = v.object({
  ContactLists: v.array(v.object({ ContactListName: text })),
});

const preferences = maybe(
  v.array(v.object({ TopicName: text, SubscriptionStatus: word<SubscriptionStatus>() })),
);

/**
 * GetContact: `TopicPreferences` are those that the contact chose, `TopicDefaultPreferences` what holds for the other
 * topics; `UnsubscribeAll` is always said.
 */
export const getContact = v.object({
  UnsubscribeAll: flag,
  TopicPreferences: preferences,
  TopicDefaultPreferences: preferences,
  LastUpdatedTimestamp: maybe(time),
});
