import { grouped } from '../../src/model/many.ts';
import { streams } from '../../src/facts/event-path/stream.ts';
import { defineCheck, notApplicable, notSeen, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { valueOr, type Why } from '../../src/model/unavailable.ts';
import { parseArn } from '../../src/parse/arn.ts';
import type { BucketRead } from '../../src/proof/bucket-read.ts';
import { accepted, proof, type Proof } from '../../src/proof/proof.ts';
import { type ExpectedEvent, expectedEvents } from '../../src/proof/watch.ts';
import { isOnlyWay, ways, type Ways } from '../../src/proof/ways.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Missing {
  stream: string;
  place: string;
  events: readonly string[];
  only: boolean;
  /** New ones; null: there is no such bucket. */
  objects: number | null;
  seconds: number;
}

interface Failed {
  stream: string;
  events: readonly string[];
  only: boolean;
  words: string;
}

interface Other {
  stream: string;
  place: string;
  records: number;
}

type Found =
  | Unanswered
  | OccurrenceOf<'proof/lost-at-bucket', Missing>
  | OccurrenceOf<'proof/lost-at-stream-processing', Failed>
  | OccurrenceOf<'proof/other-shape-in-bucket', Other>;

const transformPage =
  'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html';
const logsPage = 'https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html';
const prefixPage = 'https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html';

