import {
  type EventDestination,
  eventDestinations,
  type MetricDimension,
  setsInForce,
} from '../facts/event-destinations.ts';
import { identityFeedback } from '../facts/events-feedback.ts';
import { outcomes, deliveryOutcome } from '../knowledge/simulator.ts';
import { defineFact, each } from '../model/fact.ts';
import type { Why } from '../model/unavailable.ts';
import { accepted, type Proof } from './proof.ts';

/** A way that events of the sender take: a destination of its configuration set, or the notifications of its identity. */
export interface Way {
  kind: NonNullable<EventDestination['channel']>['kind'] | 'other';
  /** ARN of a topic, bus, stream or project; the name of the destination and its set for the others. */
  place: string;
  /** As `destination feedback of configuration set news`. */
  by: string;
  /** As `BOUNCE`. */
  types: readonly string[];
  /** Of a destination that counts in CloudWatch: its dimensions, and the set that it belongs to. */
  counted?: { set: string; dimensions: readonly MetricDimension[] };
}

export interface Ways {
  /** The configuration sets in force. */
  sets: readonly string[];
  ways: readonly Way[];
  /** Destinations that are switched off, as in `by`. */
  off: readonly string[];
  /** Bounces and complaints come by e-mail as well; null when nobody could say. */
  byMail: boolean | null;
  /** The domain of the sender, where SES mails them and nobody can receive there: then nobody gets them by mail. */
  mailLost?: string;
  /** What could not be read. */
  unread: readonly Why[];
}

/** Every way of the sender's events. It asks nothing by itself. */
export const ways = defineFact({
  id: 'proof-ways',
  title: 'the ways that events take',
  from: { eventDestinations, feedback: each(identityFeedback) },
  gather(_, { eventDestinations: all, feedback }): Ways {
    const sets = setsInForce(all);
    const found: Way[] = [];
    const off: string[] = [];
    for (const { set, destinations } of sets) {
      for (const { name, enabled, types, channel } of destinations.ok ? destinations.value : []) {
        const by = `destination ${name} of configuration set ${set}`;
        if (enabled) found.push({ by, types, ...placeOf(channel, name, set) });
        else off.push(by);
      }
    }
    let byMail: boolean | null = null;
    let mailLost: string | null = null;
    for (const { answer } of feedback) {
      if (!answer.ok) continue;
      const { identity, forwarding, topics, lost } = answer.value;
      const own = topics.ok ? topics.value : { bounce: null, complaint: null, delivery: null };
      const notes = [
        [own.bounce, 'BOUNCE'],
        [own.complaint, 'COMPLAINT'],
        [own.delivery ?? null, 'DELIVERY'],
      ] as const;
      for (const [place, type] of notes)
        if (place !== null)
          found.push({ kind: 'sns', place, by: `notifications of ${identity}`, types: [type] });
      byMail = forwarding && lost === null;
      mailLost = forwarding ? (lost?.domain ?? null) : null;
    }
    return {
      sets: sets.map(({ set }) => set),
      ways: found,
      off,
      byMail,
      ...(mailLost !== null && { mailLost }),
      unread: [
        ...sets.flatMap(({ destinations }) => (destinations.ok ? [] : [destinations.why])),
        ...feedback.flatMap(({ answer }) =>
          answer.ok
            ? answer.value.topics.ok
              ? []
              : [answer.value.topics.why]
            : // Without a verified identity nothing is sent at all: the check `identity` says so.
              answer.why.reason === 'prerequisite'
              ? []
              : [answer.why],
        ),
      ],
    };
  },
});

function placeOf(
  channel: EventDestination['channel'],
  name: string,
  set: string,
): Pick<Way, 'kind' | 'place' | 'counted'> {
  switch (channel?.kind) {
    case 'sns':
      return { kind: 'sns', place: channel.topicArn };
    case 'firehose':
      return { kind: 'firehose', place: channel.streamArn };
    case 'eventbridge':
      return { kind: 'eventbridge', place: channel.busArn };
    case 'cloudwatch':
      return {
        ...{ kind: 'cloudwatch', place: `${name} of ${set}` },
        counted: { set, dimensions: channel.dimensions },
      };
    case 'pinpoint':
      return { kind: 'pinpoint', place: channel.applicationArn };
    case undefined:
      return { kind: 'other', place: `${name} of ${set}` };
  }
}

/** The types of events that must come of what SES took. */
export const expectedTypes = (seen: Proof): readonly string[] => [
  ...new Set(
    accepted(seen).flatMap(
      ({ scenario }) => (scenario === 'to' ? deliveryOutcome : outcomes[scenario]).events,
    ),
  ),
];

/** The expected types that a place takes. */
export const typesAt = ({ ways: all }: Ways, place: string, expected: readonly string[]): readonly string[] =>
  expected.filter((type) => all.some((way) => way.place === place && way.types.includes(type)));

/** Whether some of these types take no other way than this place: what is lost there is lost. A count names no address. */
export const isOnlyWay = ({ ways: all }: Ways, place: string, types: readonly string[]): boolean =>
  types.some(
    (type) =>
      !all.some((way) => way.place !== place && way.kind !== 'cloudwatch' && way.types.includes(type)),
  );
