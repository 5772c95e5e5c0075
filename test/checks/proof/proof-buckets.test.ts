import check from '../../../checks/proof/proof-buckets.ts';
import { Unavailable, type Why } from '../../../src/model/unavailable.ts';
import type { BucketRead, ObjectsRead } from '../../../src/proof/bucket-read.ts';
import type { SeenEvent } from '../../../src/proof/seen.ts';
import { answered, unansweredWith } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { sentProof, taken } from '../../support/proof.ts';

const stream = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/ses-events';
const place = 's3://events/ses/';
const { recipient } = taken('bounce');
const event: SeenEvent = {
  ...{ place: stream, type: 'BOUNCE', recipient, messageId: 'id-of-bounce', shape: 'eventType' },
  bounce: 'Permanent/General',
  at: { taken: null, happened: null, published: null, queued: '2026-11-28T10:05:00.000Z' },
};
const empty: ObjectsRead = {
  ...{ seen: [], failed: [], objects: 0, bytes: 0, otherShapes: 0, notRead: null },
};
const toStream = {
  ...{ sets: ['news'], off: [], byMail: false, unread: [] },
  ways: [{ kind: 'firehose' as const, place: stream, by: 'destination lake of news', types: ['BOUNCE'] }],
};
const tap = { places: [], seen: [], seconds: 0, failed: null };
const withRead = (read: Partial<ObjectsRead> | Why, more: Partial<BucketRead> = {}) => ({
  proof: {
    ...{ ...sentProof, tap },
    buckets: [
      {
        ...{ stream, place, key: null, seconds: 600, waited: 'enough' as const },
        read: 'reason' in read ? ({ ok: false, why: read } as const) : answered({ ...empty, ...read }),
        ...more,
      },
    ],
  },
});
const bounce = ['BOUNCE of bounce'];
const lost = { stream, place, events: bounce, only: true, seconds: 600 };
const denied = new Unavailable('access-denied', 'these credentials are not allowed to call s3:GetObject').why;
const notFound = (message: string, counts = true) => ({
  unanswered: {
    ...{ reason: 'timeout' as const, action: null, region: null, detail: {} },
    ...{ question: `objects below ${place}`, message },
  },
  counts,
});
const key = 'arn:aws:kms:eu-west-1:111122223333:key/1';

describeCheck(check, {
  healthy: {
    ...withRead({ seen: [event], objects: 1, bytes: 900 }),
    ...{ ways: answered(toStream), streams: answered([]) },
  },
  finds: {
    'no object came in time': {
      given: withRead({}),
      found: [{ problem: 'proof/lost-at-bucket', data: { ...lost, objects: 0 }, subject: stream }],
    },
    'objects came without the event': {
      given: withRead({ objects: 1, bytes: 900 }),
      found: [{ problem: 'proof/lost-at-bucket', data: { ...lost, objects: 1 }, subject: stream }],
    },
    'the bucket is gone': {
      given: withRead(new Unavailable('not-found', 'no such bucket').why),
      found: [{ problem: 'proof/lost-at-bucket', data: { ...lost, objects: null }, subject: stream }],
    },
    'another destination takes the event, too': {
      given: {
        ...withRead({ objects: 2 }),
        ways: answered({
          ...toStream,
          ways: [...toStream.ways, { kind: 'sns' as const, place: 'topic', by: 'x', types: ['BOUNCE'] }],
        }),
      },
      found: [
        { problem: 'proof/lost-at-bucket', data: { ...lost, objects: 2, only: false }, subject: stream },
      ],
    },
    'the event stands below the error prefix': {
      given: withRead({
        failed: [{ type: 'BOUNCE', recipient, words: 'Lambda.FunctionError: it failed' }],
      }),
      found: [
        {
          problem: 'proof/lost-at-stream-processing',
          data: { stream, events: bounce, only: true, words: 'Lambda.FunctionError: it failed' },
          subject: stream,
        },
      ],
    },
    'a record has another shape': {
      given: withRead({ otherShapes: 1, objects: 1 }),
      found: [
        { problem: 'proof/other-shape-in-bucket', data: { stream, place, records: 1 }, subject: stream },
      ],
    },
  },
  silent: {
    'something was not read, and all came': withRead({ seen: [event], notRead: 'a large object' }),
    'it failed once and was written the second time': withRead({
      ...{ seen: [event], failed: [{ type: 'BOUNCE', recipient, words: 'it failed' }] },
    }),
  },
  verdicts: {
    'objects may not be read': {
      given: withRead(denied),
      verdict: [{ unanswered: denied, counts: true }],
    },
    'objects may not be read, and a key encrypts them': {
      given: withRead(denied, { key }),
      verdict: [
        {
          unanswered: {
            ...denied,
            message: `${denied.message}; the objects are encrypted with ${key}, so kms:Decrypt on it is needed, too`,
          },
          counts: true,
        },
      ],
    },
    'an object was not read': {
      given: withRead({ notRead: 'x: Snappy is not read' }),
      verdict: [notFound(`not all of ${place} was read: x: Snappy is not read`)],
    },
    'the time given was too short': {
      given: withRead({}, { waited: 'given', seconds: 60 }),
      verdict: [notFound(`BOUNCE of bounce did not come to ${place} within 60 s, which may be too short`)],
    },
    'the time that nobody chose was too short': {
      given: withRead({}, { waited: 'default', seconds: 60 }),
      verdict: {
        notApplicable: `BOUNCE of bounce did not come to ${place} within 60 s, which may be too short`,
        missed: [
          notFound(`BOUNCE of bounce did not come to ${place} within 60 s, which may be too short`, false),
        ],
      },
    },
    'the destinations are not known': {
      given: { ...withRead({}), ways: unansweredWith(denied) },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: --dry-run' } },
      verdict: { notApplicable: 'not sent: --dry-run' },
    },
    'no stream is on the path': {
      given: { proof: sentProof, ways: answered({ ...toStream, ways: [] }) },
      verdict: { notApplicable: 'no Firehose stream is on the path' },
    },
    'nobody asked': {
      given: { proof: sentProof },
      verdict: { notApplicable: 'what the streams write is read with --tap and --read-bucket' },
    },
    'no stream could be described': {
      given: { proof: { ...sentProof, tap } },
      verdict: { notApplicable: 'no stream could be described' },
    },
  },
});
