import { grouped } from '../../src/model/many.ts';
import { keyStatementToPaste } from '../../src/render/paste/statement.ts';
import { topics } from '../../src/facts/topics.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { accepted, proof, type Proof } from '../../src/proof/proof.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { expectedEvents, isEvent, missingOf } from '../../src/proof/watch.ts';
import { ending } from '../../src/proof/traced.ts';
import { expectedTypes, ways, type Ways } from '../../src/proof/ways.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Missing {
  place: string;
  events: readonly string[];
  seconds: number;
  /** The key that the topic is encrypted with, or null. */
  key: string | null;
  /** Its policy was read, and whether it lets SES publish cannot be told from it. */
  unclear: boolean;
}

type Found = Unanswered | OccurrenceOf<'proof/not-seen', Missing> | OccurrenceOf<'proof/seen-twice', Twice>;

interface Twice {
  place: string;
  events: readonly string[];
  /** What publishes these events there, as `destination feedback of configuration set news`. */
  paths: readonly string[];
}

/** Events of the simulator take seconds; a filter may take minutes to hold, and ours is made before the send. */
const enoughSeconds = 60;

const snsPage = guide('event-publishing-add-event-destination-sns');

export default defineCheck({
  id: 'proof-arrival',
  title: 'Arrival of the events at their readers',
  why: 'Settings that look right prove nothing: what counts is whether an event was seen.',
  needs: { proof },
  questions: { ways },
  enrichment: { topics },

  problems: {
    'proof/not-seen': problem<Missing>({
      severity: 'error',
      summary: ({ place, events }) => `${events.join(', ')} did not come through ${place}.`,
      impact: 'The readers there do not get these events.',
      evidence: ({ place, events, seconds, key }) => [
        {
          what: `events from ${place} in a queue of our own`,
          expected: events.join(', '),
          actual: `none within ${grouped(seconds)} s`,
          source: 'sqs:ReceiveMessage',
        },
        ...(key === null
          ? []
          : [
              {
                what: 'KmsMasterKeyId of the topic',
                expected: 'a key whose policy lets ses.amazonaws.com use it',
                actual: `${key}; its policy was not read`,
                source: 'sns:GetTopicAttributes',
              },
            ]),
      ],
      fix: ({ place, key, unclear }) => [
        key === null
          ? unclear
            ? {
                text: 'See whether the policy of the topic lets ses.amazonaws.com publish for the account that sends: its conditions cannot be judged from here.',
                owner: 'you',
                command: command`aws sns get-topic-attributes --topic-arn ${place} --region ${parseArn(place)?.region}`,
              }
            : {
                text: 'Another finding names the hop. If there is none, nothing that was read along the path is wrong: ask AWS Support, with the message ids.',
                owner: 'you',
              }
          : {
              text: `Let ses.amazonaws.com use the key of the topic: this statement belongs in the policy of the key.${keyStatementToPaste(['ses.amazonaws.com'])}`,
              owner: 'you',
              command: command`aws kms get-key-policy --key-id ${key} --policy-name default --region ${parseArn(place)?.region}`,
            },
      ],
      references: [snsPage, guide('configure-sns-notifications')],
    }),

    'proof/seen-twice': problem<Twice>({
      severity: 'warning',
      summary: ({ place, events }) => `${events.join(', ')} came more than once through ${place}.`,
      impact: 'Whoever counts events there counts them twice.',
      evidence: ({ place, events }) => [
        {
          what: `events from ${place} in a queue of our own`,
          expected: 'each once',
          actual: events.join(', '),
          source: 'sqs:ReceiveMessage',
        },
      ],
      fix: ({ paths }) => [
        {
          text:
            paths.length > 1
              ? `These publish there: ${paths.join('; ')}. Keep one.`
              : `One path leads there${paths.length === 0 ? '' : `, the ${paths[0] ?? ''}`}: SNS and SQS deliver an event twice now and then. Let the reader skip a message id and event that it has had.`,
          owner: 'you',
        },
      ],
      references: [snsPage],
    }),
  },

  evaluate({
    proof: seen,
    ways: known,
    topics: states,
  }): readonly Found[] | ReturnType<typeof notApplicable> {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    const { tap } = seen;
    const open = tap?.places.filter((place) => place.open.ok) ?? [];
    const closed = tap?.places.flatMap((place) => unanswered(place.open)) ?? [];
    if (tap === null || !known.ok || (open.length === 0 && closed.length === 0)) {
      if (seen.buckets.length > 0) return notApplicable('no topic and no event bus is on the path');
      const kinds = new Set(known.ok ? known.value.ways.map(({ kind }) => kind) : []);
      const flag =
        tap === null ? '--tap' : kinds.has('firehose') && !kinds.has('sns') ? '--read-bucket' : undefined;
      return notApplicable(
        `nobody watched the events arrive: look for ${expectedTypes(seen).join(', ')} with ${seen.nonce} in mail.destination where you read events`,
        flag,
      );
    }
    const stateOf = (place: string): Pick<Missing, 'key' | 'unclear'> => {
      const state = valueOr(states, []).find(({ arn }) => arn === place)?.state;
      return state?.ok === true && state.value.kind === 'topic'
        ? { key: state.value.kmsKey, unclear: state.value.publish === 'unclear' }
        : { key: null, unclear: false };
    };
    return [
      ...closed,
      ...open.flatMap(({ place }) => foundAt({ place, ...stateOf(place) }, seen, tap, known.value)),
    ];
  },

  observed({ proof: { tap } }) {
    if (tap === null || tap.seen.length === 0) return null;
    return `seen: ${[...new Set(tap.seen.map(({ type }) => type))].join(', ')} within ${grouped(tap.seconds)} s`;
  },
});

