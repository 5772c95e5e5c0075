import check from '../../../checks/proof/proof-streams.ts';
import type { StreamState, UsedStream } from '../../../src/facts/event-path/stream.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { oneWay, sentProof } from '../../support/proof.ts';

const stream = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses-events';
const active: StreamState = {
  ...{ status: 'ACTIVE', source: 'DirectPut', failure: null, encryption: null, deliveries: ['DeliveryToS3'] },
  ...{ writesAll: true, bufferSeconds: 300, bucket: null },
};
const withState = (state: UsedStream['state']) => ({
  streams: [{ arn: stream, name: 'ses-events', roles: [], sets: ['news'], state }],
});
const lost = (state: string) => [
  {
    problem: 'proof/lost-at-stream' as const,
    data: { stream, name: 'ses-events', types: ['BOUNCE'], only: true, state },
    subject: stream,
  },
];
const denied = new Unavailable('access-denied', 'denied').why;

describeCheck(check, {
  healthy: {
    proof: sentProof,
    ways: { ...oneWay, ways: [{ kind: 'firehose', place: stream, by: 'lake of news', types: ['BOUNCE'] }] },
    ...withState(answered(active)),
  },
  finds: {
    'it is not there': { given: withState(answered(null)), found: lost('absent') },
    'it could not be made': {
      given: withState(answered({ ...active, status: 'CREATING_FAILED' })),
      found: lost('CREATING_FAILED'),
    },
    'it reads from Kinesis': {
      given: withState(answered({ ...active, source: 'KinesisStreamAsSource' })),
      found: lost('KinesisStreamAsSource'),
    },
  },
  silent: {
    'Firehose does not say what it reads': withState(answered({ ...active, source: null })),
    'it takes no event of these messages': { ...withState(answered(null)), ways: oneWay },
  },
  verdicts: {
    'it may not be described': {
      given: withState(unansweredWith(denied)),
      verdict: [{ unanswered: denied, counts: true }],
    },
    'no stream is on the path': {
      given: { streams: [] },
      verdict: { notApplicable: 'no Firehose stream is on the path' },
    },
  },
});
