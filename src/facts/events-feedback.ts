import { defineFact, each } from '../model/fact.ts';
import type { AwsProbe } from '../model/aws.ts';
import { type Answer, answerOf, skipReasons, Unavailable, type Why } from '../model/unavailable.ts';
import { covering } from './identity/identity.ts';
import { senderDomain, type Unreceivable, unreceivable } from './sender-domain.ts';

/** How bounces and complaints of an identity come back, apart from configuration sets. */
export interface IdentityFeedback {
  /** The identity whose settings are in force: itself or the domain it inherits from. */
  identity: string;
  /** By mail to the Return-Path, else the source. */
  forwarding: boolean;
  /** Why nobody can receive at the sender's own domain, where forwarding leads unless a Return-Path says otherwise. */
  lost: LostForwarding | null;
  /** Why nobody knows whether somebody can; absent where it is known, or where DNS is left alone. */
  unread?: Why;
  topics: Answer<FeedbackTopics>;
}

export interface LostForwarding {
  domain: string;
  because: Unreceivable;
}

/** ARNs of SNS topics, or null. */
export interface FeedbackTopics {
  bounce: string | null;
  complaint: string | null;
  /** Absent in what an older version saved. */
  delivery?: string | null;
}

/** So many names a call of API v1 takes (SES API v1, GetIdentityNotificationAttributes). */
export const identitiesACall = 100;

/** The SNS topics of the identities in force, by name (API v1: v2 does not show them): one call tells of a hundred. */
export const feedbackTopics = defineFact({
  id: 'events-feedback-topics',
  title: 'the notification topics of the identities',
  actions: ['ses:GetIdentityNotificationAttributes'],
  from: { coverings: each(covering) },
  async gather({ aws }, { coverings }): Promise<Readonly<Record<string, Answer<FeedbackTopics>>>> {
    const names = [...new Set(coverings.flatMap(({ answer }) => (answer.ok ? [answer.value.name] : [])))];
    const groups = Array.from({ length: Math.ceil(names.length / identitiesACall) }, (_, index) =>
      names.slice(index * identitiesACall, (index + 1) * identitiesACall),
    );
    const answers = await Promise.all(groups.map((group) => answerOf(askTopics(aws, group))));
    return Object.fromEntries(
      groups.flatMap((group, index) =>
        group.map((name): [string, Answer<FeedbackTopics>] => {
          const answer = answers[index];
          return [name, answer?.ok === true ? { ok: true, value: answer.value(name) } : (answer ?? notAsked)];
        }),
      ),
    );
  },
});

/** The e-mail forwarding and the SNS topics of an identity. */
export const identityFeedback = defineFact({
  id: 'events-feedback',
  per: 'identity',
  title: 'the notifications of the identity',
  from: { covering },
  maybe: { senderDomain, topicsByName: feedbackTopics },
  gather(_, { covering, senderDomain, topicsByName }): IdentityFeedback {
    const { name: identity, feedbackForwarding: forwarding } = covering;
    const because = senderDomain.ok ? unreceivable(senderDomain.value) : null;
    const lost = senderDomain.ok && because !== null ? { domain: senderDomain.value.domain, because } : null;
    const topics = topicsByName.ok ? (topicsByName.value[identity] ?? notAsked) : topicsByName;
    const isOpen = !senderDomain.ok && !skipReasons.has(senderDomain.why.reason);
    return { identity, forwarding, lost, ...(isOpen && { unread: senderDomain.why }), topics };
  },
});

/** The topics of some identities, to look one of them up in. */
async function askTopics(
  aws: AwsProbe<'ses:GetIdentityNotificationAttributes'>,
  names: readonly string[],
): Promise<(name: string) => FeedbackTopics> {
  const reply = await aws('ses:GetIdentityNotificationAttributes', { Identities: [...names] });
  return (name) => {
    const attributes = reply.NotificationAttributes[name];
    return {
      bounce: present(attributes?.BounceTopic),
      complaint: present(attributes?.ComplaintTopic),
      delivery: present(attributes?.DeliveryTopic),
    };
  };
}

const notAsked: Answer<never> = {
  ok: false,
  why: new Unavailable('not-asked', 'the notifications of this identity were not asked for').why,
};

const present = (topic: string | undefined): string | null =>
  topic === undefined || topic === '' ? null : topic;
