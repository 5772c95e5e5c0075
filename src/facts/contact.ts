import { defineFact } from '../model/fact.ts';
import { Unavailable } from '../model/unavailable.ts';

/** What a recipient wants of the contact list of a Region; an account has one list at most in each. */
export type Contact =
  | { kind: 'no-list' }
  /** The address is not on the list: sends that name the list are not held back for it. */
  | { kind: 'not-on-list'; list: string }
  | {
      kind: 'on-list';
      list: string;
      unsubscribedFromAll: boolean;
      /** Topics that the contact opted out of. */
      optedOutOf: readonly string[];
      /** Topics that nobody gets who did not ask for them, which the contact did not. Absent: none. */
      outByDefault?: readonly string[];
      /** What SES says of other topics, where that is neither opted in nor out. */
      otherWords?: readonly string[];
      /** ISO time of the last change, or null. */
      changedAt: string | null;
    };

/** Whether the recipient has opted out of the contact list (ListManagementOptions of SendEmail). */
export const contact = defineFact({
  id: 'contact',
  per: 'recipient',
  title: "the recipient's subscriptions",
  actions: ['ses:ListContactLists', 'ses:GetContact'],
  async gather({ aws, subject }): Promise<Contact> {
    const { ContactLists: lists } = await aws('ses:ListContactLists', {});
    const list = lists[0]?.ContactListName;
    if (list === undefined) return { kind: 'no-list' };
    try {
      const reply = await aws('ses:GetContact', { ContactListName: list, EmailAddress: subject });
      const chosen = new Set((reply.TopicPreferences ?? []).map(({ TopicName: name }) => name));
      const byDefault = (reply.TopicDefaultPreferences ?? [])
        .filter(
          ({ TopicName: name, SubscriptionStatus: status }) => status === 'OPT_OUT' && !chosen.has(name),
        )
        .map(({ TopicName: name }) => name);
      return {
        kind: 'on-list',
        list,
        unsubscribedFromAll: reply.UnsubscribeAll,
        optedOutOf: (reply.TopicPreferences ?? [])
          .filter(({ SubscriptionStatus: status }) => status === 'OPT_OUT')
          .map(({ TopicName: name }) => name),
        ...(byDefault.length === 0 ? {} : { outByDefault: byDefault }),
        ...otherWords((reply.TopicPreferences ?? []).map(({ SubscriptionStatus: status }) => status)),
        changedAt: reply.LastUpdatedTimestamp?.toISOString() ?? null,
      };
    } catch (error) {
      if (error instanceof Unavailable && error.reason === 'not-found') return { kind: 'not-on-list', list };
      throw error;
    }
  },
});

function otherWords(statuses: readonly string[]): { otherWords?: readonly string[] } {
  const others = [...new Set(statuses.filter((status) => status !== 'OPT_IN' && status !== 'OPT_OUT'))];
  return others.length === 0 ? {} : { otherWords: others };
}