const severity = ({ only }: { only: boolean }): 'error' | 'warning' => (only ? 'error' : 'warning');
const nameOf = (stream: string): string =>
  parseArn(stream)?.resource.replace(/^deliverystream\//, '') ?? stream;
const describe = (stream: string): string | null =>
  command`aws firehose describe-delivery-stream --delivery-stream-name ${nameOf(stream)} --region ${parseArn(stream)?.region}`;

export default defineCheck({
  id: 'proof-buckets',
  title: 'Objects written by streams',
  why: 'A stream that accepts an event has not written it yet: only the object in the bucket shows that it has.',
  needs: { proof },
  questions: { ways },
  enrichment: { streams },

  problems: {
    'proof/lost-at-bucket': problem<Missing>({
      severity,
      summary: ({ stream, place, events }) =>
        `The stream ${nameOf(stream)} did not write ${events.join(', ')} to ${place}.`,
      impact: 'Whoever reads these objects does not get the events.',
      evidence: ({ place, events, objects, seconds }) => [
        {
          what: `new objects below ${place}`,
          expected: events.join(', '),
          actual:
            objects === null
              ? 'there is no such bucket'
              : objects === 0
                ? `no new object within ${grouped(seconds)} s`
                : `none of them in ${grouped(objects)} new ${objects === 1 ? 'object' : 'objects'} within ${grouped(seconds)} s`,
          source: 's3:GetObject',
        },
      ],
      fix: ({ stream }) => [
        {
          text: 'Look at the error log of the stream and, where a Lambda function transforms its records, at whether that drops them.',
          owner: 'you',
          command: describe(stream),
        },
      ],
      references: [logsPage, prefixPage],
    }),

    'proof/lost-at-stream-processing': problem<Failed>({
      severity,
      summary: ({ stream, events }) => `The stream ${nameOf(stream)} could not process ${events.join(', ')}.`,
      impact: 'The events are below the error prefix, where nobody reads them.',
      evidence: ({ words }) => [
        {
          what: 'record below the error prefix',
          expected: 'none',
          actual: words,
          source: 's3:GetObject',
        },
      ],
      fix: ({ stream }) => [
        {
          text: 'Fix the Lambda function, the table or the partition keys of the stream, then send the records of the error prefix again.',
          owner: 'you',
          command: describe(stream),
        },
      ],
      references: [transformPage],
      explains: ['proof/lost-at-bucket', 'proof/lost-at-subscriber', 'proof/fewer-than-sent'],
    }),

    'proof/other-shape-in-bucket': problem<Other>({
      severity: 'info',
      summary: ({ stream, place, records }) =>
        `The stream ${nameOf(stream)} wrote ${grouped(records)} ${records === 1 ? 'record' : 'records'} of the messages to ${place} in a format that SES does not use.`,
      impact: 'Events arrive, but not in a form that shows which ones.',
      evidence: ({ place }) => [
        {
          what: `new objects below ${place}`,
          expected: 'records with eventType and mail',
          actual: 'records that contain the mark of the test elsewhere',
          source: 's3:GetObject',
        },
      ],
      fix: () => [{ text: 'Nothing, if a Lambda function of yours transforms the records.', owner: 'you' }],
      references: [transformPage],
    }),
  },

  evaluate({ proof: seen, ways: known, streams: all }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    if (seen.buckets.length === 0)
      return notApplicable(...whyNone(seen, known.ok ? known.value : null, valueOr(all, [])));
    if (!known.ok) return unanswered(known);
    const found = seen.buckets.flatMap((bucket): readonly Found[] => foundIn(bucket, seen, known.value));
    const missed = found.filter((one): one is Unanswered => 'unanswered' in one && !one.counts);
    const [first] = missed;
    return first !== undefined && missed.length === found.length
      ? notSeen(first.unanswered.message, missed)
      : found;
  },

  observed: ({ proof: { buckets } }) => (buckets.length === 0 ? null : buckets.map(said).join('; ')),
});

/** Why no bucket was read, and the flag that would have it read. */
function whyNone(
  { tap }: Proof,
  known: Ways | null,
  all: readonly { state: { ok: boolean } }[],
): [reason: string, flag?: string] {
  if (known?.ways.some(({ kind }) => kind === 'firehose') !== true)
    return ['no Firehose stream is on the path'];
  if (tap === null) return ['what the streams write is read with --tap and --read-bucket'];
  return all.some(({ state }) => state.ok)
    ? ['what the streams write is read with --read-bucket, where they write to S3', '--read-bucket']
    : ['no stream could be described'];
}

const nameOfEvent = ({ type, recipient }: { type: string; recipient: string }): string =>
  `${type} of ${recipient.slice(0, recipient.search(/[+@]/))}`;

function foundIn(bucket: BucketRead, { messages }: Proof, known: Ways): readonly Found[] {
  const { stream, place, read, seconds } = bucket;
  const absent = !read.ok && read.why.reason === 'not-found';
  if (!read.ok && !absent) return [{ unanswered: withKey(read.why, bucket), counts: true }];
  const { seen, failed, objects, otherShapes, notRead } = read.ok ? read.value : nothingRead;
  const expected = expectedEvents(messages, known, [stream]);
  const among = (
    all: readonly { type: string; recipient: string }[],
    { type, recipient }: ExpectedEvent,
  ): boolean => all.some((one) => one.type === type && one.recipient === recipient);
  const lost = expected.filter((one) => among(failed, one) && !among(seen, one));
  const missing = expected.filter((one) => !among(failed, one) && !among(seen, one));
  const only = (events: readonly ExpectedEvent[]): boolean =>
    isOnlyWay(
      known,
      stream,
      events.map(({ type }) => type),
    );
  const [reason] = failed;
  return [
    ...(lost.length === 0 || reason === undefined
      ? []
      : [
          {
            problem: 'proof/lost-at-stream-processing' as const,
            data: { stream, events: lost.map(nameOfEvent), only: only(lost), words: reason.words },
            subject: stream,
          },
        ]),
    ...(missing.length === 0
      ? []
      : notRead !== null
        ? [notFound(bucket, `not all of ${place} was read: ${notRead}`)]
        : otherShapes >= missing.length
          ? [
              {
                problem: 'proof/other-shape-in-bucket' as const,
                data: { stream, place, records: otherShapes },
                subject: stream,
              },
            ]
          : otherShapes > 0
            ? [
                notFound(
                  bucket,
                  `only ${grouped(otherShapes)} records in ${place} contain the mark of the test, in a format that SES does not use`,
                ),
              ]
            : bucket.waited !== 'enough'
              ? [
                  notFound(
                    bucket,
                    `${missing.map(nameOfEvent).join(', ')} did not come to ${place} within ${grouped(seconds)} s, which may be too short`,
                  ),
                ]
              : [
                  {
                    problem: 'proof/lost-at-bucket' as const,
                    data: {
                      stream,
                      place,
                      events: missing.map(nameOfEvent),
                      only: only(missing),
                      objects,
                      seconds,
                    },
                    subject: stream,
                  },
                ]),
  ];
}

const nothingRead = { seen: [], failed: [], objects: null, otherShapes: 0, notRead: null } as const;

/** What was not found is a question without an answer; a time that nobody chose makes none that counts. */
const notFound = ({ place, waited }: BucketRead, message: string): Unanswered => ({
  unanswered: {
    ...{ reason: 'timeout', action: null, region: null, detail: {} },
    ...{ question: `objects below ${place}`, message },
  },
  counts: waited !== 'default',
});

/** S3 says no more than "denied" where the key is what is missing ("Access denied (403 Forbidden) errors"). */
const withKey = (why: Why, { key }: BucketRead): Why =>
  key === null || why.reason !== 'access-denied' || why.message.includes('kms:')
    ? why
    : {
        ...why,
        message: `${why.message}; the objects are encrypted with ${key}, so kms:Decrypt on it is needed, too`,
      };

function said({ place, read }: BucketRead): string {
  if (!read.ok) return `${place}: not read`;
  const { seen, objects, bytes } = read.value;
  const types = [...new Set(seen.map(({ type }) => type))];
  return `${place}: ${types.length === 0 ? 'no event' : types.join(', ')} in ${grouped(objects)} new ${objects === 1 ? 'object' : 'objects'}, ${grouped(Math.ceil(bytes / 1024))} KB`;
}
