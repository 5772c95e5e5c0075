import type { EventChannel, EventDestination } from '../../facts/event-destinations.ts';
import type { Step } from '../../model/check.ts';
import { command, json } from './paste.ts';

/** A configuration set and its Region. */
export interface SetPlace {
  set: string;
  region: string | null;
}

/** The command that makes a destination take these types, enabled; the rest of it stays as it is. */
export function updateDestinationCommand(
  { set, region }: SetPlace,
  { name, channel }: EventDestination,
  types: readonly string[],
): string | null {
  if (channel === null) return null;
  const definition = { Enabled: true, MatchingEventTypes: types, ...channelDefinition(channel) };
  return command`aws sesv2 update-configuration-set-event-destination --configuration-set-name ${set} --event-destination-name ${name} --event-destination ${json(definition)} --region ${region}`;
}

/** The command that counts these types in CloudWatch: the one channel that needs nothing else to exist. */
function createDestinationCommand({ set, region }: SetPlace, types: readonly string[]): string | null {
  const definition = {
    Enabled: true,
    MatchingEventTypes: types,
    ...channelDefinition({
      kind: 'cloudwatch',
      dimensions: [{ name: 'ses:configuration-set', source: 'MESSAGE_TAG', fallback: 'none' }],
    }),
  };
  return command`aws sesv2 create-configuration-set-event-destination --configuration-set-name ${set} --event-destination-name lost-mail --event-destination ${json(definition)} --region ${region}`;
}

/** An update replaces the whole definition, so all of it has to be said again. */
function channelDefinition(channel: EventChannel): object {
  switch (channel.kind) {
    case 'sns':
      return { SnsDestination: { TopicArn: channel.topicArn } };
    case 'firehose':
      return {
        KinesisFirehoseDestination: { IamRoleArn: channel.roleArn, DeliveryStreamArn: channel.streamArn },
      };
    case 'eventbridge':
      return { EventBridgeDestination: { EventBusArn: channel.busArn } };
    case 'pinpoint':
      return { PinpointDestination: { ApplicationArn: channel.applicationArn } };
    case 'cloudwatch':
      return {
        CloudWatchDestination: {
          DimensionConfigurations: channel.dimensions.map(({ name, source, fallback }) => ({
            DimensionName: name,
            DimensionValueSource: source,
            DefaultDimensionValue: fallback,
          })),
        },
      };
  }
}

/** The kinds of destination that carry whole events come first: CloudWatch only counts. */
const preference = ['sns', 'eventbridge', 'firehose', 'pinpoint', 'cloudwatch'];

/** What makes a set publish these types: the best of its destinations takes them too, or it gets one. */
export function publishSteps(
  place: SetPlace,
  types: readonly string[],
  destinations: readonly EventDestination[],
): readonly Step[] {
  const [best] = destinations
    .filter(({ enabled, channel }) => enabled && channel !== null)
    .sort((one, other) => rank(one) - rank(other));
  if (best !== undefined) {
    return [
      {
        text: `Let ${best.name} take them too. The command repeats all of its settings, because an update replaces them.`,
        owner: 'you',
        command: updateDestinationCommand(place, best, [...best.types, ...types]),
      },
    ];
  }
  return [
    {
      text: 'Give the set a destination. This one counts them in CloudWatch, for alarms, and needs nothing else; to get the events themselves, add EventBridge, SNS or Firehose.',
      owner: 'you',
      command: createDestinationCommand(place, types),
    },
  ];
}

const rank = ({ channel }: EventDestination): number => preference.indexOf(channel?.kind ?? '');
