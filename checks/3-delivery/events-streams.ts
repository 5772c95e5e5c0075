import { type StreamState, streams } from '../../src/facts/event-path/stream.ts';
import { noneUnless, partUnread, unreadSets } from '../../src/facts/event-path/unread-paths.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import {
  defineCheck,
  notApplicable,
  notKnown,
  notSeen,
  problem,
  type Unanswered,
  unanswered,
} from '../../src/model/check.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { command } from '../../src/render/paste/paste.ts';

interface NotActive {
  stream: string;
  name: string;
  sets: readonly string[];
  why: 'absent' | 'status' | 'source' | 'encryption';
  /** What Firehose says of it; null when there is no such stream. */
  state: StreamState | null;
}

/** It will take records in a few minutes. */
const soon = ({ why, state }: NotActive): boolean => why === 'status' && state?.status === 'CREATING';

export default defineCheck({
  id: 'events-streams',
  title: 'Firehose streams for SES events',
  why: 'SES does not keep events for a stream that cannot accept them, and reports no error.',
  needs: {},
  enrichment: { streams, unreadSets },

  problems: {
    'events/stream-not-active': problem<NotActive>({
      severity: (data) => (soon(data) ? 'warning' : 'error'),
      summary: ({ name, why, state }) => {
        if (why === 'absent') return `The Firehose stream ${name} does not exist.`;
        if (why === 'source')
          return `The Firehose stream ${name} reads from another stream (${state?.source ?? ''}), and takes nothing from SES.`;
        if (why === 'encryption')
          return `The Firehose stream ${name} could not switch its encryption on (${state?.encryption ?? ''}).`;
        return `The Firehose stream ${name} is ${state?.status ?? ''}.`;
      },
      impact: ({ sets }) =>
        `What SES publishes there (${sets.map((set) => `configuration set ${set}`).join(', ')}) is lost without a trace.`,
      evidence: ({ name, why, state }) => [
        {
          what: name,
          expected: why === 'source' ? 'DirectPut' : why === 'encryption' ? 'ENABLED' : 'ACTIVE',
          actual:
            why === 'absent'
              ? 'no such stream'
              : why === 'source'
                ? (state?.source ?? null)
                : why === 'encryption'
                  ? (state?.encryption ?? null)
                  : (state?.status ?? null),
          source: 'firehose:DescribeDeliveryStream',
        },
        ...(state?.failure === undefined || state.failure === null
          ? []
          : [
              {
                what: 'FailureDescription',
                expected: null,
                actual: state.failure,
                source: 'firehose:DescribeDeliveryStream',
              },
            ]),
      ],
      fix: (data) => [
        {
          text: soon(data)
            ? 'Wait until the stream is ACTIVE: that takes a few minutes.'
            : data.why === 'source'
              ? 'Create a stream with the source Direct PUT, and point the event destination to it.'
              : data.why === 'encryption'
                ? 'Give the stream a grant on its key again (kms:CreateGrant), or switch its encryption off.'
                : 'Create the stream again, and point the event destination to it.',
          owner: 'you',
          command: command`aws firehose describe-delivery-stream --delivery-stream-name ${data.name} --region ${parseArn(data.stream)?.region}`,
        },
      ],
      references: [
        guide('event-publishing-add-event-destination-firehose'),
        'https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamDescription.html',
      ],
    }),
  },

  evaluate({ streams: used, unreadSets: unread }) {
    if (!used.ok) return notSeen(used.why.message, unanswered(used, false));
    if (used.value.length === 0)
      return notApplicable(noneUnless(unread, 'no configuration set publishes to Firehose'));
    const missed = used.value.flatMap(({ name, state }) => [
      ...unanswered(state, false),
      ...(state.ok && state.value !== null ? unknownIn(name, state.value) : []),
    ]);
    const found = used.value.flatMap(({ arn: stream, name, sets, state }) => {
      if (!state.ok) return [];
      const why = whyNot(state.value);
      if (why === null) return [];
      const data: NotActive = { stream, name, sets, why, state: state.value };
      return [{ problem: 'events/stream-not-active' as const, data, subject: stream }];
    });
    const part = partUnread(unread);
    if (found.length === 0 && missed.length === 0 && part !== null) return notSeen(part, []);
    if (found.length > 0 || missed.length === 0) return [...found, ...missed];
    return notSeen(
      `not every stream could be looked at: ${missed[0]?.unanswered.message ?? 'no answer'}`,
      missed,
    );
  },

  observed({ streams: used }) {
    const seen = valueOr(used, []).flatMap(({ name, state }) =>
      state.ok && state.value !== null ? [`${name}: ${state.value.status}`] : [],
    );
    return seen.length === 0 ? null : seen.join(', ');
  },
});

/** Words that AWS may add: they are not known to refuse records, nor to take them. */
function unknownIn(name: string, { status, source, encryption }: StreamState): readonly Unanswered[] {
  const action = 'firehose:DescribeDeliveryStream';
  const states = ['CREATING', 'CREATING_FAILED', 'DELETING', 'DELETING_FAILED', 'ACTIVE'];
  const sources = ['DirectPut', 'KinesisStreamAsSource', 'MSKAsSource', 'DatabaseAsSource'];
  const ciphers = ['ENABLED', 'ENABLING', 'ENABLING_FAILED', 'DISABLED', 'DISABLING', 'DISABLING_FAILED'];
  return [
    ...(states.includes(status) ? [] : [notKnown(`the status of the stream ${name}`, status, action, false)]),
    ...(source === null || sources.includes(source)
      ? []
      : [notKnown(`the source of the stream ${name}`, source, action, false)]),
    ...(encryption === null || ciphers.includes(encryption)
      ? []
      : [notKnown(`the encryption of the stream ${name}`, encryption, action, false)]),
  ];
}

function whyNot(state: StreamState | null): NotActive['why'] | null {
  if (state === null) return 'absent';
  if (['CREATING', 'CREATING_FAILED', 'DELETING', 'DELETING_FAILED'].includes(state.status)) return 'status';
  // "Source": a stream that reads Kinesis Data Streams, MSK or a database takes no PutRecord.
  if (['KinesisStreamAsSource', 'MSKAsSource', 'DatabaseAsSource'].includes(state.source ?? ''))
    return 'source';
  return state.encryption === 'ENABLING_FAILED' ? 'encryption' : null;
}
