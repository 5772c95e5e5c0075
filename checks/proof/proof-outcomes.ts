import { grouped } from '../../src/model/many.ts';
import { deliveryOutcome, outcomes } from '../../src/knowledge/simulator.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import type { OccurrenceOf } from '../../src/model/check.ts';
import { accepted, type Proof, proof, type SentMessage } from '../../src/proof/proof.ts';
import type { SeenEvent } from '../../src/proof/seen.ts';

interface Other {
  scenario: SentMessage['scenario'];
  expected: string;
  actual: string;
  source: 'sqs:ReceiveMessage' | 's3:GetObject';
}

interface Late {
  place: string;
  /** As `BOUNCE of bounce`, with the seconds from the send to the queue. */
  events: readonly { name: string; happened: number | null; queued: number }[];
}

type Found = OccurrenceOf<'proof/other-outcome', Other> | OccurrenceOf<'proof/seen-late', Late>;

/** SES took the message, and handed it to nobody. */
const notSent = /RENDERING_FAILURE|REJECT/;
/** What `proof/not-delivered` tells of a message of --to. */
const toldAsDelivery: ReadonlySet<string> = new Set(['BOUNCE', 'REJECT', 'RENDERING_FAILURE']);

/** Events of the simulator take seconds. */
const lateFromSeconds = 120;

const simulatorPage = guide('send-an-email-from-console');
const contentsPage = guide('event-publishing-retrieving-sns-contents');

export default defineCheck({
  id: 'proof-outcomes',
  title: 'Events of each scenario',
  why: 'The simulator causes known events within seconds: different or late ones show what will happen to real mail.',
  needs: { proof },

  problems: {
    'proof/other-outcome': problem<Other>({
      severity: ({ actual }) => (notSent.test(actual) ? 'error' : 'warning'),
      summary: ({ scenario, actual }) =>
        `The message of ${scenario === 'to' ? '--to' : `scenario ${scenario}`} brought ${actual}.`,
      impact: 'Code that distinguishes events takes a different path than for real mail.',
      evidence: ({ scenario, expected, actual, source }) => [
        { what: `events of ${scenario}`, expected, actual, source },
      ],
      fix: ({ actual }) => [
        {
          text: /SuppressionList|Suppressed/.test(actual)
            ? 'SES did not try to deliver: look for the address, or its domain, on the suppression list.'
            : notSent.test(actual)
              ? 'SES took the message and did not send it: fix the template and its data (RENDERING_FAILURE), or the content (REJECT), and test again.'
              : 'Compare the settings of the message (sender, configuration set, template) with those of real mail, and test again.',
          owner: 'you',
        },
      ],
      references: [simulatorPage, contentsPage],
    }),

    'proof/seen-late': problem<Late>({
      severity: 'warning',
      summary: ({ place, events }) =>
        `${events.map(({ name }) => name).join(', ')} came late through ${place}.`,
      impact: 'Until then an address that bounced or complained gets mail again.',
      evidence: ({ events }) =>
        events.map(({ name, happened, queued }) => ({
          what: `${name}, from the send to the queue`,
          expected: `less than ${grouped(lateFromSeconds)} s`,
          actual: `${grouped(queued)} s${happened === null ? '' : `; SES says that it happened after ${grouped(happened)} s`}`,
          source: 'sqs:ReceiveMessage',
        })),
      fix: () => [
        {
          text: 'If it happened late, SES or the receiver waited. If it happened at once, the topic or the bus delayed it: see the AWS Health Dashboard.',
          owner: 'aws',
        },
      ],
      references: [simulatorPage],
    }),
  },

  evaluate({ proof: seen }): readonly Found[] | ReturnType<typeof notApplicable> {
    const { notSent, tap } = seen;
    const sent = accepted(seen);
    if (sent.length === 0) return notApplicable(notSent ?? 'SES accepted no message');
    if (tap === null) return notApplicable('no queue of our own listened (--tap)');
    const written = inObjects(seen);
    if (tap.seen.length + written.length === 0) return notApplicable('no event was seen');
    const places = [...new Set(tap.seen.map(({ place }) => place))];
    return [
      // What the queue saw says as much as the objects.
      ...sent.flatMap((message) =>
        tap.seen.length > 0
          ? othersOf(message, tap.seen, 'sqs:ReceiveMessage')
          : othersOf(message, written, 's3:GetObject'),
      ),
      ...places.flatMap((place) => lateAt(place, sent, tap.seen)),
    ];
  },

  observed({ proof: seen }) {
    const all = [...(seen.tap?.seen ?? []), ...inObjects(seen)];
    if (all.length === 0) return null;
    return seen.messages
      .flatMap((message) => {
        const own = all.filter(({ recipient }) => recipient === message.recipient);
        return own.length === 0
          ? []
          : [`${message.scenario}: ${own.map((event) => timed(event, message)).join(', ')}`];
      })
      .join('; ');
  },
});

