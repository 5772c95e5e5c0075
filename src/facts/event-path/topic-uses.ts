import { eventNames } from '../../knowledge/event-types.ts';
import { defineFact, each } from '../../model/fact.ts';
import { eventDestinations, type SetDestinations } from '../event-destinations.ts';
import { identityFeedback } from '../events-feedback.ts';

/** An SNS topic that SES publishes to, with what it publishes there. */
export interface UsedTopic {
  arn: string;
  uses: readonly TopicUse[];
}

export interface TopicUse {
  /** As `configuration set news` or `bounces of example.com`. */
  text: string;
  /** The end of the ARN that SES gives as AWS:SourceArn. */
  source: string;
  /** The member of a record that names its type: it differs between event publishing and notifications. */
  typeMember: 'eventType' | 'notificationType';
  /** As SES's API names them: `BOUNCE`, `RENDERING_FAILURE`. Types that this program does not know are left out. */
  types: readonly string[];
  /** The configuration set that publishes; absent for notifications of an identity. */
  set?: string;
  /** Of the identities asked about, those whose mail it is. Absent in what an older version saved. */
  senders?: readonly string[];
}

/** Of the identities asked about, those whose mail goes through a set: a set that was named takes the place of the default. */
export const sendersThrough = (
  { named, defaultOf }: Pick<SetDestinations, 'named' | 'defaultOf'>,
  identities: readonly string[],
): readonly string[] => (named ? identities : defaultOf);

/** The SNS topics of the configuration sets in force and of the identities. It asks nothing by itself. */
export const topicUses = defineFact({
  id: 'topic-uses',
  title: 'which SNS topics take events',
  looks: false,
  maybe: { eventDestinations, feedback: each(identityFeedback) },
  gather({ target }, { eventDestinations, feedback }): readonly UsedTopic[] {
    const topics = new Map<string, TopicUse[]>();
    // A record of an older version knows no topic for deliveries.
    const note = (arn: string | null | undefined, use: TopicUse): void => {
      if (typeof arn === 'string') topics.set(arn, [...(topics.get(arn) ?? []), use]);
    };
    for (const { set, destinations, ...use } of eventDestinations.ok ? eventDestinations.value : []) {
      for (const { enabled, channel, types } of destinations.ok ? destinations.value : []) {
        if (!enabled || channel?.kind !== 'sns') continue;
        note(channel.topicArn, {
          text: `configuration set ${set}`,
          source: `configuration-set/${set}`,
          typeMember: 'eventType',
          set,
          senders: sendersThrough(use, target.identities),
          types: types.filter((type) => type in eventNames),
        });
      }
    }
    for (const { subject, answer } of feedback.ok ? feedback.value : []) {
      if (!answer.ok || !answer.value.topics.ok) continue;
      const { identity, topics: of } = answer.value;
      const use = {
        source: `identity/${identity}`,
        typeMember: 'notificationType' as const,
        senders: [subject],
      };
      note(of.value.bounce, { ...use, text: `bounces of ${identity}`, types: ['BOUNCE'] });
      note(of.value.complaint, { ...use, text: `complaints of ${identity}`, types: ['COMPLAINT'] });
      note(of.value.delivery, { ...use, text: `deliveries of ${identity}`, types: ['DELIVERY'] });
    }
    return [...topics].map(([arn, uses]) => ({ arn, uses }));
  },
});
