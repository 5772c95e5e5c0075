import check from '../../../checks/3-delivery/events-streams.ts';
import type { StreamState } from '../../../src/facts/event-path/stream.ts';
import { notKnown } from '../../../src/model/check.ts';
import { type Answer, Unavailable } from '../../../src/model/unavailable.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { allRead, notRead } from '../../support/event-paths.ts';

const stream = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses-events';
const active: StreamState = {
  status: 'ACTIVE',
  source: 'DirectPut',
  failure: null,
  encryption: null,
  deliveries: ['DeliveryToS3'],
  writesAll: true,
  bufferSeconds: 300,
  bucket: null,
};
const withState = (state: Answer<StreamState | null>) => ({
  streams: answered([{ arn: stream, name: 'ses-events', roles: ['role'], sets: ['news'], state }]),
});
const notSeenFor = (member: 'status' | 'source' | 'encryption') => {
  const { unanswered } = notKnown(
    `the ${member} of the stream ses-events`,
    'RESTING',
    'firehose:DescribeDeliveryStream',
    false,
  );
  return {
    notApplicable: `not every stream could be looked at: ${unanswered.message}`,
    missed: [{ unanswered, counts: false }],
  };
};
const denied = new Unavailable('access-denied', 'denied').why;
const finding = (why: 'absent' | 'status' | 'source' | 'encryption', state: StreamState | null) => ({
  given: withState(answered(state)),
  found: [
    {
      problem: 'events/stream-not-active' as const,
      data: { stream, name: 'ses-events', sets: ['news'], why, state },
      subject: stream,
    },
  ],
});

describeCheck(check, {
  healthy: { unreadSets: allRead, ...withState(answered(active)) },
  finds: {
    'a stream that was deleted': finding('absent', null),
    'a stream that could not be created': finding('status', {
      ...active,
      status: 'CREATING_FAILED',
      failure: 'KMS_KEY_NOT_FOUND: no key',
    }),
    'a stream that is being created': finding('status', { ...active, status: 'CREATING' }),
    'a stream that reads another stream': finding('source', { ...active, source: 'KinesisStreamAsSource' }),
    'a stream without its key': finding('encryption', { ...active, encryption: 'ENABLING_FAILED' }),
  },
  silent: {
    'no word of the source': withState(answered({ ...active, source: null })),
  },
  verdicts: {
    ...Object.fromEntries(
      (['status', 'source', 'encryption'] as const).map((member) => [
        `a ${member} to come is neither right nor wrong`,
        { given: withState(answered({ ...active, [member]: 'RESTING' })), verdict: notSeenFor(member) },
      ]),
    ),
    'nothing is published to Firehose': {
      given: { streams: answered([]) },
      verdict: { notApplicable: 'no configuration set publishes to Firehose' },
    },
    'nobody could read where the events go': {
      given: { ...{ streams: answered([]) }, unreadSets: notRead },
      verdict: { notApplicable: 'it is not known where the events go: denied' },
    },
    'a stream that may not be described': {
      given: withState(unansweredWith(denied)),
      verdict: {
        notApplicable: 'not every stream could be looked at: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
  },
});