function foundAt(
  { place, key, unclear }: Pick<Missing, 'place' | 'key' | 'unclear'>,
  { messages, interrupted, traced }: Proof,
  { seen, seconds, failed }: NonNullable<Proof['tap']>,
  known: Ways,
): readonly Found[] {
  const expected = expectedEvents(messages, known, [place]);
  const name = ({ type, recipient }: { type: string; recipient: string }): string =>
    `${type} of ${recipient.slice(0, recipient.search(/[+@]/))}`;
  // A real mailbox takes its time: only where SES says that it was delivered has the event been lost.
  const delivered = traced?.answer.ok === true && ending(traced.answer.value)?.type === 'DELIVERY';
  const missing = missingOf(expected, seen).filter(
    ({ recipient }) =>
      delivered || !messages.some((one) => one.recipient === recipient && one.scenario === 'to'),
  );
  // Two shapes are two publishers, of which the check of shapes tells.
  const twice = expected.filter((one) =>
    (['eventType', 'notificationType'] as const).some(
      (shape) => seen.filter((event) => event.shape === shape && isEvent(event, one)).length > 1,
    ),
  );
  return [
    ...(missing.length === 0
      ? []
      : failed !== null
        ? [{ unanswered: failed, counts: true }]
        : seconds < enoughSeconds || interrupted === true
          ? [
              {
                unanswered: {
                  ...{ action: null, region: null, detail: {}, question: `events from ${place}` },
                  ...(interrupted === true
                    ? {
                        reason: 'interrupted' as const,
                        message: `interrupted before ${missing.map(name).join(', ')} came`,
                      }
                    : {
                        reason: 'timeout' as const,
                        message: `${missing.map(name).join(', ')} did not come within ${grouped(seconds)} s, which may be too short`,
                      }),
                },
                counts: true,
              },
            ]
          : [
              {
                problem: 'proof/not-seen' as const,
                data: { place, events: missing.map(name), seconds, key, unclear },
                subject: place,
              },
            ]),
    ...(twice.length === 0
      ? []
      : [
          {
            problem: 'proof/seen-twice' as const,
            data: {
              place,
              events: twice.map(name),
              paths: pathsTo(
                known,
                place,
                twice.map(({ type }) => type),
              ),
            },
            subject: place,
          },
        ]),
  ];
}

/** What publishes events of these types there, each once. */
const pathsTo = ({ ways: all }: Ways, place: string, types: readonly string[]): readonly string[] => [
  ...new Set(
    all.flatMap((way) =>
      way.place === place && types.some((type) => way.types.includes(type)) ? [way.by] : [],
    ),
  ),
];
