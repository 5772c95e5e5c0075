import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { accepted, proof, type Proof } from '../../src/proof/proof.ts';
import { expectedEvents, isEvent } from '../../src/proof/watch.ts';
import { expectedTypes, ways, type Ways } from '../../src/proof/ways.ts';

interface Missing {
  place: string;
  events: readonly string[];
  seconds: number;
}

type Found =
  | Unanswered
  | OccurrenceOf<'proof/arrival-not-watched', { nonce: string; types: readonly string[] }>
  | OccurrenceOf<'proof/not-seen', Missing>
  | OccurrenceOf<'proof/seen-twice', { place: string; events: readonly string[] }>;

/** Events of the simulator take seconds; a filter may take minutes to hold, and ours is made before the send. */
const enoughSeconds = 60;

const simulatorPage = guide('send-an-email-from-console');
const snsPage = guide('event-publishing-add-event-destination-sns');

export default defineCheck({
  id: 'proof-arrival',
  title: 'Arrival of the events at their readers',
  why: 'Settings that look right prove nothing: an event was seen, or it was not.',
  needs: { proof },
  questions: { ways },

  problems: {
    'proof/arrival-not-watched': problem<{ nonce: string; types: readonly string[] }>({
      severity: 'info',
      summary: ({ nonce, types }) =>
        `Nobody saw the events arrive: look for ${types.join(', ')} with ${nonce} in mail.destination where you read events, or add --tap.`,
      impact: 'What this report says of the way is read from its settings.',
      fix: ({ nonce }) => [
        {
          text: `Search your queue, log or bucket for ${nonce}: events of the simulator take seconds.`,
          owner: 'you',
        },
      ],
      references: [simulatorPage],
    }),

    'proof/not-seen': problem<Missing>({
      severity: 'error',
      summary: ({ place, events }) => `${events.join(', ')} did not come through ${place}.`,
      impact: 'What reads there does not learn of these events.',
      evidence: ({ place, events, seconds }) => [
        {
          what: `events from ${place} in a queue of our own`,
          expected: events.join(', '),
          actual: `none within ${String(seconds)} s`,
          source: 'sqs:ReceiveMessage',
        },
      ],
      fix: () => [
        {
          text: 'A finding beside this one names the hop. Without one, let AWS look: a topic may be encrypted with a key that SES may not use.',
          owner: 'you',
        },
      ],
      references: [snsPage],
    }),

    'proof/seen-twice': problem<{ place: string; events: readonly string[] }>({
      severity: 'warning',
      summary: ({ place, events }) => `${events.join(', ')} came more than once through ${place}.`,
      impact: 'Who counts events there counts them twice.',
      evidence: ({ place, events }) => [
        {
          what: `events from ${place} in a queue of our own`,
          expected: 'each once',
          actual: events.join(', '),
          source: 'sqs:ReceiveMessage',
        },
      ],
      fix: () => [
        {
          text: 'Two ways lead to the same place, e.g. a configuration set and the notifications of the identity: keep one.',
          owner: 'you',
        },
      ],
      references: [snsPage],
    }),
  },

  evaluate({ proof: seen, ways: known }): readonly Found[] | ReturnType<typeof notApplicable> {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES took no message');
    const { tap } = seen;
    const open = tap?.places.filter((place) => place.open.ok) ?? [];
    const closed = tap?.places.flatMap((place) => unanswered(place.open)) ?? [];
    if (tap === null || !known.ok || (open.length === 0 && closed.length === 0))
      return [
        { problem: 'proof/arrival-not-watched', data: { nonce: seen.nonce, types: expectedTypes(seen) } },
      ];
    return [...closed, ...open.flatMap(({ place }) => foundAt(place, seen, tap, known.value))];
  },

  observed({ proof: { tap } }) {
    if (tap === null || tap.seen.length === 0) return null;
    return `seen: ${[...new Set(tap.seen.map(({ type }) => type))].join(', ')} within ${String(tap.seconds)} s`;
  },
});

function foundAt(
  place: string,
  { messages }: Proof,
  { seen, seconds, failed }: NonNullable<Proof['tap']>,
  known: Ways,
): readonly Found[] {
  const expected = expectedEvents(messages, known, [place]);
  const name = ({ type, recipient }: { type: string; recipient: string }): string =>
    `${type} of ${recipient.slice(0, recipient.search(/[+@]/))}`;
  const missing = expected.filter((one) => !seen.some((event) => isEvent(event, one)));
  const twice = expected.filter((one) => seen.filter((event) => isEvent(event, one)).length > 1);
  return [
    ...(missing.length === 0
      ? []
      : failed !== null
        ? [{ unanswered: failed, counts: true }]
        : seconds < enoughSeconds
          ? [
              {
                unanswered: {
                  ...{ reason: 'timeout' as const, action: null, region: null, detail: {} },
                  question: `events from ${place}`,
                  message: `${missing.map(name).join(', ')} did not come within ${String(seconds)} s, which may be too short`,
                },
                counts: true,
              },
            ]
          : [
              {
                problem: 'proof/not-seen' as const,
                data: { place, events: missing.map(name), seconds },
                subject: place,
              },
            ]),
    ...(twice.length === 0
      ? []
      : [{ problem: 'proof/seen-twice' as const, data: { place, events: twice.map(name) }, subject: place }]),
  ];
}
