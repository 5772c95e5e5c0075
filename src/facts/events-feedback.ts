import { defineFact } from '../model/fact.ts';
import type { AwsProbe } from '../model/aws.ts';
import { type Answer, answerOf } from '../model/unavailable.ts';
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
}

/** The e-mail forwarding and the SNS topics of an identity (API v1: v2 does not show the topics). */
export const identityFeedback = defineFact({
  id: 'events-feedback',
  per: 'identity',
  title: 'the notifications of the identity',
  actions: ['ses:GetIdentityNotificationAttributes'],
  from: { covering },
  maybe: { senderDomain },
  async gather({ aws }, { covering, senderDomain }): Promise<IdentityFeedback> {
    const { name: identity, feedbackForwarding: forwarding } = covering;
    const because = senderDomain.ok ? unreceivable(senderDomain.value) : null;
    const lost = senderDomain.ok && because !== null ? { domain: senderDomain.value.domain, because } : null;
    return { identity, forwarding, lost, topics: await answerOf(askTopics(aws, identity)) };
  },
});

async function askTopics(
  aws: AwsProbe<'ses:GetIdentityNotificationAttributes'>,
  identity: string,
): Promise<FeedbackTopics> {
  const reply = await aws('ses:GetIdentityNotificationAttributes', { Identities: [identity] });
  const attributes = reply.NotificationAttributes[identity];
  return { bounce: present(attributes?.BounceTopic), complaint: present(attributes?.ComplaintTopic) };
}

const present = (topic: string | undefined): string | null =>
  topic === undefined || topic === '' ? null : topic;