/** What stood in the objects of streams, whose buffers make it late by themselves. */
const inObjects = ({ buckets }: Proof): readonly SeenEvent[] =>
  buckets.flatMap(({ read }) => (read.ok ? read.value.seen : []));

/** The times of the hops, in seconds from the send. */
function timed({ type, bounce, at }: SeenEvent, { at: sentAt }: SentMessage): string {
  const hops = [at.happened, at.published, at.queued].flatMap((time) =>
    time === null ? [] : [`${grouped(secondsFrom(at.taken ?? sentAt, time))} s`],
  );
  return `${type}${bounce === null ? '' : ` ${bounce}`} ${[...new Set(hops)].join(' → ')}`.trim();
}

const secondsFrom = (one: string, other: string): number =>
  Math.max(0, Math.round((Date.parse(other) - Date.parse(one)) / 100) / 10);

function othersOf(
  { scenario, recipient }: SentMessage,
  seen: readonly SeenEvent[],
  source: Other['source'],
): readonly Found[] {
  const { events, also, bounces } = scenario === 'to' ? deliveryOutcome : outcomes[scenario];
  const own = seen.filter((event) => event.recipient === recipient);
  const known = new Set([...events, ...also]);
  const words = (event: SeenEvent): string =>
    event.bounce === null ? event.type : `${event.type} ${event.bounce}`;
  const strange = own.filter(
    ({ type, bounce }) =>
      // What a real receiver made of it another check tells.
      !(scenario === 'to' && toldAsDelivery.has(type)) &&
      (!known.has(type) || (bounce !== null && bounces.length > 0 && !bounces.includes(bounce))),
  );
  if (strange.length === 0) return [];
  const expected = [
    ...events.map((type) =>
      type === 'BOUNCE' && bounces.length > 0 ? `BOUNCE ${bounces.join(' or ')}` : type,
    ),
  ].join(', ');
  return [
    {
      problem: 'proof/other-outcome',
      data: { scenario, expected, actual: [...new Set(strange.map(words))].join(', '), source },
      subject: recipient,
    },
  ];
}

const awaited = ({ scenario }: SentMessage, type: string): boolean =>
  (scenario === 'to' ? deliveryOutcome : outcomes[scenario]).events.includes(type);

function lateAt(place: string, sent: readonly SentMessage[], seen: readonly SeenEvent[]): readonly Found[] {
  const events = seen
    .filter((event) => event.place === place)
    .flatMap(({ recipient, type, at }) => {
      const message = sent.find((one) => one.recipient === recipient);
      // Nobody waits for the others, as Send.
      if (message === undefined || at.queued === null || !awaited(message, type)) return [];
      // Our clock may be another than that of AWS.
      const from = at.taken ?? message.at;
      const queued = secondsFrom(from, at.queued);
      const happened = at.happened === null ? null : secondsFrom(from, at.happened);
      return queued < lateFromSeconds ? [] : [{ name: `${type} of ${message.scenario}`, happened, queued }];
    });
  return events.length === 0
    ? []
    : [
        {
          problem: 'proof/seen-late',
          data: { place: place === '' ? 'the event bus' : place, events },
          ...(place === '' ? {} : { subject: place }),
        },
      ];
}
