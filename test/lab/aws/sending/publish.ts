import { randomUUID } from 'node:crypto';
import type {
  CloudWatchDimensionConfiguration,
  EventDestination,
  GetMessageInsightsResponse,
} from '@aws-sdk/client-sesv2';
import type { RegionWorld } from '../world.ts';
import { ontoBus } from './bus.ts';
import { countUp } from './count.ts';
import { identityOf } from './identity.ts';
import { recordOf } from './record.ts';
import { intoStream } from './stream.ts';
import { intoTopic } from './topic.ts';
import type { SendingWorld, SentMail } from './world.ts';

/** What SES publishes about a message, by what stands before the label of its recipient ("Using the mailbox simulator"). */
const eventsOf: Readonly<Record<string, readonly string[]>> = {
  success: ['Send', 'Delivery'],
  bounce: ['Send', 'Bounce'],
  complaint: ['Send', 'Delivery', 'Complaint'],
  ooto: ['Send', 'Delivery'],
  suppressionlist: ['Send', 'Bounce'],
};

/** Publishes the events of a message to where its configuration set and its identity say, as AWS shapes them. */
export function publish(mail: SentMail, region: RegionWorld, sending: SendingWorld): void {
  const set = mail.set === null ? undefined : region.configurationSets[mail.set];
  const places = { region, sending };
  if (!mail.recipient.endsWith('@simulator.amazonses.com') && sending.insight !== null)
    region.messages[mail.messageId] = insightOf(mail, sending.insight);
  for (const name of eventsOf[mail.recipient.replace(/[+@].*/, '')] ?? ['Send', 'Delivery']) {
    if (sending.mute.includes(name)) continue;
    for (const { Enabled, MatchingEventTypes = [], ...to } of set?.eventDestinations ?? []) {
      if (Enabled !== true || !(MatchingEventTypes as string[]).includes(name.toUpperCase())) continue;
      for (let copy = 0; copy < sending.copies; copy += 1) into(to, name, mail, places);
    }
    const topic = notificationTopic(name, mail.from, region);
    if (topic !== undefined) intoTopic(topic, recordOf(name, mail, 'notificationType', sending), places);
  }
}

function into(
  to: Omit<EventDestination, 'Enabled' | 'MatchingEventTypes'>,
  name: string,
  mail: SentMail,
  places: { region: RegionWorld; sending: SendingWorld },
): void {
  const record = recordOf(name, mail, 'eventType', places.sending);
  const { SnsDestination: topic, EventBridgeDestination: bus, KinesisFirehoseDestination: stream } = to;
  if (places.sending.sink !== null) {
    places.sending.sink({ ...to, id: randomUUID() }, name, record);
    return;
  }
  if (topic !== undefined) intoTopic(topic.TopicArn ?? '', record, places);
  if (bus !== undefined) ontoBus({ name, bus: bus.EventBusArn ?? '' }, record, places);
  if (stream !== undefined) intoStream(stream.DeliveryStreamArn ?? '', record, places);
  for (const one of to.CloudWatchDestination?.DimensionConfigurations ?? [])
    countUp(places.region, 'AWS/SES', name, { [one.DimensionName ?? '']: valueOf(one, mail) });
}

/** What the message says of a dimension, or its default. */
const valueOf = (
  { DimensionName: name = '', DefaultDimensionValue: fallback = '' }: CloudWatchDimensionConfiguration,
  { set, tags }: SentMail,
): string => (name === 'ses:configuration-set' ? (set ?? fallback) : (tags[name] ?? fallback));

/** The topic that the identity names for this kind of feedback. */
function notificationTopic(name: string, from: string, region: RegionWorld): string | undefined {
  const own = region.identityNotifications[identityOf(region, from) ?? ''];
  if (name === 'Bounce') return own?.BounceTopic;
  if (name === 'Delivery') return own?.DeliveryTopic;
  return name === 'Complaint' ? own?.ComplaintTopic : undefined;
}

const insightOf = ({ recipient, at }: SentMail, type: 'DELIVERY' | 'BOUNCE'): GetMessageInsightsResponse => ({
  Insights: [
    {
      Destination: recipient,
      Events: [
        {
          Type: type,
          Timestamp: at,
          ...(type === 'BOUNCE' && {
            Details: {
              Bounce: {
                ...{ BounceType: 'PERMANENT', BounceSubType: 'General' },
                DiagnosticCode: 'smtp; 550 5.1.1 user unknown',
              },
            },
          }),
        },
      ],
    },
  ],
});
